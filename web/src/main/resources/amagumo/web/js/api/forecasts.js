// What the API says of forecasts, checked and in the page's own shape.

import { check, reading } from './checks.js';
import { get } from './client.js';
import { levelGridOf, percentsOf } from './levels.js';
import { observedLately, pastMinutes } from './observations.js';

const latestUrl = 'api/v1/forecasts/latest';
const healthUrl = 'healthz';
const minute = 60_000;
/** Of JMA's frames; how far apart others are is known with the first forecast. */
const usualStepMinutes = 5;

function frameOf({ validTime, url, levelsUrl, probabilityLevelsUrl = null }, observed, motionUrl) {
  const time = Date.parse(validTime);
  check(Number.isFinite(time) && typeof url === 'string' && typeof levelsUrl === 'string', 'a frame');
  const probabilityUrl = (mmH) => probabilityLevelsUrl.replace('{threshold}', mmH);
  return { time, validTime, url, levelsUrl, probabilityUrl, motionUrl, observed };
}

function areInOrder(frames) {
  return frames.every(({ time }, i) => i === 0 || time > frames[i - 1].time);
}

/**
 * The frames that a forecast is shown with, in order: the hour before its own, its own, and what was observed since, in place of
 * what it had foretold for then. Once there is such, what is more than an hour older goes.
 */
function framesOf(inputs, leads, lately) {
  const earlier = lately.filter(({ time }) => time < inputs[0].time && time >= inputs.at(-1).time - pastMinutes * minute);
  const since = lately.filter(({ time }) => time > inputs.at(-1).time);
  const latest = (since.at(-1) ?? inputs.at(-1)).time;
  const observed = [...earlier, ...inputs, ...since]
    .filter(({ time }) => since.length === 0 || time >= latest - pastMinutes * minute);
  const frames = [...observed, ...leads.filter(({ time }) => time > latest)];
  return {
    frames: frames.map((frame) => Object.freeze({ ...frame, leadMinutes: Math.round((frame.time - latest) / minute) })),
    latestIndex: observed.length - 1,
  };
}

function boundsOf({ south, west, north, east }) {
  check([south, west, north, east].every(Number.isFinite) && south < north && west < east, 'bounds');
  return Object.freeze({ south, west, north, east });
}

function legendOf({ unit, classes, missingColour }) {
  check(Array.isArray(classes) && classes.every(({ from }) => Number.isFinite(from)), 'legend');
  return Object.freeze({ unit, missingColour, classes: classes.map(({ from, colour }) => Object.freeze({ from, colour })) });
}

/** The probabilities of a forecast, null where there are none. */
function probabilitiesOf(probabilities) {
  if (probabilities === null) {
    return null;
  }
  const { thresholdsMmH, missing, zero, legend } = probabilities;
  check(Array.isArray(thresholdsMmH) && thresholdsMmH.every(Number.isFinite), 'the thresholds of the probabilities');
  return Object.freeze({ thresholds: thresholdsMmH, percents: percentsOf(missing, zero), legend: legendOf(legend) });
}

/** What a forecast says of where it came from. */
function originOf({ nowcaster, model, modelVersion, madeAt, software, gaps, provenance }) {
  check(Array.isArray(gaps), 'the gaps');
  return { nowcaster, model, modelVersion, madeAt: Date.parse(madeAt), software, gaps, provenance };
}

/**
 * A forecast.
 *
 * @param {object} json of the API
 * @param {object[]} lately frames that were observed, oldest first, as `observedLately` makes them
 * @returns {{version: string, origin: object, baseTime: number, stepMinutes: number, frames: object[], latestIndex: number,
 *   bounds: object, columns: number, levels: object, legend: object, probabilities: ?object, credit: string, inputs: number}}
 *   times in milliseconds; frames in order of time, observed ones first, the last of which is number `latestIndex`: that of the
 *   base time, or one that has come since. `inputs` is how many the forecast was made from; of a frame, `leadMinutes` is how long
 *   after the latest observation it is, and `motionUrl` how the rain moved up to it, or null
 * @throws {TypeError} if it is not as the API promises
 */
export function forecastOf(json, lately = []) {
  const motions = new Map(lately.map(({ time, motionUrl }) => [time, motionUrl]));
  const inputs = json.observations.map((frame) => frameOf(frame, true, motions.get(Date.parse(frame.validTime)) ?? null));
  check(inputs.length > 0, 'the observations');
  const leads = json.leads.map((frame) => frameOf(frame, false, json.motionUrl));
  const { frames, latestIndex } = framesOf(inputs, leads, lately);
  check([[...inputs, ...leads], frames].every(areInOrder), 'the order of frames');
  const baseTime = Date.parse(json.baseTime);
  check(Number.isFinite(baseTime) && json.stepMinutes > 0 && json.grid.nx > 0, 'the forecast');
  return Object.freeze({
    version: json.version,
    origin: Object.freeze(originOf(json)),
    baseTime,
    stepMinutes: json.stepMinutes,
    frames: Object.freeze(frames),
    inputs: inputs.length,
    latestIndex,
    bounds: boundsOf(json.bounds),
    columns: json.grid.nx,
    levels: levelGridOf(json.levels),
    legend: legendOf(json.legend),
    probabilities: probabilitiesOf(json.probabilities),
    credit: json.credit,
  });
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
 * @param {string} nowcaster whose; empty for the one that the server shows
 * @param {?object} known a forecast of the same server, or null
 * @returns {Promise<{forecast: object, hasLately: boolean, newestFrame: ?number, sourceFailure: ?string, serverTime: ?number,
 *   kept: boolean}>} whether it has what was observed before and after its inputs; what arrives at the server and the time of its
 *   clock, milliseconds, where it tells; and whether all that is an earlier answer
 */
export async function latestForecast(nowcaster = '', known = null) {
  const url = nowcaster === '' ? latestUrl : `${latestUrl}?nowcaster=${encodeURIComponent(nowcaster)}`;
  const [{ body, serverTime, kept }, lately] = await Promise.all([get(url), observedLately(known?.stepMinutes ?? usualStepMinutes)]);
  return reading(url, () => (
    { forecast: forecastOf(body, lately ?? []), hasLately: lately !== null, ...feedOf(body), serverTime, kept }));
}

/**
 * What the server does, such as "waiting for frames", and what arrives at it, whether or not there is a forecast.
 *
 * @returns {Promise<{serverDoes: string, newestFrame: ?number, sourceFailure: ?string}>}
 */
export async function health() {
  const { body } = await get(healthUrl);
  return reading(healthUrl, () => {
    check(typeof body.status === 'string', 'what the server does');
    return { serverDoes: body.status, ...feedOf(body) };
  });
}
