// What the API says of a place.

import { check, reading } from './checks.js';
import { get } from './client.js';

const placesUrl = 'api/v1/points';

/** Between what a rate probably lies, mm/h; above the highest threshold where it has no upper end. */
function rangeOf({ fromMmH, toMmH }) {
  check(Number.isFinite(fromMmH) && (toMmH === null || toMmH >= fromMmH), 'a range');
  return Object.freeze({ fromMmH, toMmH });
}

function rateOf({ validTime, leadMinutes, rateMmH, range }) {
  const time = Date.parse(validTime);
  check(Number.isFinite(time) && Number.isInteger(leadMinutes) && (rateMmH === null || Number.isFinite(rateMmH)), 'a rate');
  return Object.freeze({ time, leadMinutes, rateMmH, range: range === null ? null : rangeOf(range) });
}

/**
 * The rain at a place in the newest forecast.
 *
 * @param {{latitude: number, longitude: number}} place degrees
 * @param {{language: string, timeZone: string}} words of the sentence, and the zone of its times
 * @param {string} nowcaster whose forecast; empty for the one that the server shows
 * @returns {Promise<{sentence: string, rates: {time: number, leadMinutes: number, rateMmH: ?number, range: ?object}[]}>} what is
 *   to come, and the rates in order of time: milliseconds, mm/h or null where there are no data, and between what the rate lies
 *   with a probability of 80 % where that is known; none where no radar covers the place
 */
export async function rainAt({ latitude, longitude }, { language, timeZone }, nowcaster, signal) {
  const query = new URLSearchParams({
    lat: latitude.toFixed(5), lon: longitude.toFixed(5), lang: language, timezone: timeZone,
    ...(nowcaster === '' ? {} : { nowcaster }),
  });
  const url = `${placesUrl}?${query}`;
  const { body } = await get(url, { signal, patient: true });
  return reading(url, () => {
    check(typeof body.sentence === 'string', 'the sentence');
    return Object.freeze({ sentence: body.sentence, rates: Object.freeze(body.rates.map(rateOf)) });
  });
}
