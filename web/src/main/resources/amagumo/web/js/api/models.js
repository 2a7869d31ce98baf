// What the server says of the model that made a forecast.

import { check, reading } from './checks.js';
import { get } from './client.js';

/**
 * @param {string} modelVersion of a forecast
 * @returns {Promise<{steps: number, data: ?{days: number, areas: number, first: number, last: number}, since: ?number}>} times in
 *   milliseconds; null what is not known
 * @throws {ApiError} if there is no answer
 */
export async function modelCard(modelVersion, signal) {
  const url = `api/v1/model-cards/${modelVersion}`;
  const { body } = await get(url, { signal });
  return reading(url, () => {
    const { steps, data, since } = body;
    check(Number.isInteger(steps) && (since === null || Number.isFinite(Date.parse(since))), 'the model');
    check(data === null || [data.days, data.areas, Date.parse(data.first), Date.parse(data.last)].every(Number.isFinite), 'its data');
    return Object.freeze({
      steps, since: since === null ? null : Date.parse(since),
      data: data === null ? null : { days: data.days, areas: data.areas, first: Date.parse(data.first), last: Date.parse(data.last) },
    });
  });
}
