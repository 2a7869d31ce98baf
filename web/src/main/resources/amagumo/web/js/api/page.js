// What the server says of the page itself.

import { check, reading } from './checks.js';
import { get, wait } from './client.js';

const pageUrl = 'api/v1/page';
const retryMilliseconds = 30_000;

/**
 * @returns {Promise<{version: string, nowcasters: string[], tiles: ?{url: string, credit: string, maxZoom: number}}>} which files
 *   the page is made of, whose forecasts there are, those that are shown unasked first, and the base map, null for the page's own
 * @throws {ApiError} if there is no answer
 */
export async function pageSettings() {
  const { body } = await get(pageUrl, { patient: true });
  return reading(pageUrl, () => {
    check(/^[0-9a-f]+$/.test(body.version), 'the version of the page');
    check(Array.isArray(body.nowcasters) && body.nowcasters.every((name) => typeof name === 'string'), 'the nowcasters');
    check(body.tiles === null || (typeof body.tiles.url === 'string' && typeof body.tiles.credit === 'string'
      && Number.isInteger(body.tiles.maxZoom)), 'the base map');
    return Object.freeze({ version: body.version, nowcasters: Object.freeze(body.nowcasters), tiles: body.tiles });
  });
}

/** The same, asked for until there is an answer. */
export async function pageSettingsOnceThere() {
  for (;;) {
    try {
      return await pageSettings();
    } catch {
      await wait(retryMilliseconds);
    }
  }
}
