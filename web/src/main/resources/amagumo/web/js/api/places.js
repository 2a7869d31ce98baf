// What the API says of a place.

import { check, reading } from './checks.js';
import { get } from './client.js';

const placesUrl = 'api/v1/points';

function rateOf({ validTime, leadMinutes, rateMmH }) {
  const time = Date.parse(validTime);
  check(Number.isFinite(time) && Number.isInteger(leadMinutes) && (rateMmH === null || Number.isFinite(rateMmH)), 'a rate');
  return Object.freeze({ time, leadMinutes, rateMmH });
}

/**
 * The rain at a place in the newest forecast.
 *
 * @param {{latitude: number, longitude: number}} place degrees
 * @param {{language: string, timeZone: string}} words of the sentence, and the zone of its times
 * @param {string} nowcaster whose forecast; empty for the one that the server shows
 * @returns {Promise<{sentence: string, rates: {time: number, leadMinutes: number, rateMmH: ?number}[]}>} what is to come, and
 *   the rates in order of time: milliseconds, mm/h or null where there are no data; none where no radar covers the place
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
