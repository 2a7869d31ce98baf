// What the API says of forecasts, checked and in the page's own shape.

import { get } from './client.js';
import { Unintelligible } from './errors.js';

const latestUrl = 'api/v1/forecasts/latest';
const healthUrl = 'healthz';

function check(holds, what) {
  if (!holds) {
    throw new TypeError(`${what} is not as promised`);
  }
}

function frameOf({ validTime, leadMinutes, url }, observed) {
  const time = Date.parse(validTime);
  check(Number.isFinite(time) && Number.isInteger(leadMinutes) && typeof url === 'string', 'a frame');
  return Object.freeze({ time, validTime, leadMinutes, url, observed });
}

function boundsOf({ south, west, north, east }) {
  check([south, west, north, east].every(Number.isFinite) && south < north && west < east, 'bounds');
  return Object.freeze({ south, west, north, east });
}

function legendOf({ unit, classes, missingColour }) {
  check(Array.isArray(classes) && classes.every(({ from }) => Number.isFinite(from)), 'legend');
  return Object.freeze({ unit, missingColour, classes: classes.map(({ from, colour }) => Object.freeze({ from, colour })) });
}

/**
 * A forecast.
 *
 * @returns {{version: string, model: string, baseTime: number, stepMinutes: number, frames: object[], baseIndex: number,
 *   bounds: object, columns: number, pointsUrl: string, legend: object, credit: string, provenance: string}} times in milliseconds; frames in
 *   order of time, observed ones first, the last of which is number `baseIndex`
 * @throws {TypeError} if it is not as the API promises
 */
export function forecastOf(json) {
  const observed = json.observations.map((frame) => frameOf(frame, true));
  const frames = [...observed, ...json.leads.map((frame) => frameOf(frame, false))];
  const baseTime = Date.parse(json.baseTime);
  check(observed.length > 0 && frames.every(({ time }, i) => i === 0 || time > frames[i - 1].time), 'the order of frames');
  check(Number.isFinite(baseTime) && json.stepMinutes > 0 && json.grid.nx > 0, 'the forecast');
  return Object.freeze({
    version: json.version,
    model: json.model,
    baseTime,
    stepMinutes: json.stepMinutes,
    frames: Object.freeze(frames),
    baseIndex: observed.length - 1,
    bounds: boundsOf(json.bounds),
    columns: json.grid.nx,
    pointsUrl: json.pointsUrl,
    legend: legendOf(json.legend),
    credit: json.credit,
    provenance: json.provenance ?? '',
  });
}

/** Makes something of an answer; one that is not as promised is an `Unintelligible`. */
function reading(url, make) {
  try {
    return make();
  } catch (reason) {
    throw new Unintelligible(url, reason);
  }
}

/**
 * What arrives at the server: the valid time of its newest frame, milliseconds, null where there is none, and why its source
 * brings nothing, in the server's words, null where it does.
 */
function feedOf({ feed }) {
  const newestFrame = feed.newestFrame === null ? null : Date.parse(feed.newestFrame);
  check(newestFrame === null || Number.isFinite(newestFrame), 'the feed');
  return { newestFrame, sourceFailure: feed.failure?.reason ?? null };
}

/**
 * The newest forecast.
 *
 * @returns {Promise<{forecast: object, newestFrame: ?number, sourceFailure: ?string, serverTime: ?number}>} with what
 *   arrives at the server and the time of its clock, milliseconds, where it tells
 */
export async function latestForecast() {
  const { body, serverTime } = await get(latestUrl);
  return reading(latestUrl, () => ({ forecast: forecastOf(body), ...feedOf(body), serverTime }));
}

/**
 * What arrives at the server, whether or not there is a forecast.
 *
 * @returns {Promise<{newestFrame: ?number, sourceFailure: ?string}>}
 */
export async function feed() {
  const { body } = await get(healthUrl);
  return reading(healthUrl, () => feedOf(body));
}

/** The rain rates of a forecast's frames at a place: valid time in milliseconds, mm/h or null where there are no data. */
export async function rainAt(forecast, { latitude, longitude }, signal) {
  const url = new URL(forecast.pointsUrl, location.href);
  url.searchParams.set('lat', latitude.toFixed(5));
  url.searchParams.set('lon', longitude.toFixed(5));
  const { body } = await get(url.href, { signal, patient: true });
  return reading(url.href, () => body.rates.map(({ validTime, leadMinutes, rateMmH }) => {
    const time = Date.parse(validTime);
    check(Number.isFinite(time) && (rateMmH === null || Number.isFinite(rateMmH)), 'a rate');
    return Object.freeze({ time, leadMinutes, rateMmH });
  }));
}
