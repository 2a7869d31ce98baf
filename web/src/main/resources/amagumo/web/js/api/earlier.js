// Forecasts that were made earlier.

import { check, reading } from './checks.js';
import { get } from './client.js';
import { levelsAt } from './levels.js';
import { compact } from './times.js';

/** More than an hour of forecasts a minute. */
const mostForecasts = 100;

/**
 * The forecasts that are kept of base times between two.
 *
 * @returns {Promise<Map<number, string>>} versions by base time, milliseconds
 * @throws {ApiError} if there is no answer
 */
export async function keptForecasts({ from, to, nowcaster }) {
  const query = new URLSearchParams({ from: compact(from), to: compact(to), nowcaster, limit: mostForecasts });
  const url = `api/v1/forecasts?${query}`;
  const { body } = await get(url, { patient: true });
  return reading(url, () => new Map(body.forecasts.map(({ baseTime, version }) => {
    check(Number.isFinite(Date.parse(baseTime)) && typeof version === 'string', 'a kept forecast');
    return [Date.parse(baseTime), version];
  })));
}

/**
 * The levels of a frame of a forecast that is kept.
 *
 * @param {object} grid of `levels.js`, which all forecasts of a server have
 * @throws {ApiError} if there is no answer
 */
export function earlierLevels({ baseTime, version, leadMinutes, nowcaster }, grid) {
  const query = new URLSearchParams({ nowcaster, v: version });
  return levelsAt(`api/v1/forecasts/${compact(baseTime)}/frames/${leadMinutes}.levels?${query}`, grid);
}
