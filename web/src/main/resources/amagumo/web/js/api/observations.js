// What was observed lately.

import { check, reading } from './checks.js';
import { get } from './client.js';
import { ApiError } from './errors.js';

/** How far back one can look, and at most how many frames that may be. */
export const pastMinutes = 60;
const mostFrames = 40;

function frameOf({ validTime, url, levelsUrl, motionUrl }) {
  const time = Date.parse(validTime);
  check(Number.isFinite(time) && typeof url === 'string' && typeof levelsUrl === 'string'
    && (motionUrl === null || typeof motionUrl === 'string'), 'an observation');
  return { time, validTime, url, levelsUrl, motionUrl, observed: true };
}

/**
 * The newest frames, of an hour if they are some minutes apart, oldest first. A forecast can do without them.
 *
 * @returns {Promise<?object[]>} null where they cannot be had
 */
export async function observedLately(stepMinutes) {
  const limit = Math.min(mostFrames, Math.floor(pastMinutes / stepMinutes) + 1);
  const url = `api/v1/observations?limit=${limit}`;
  try {
    const { body } = await get(url);
    return reading(url, () => body.observations.map(frameOf).reverse());
  } catch (reason) {
    if (reason instanceof ApiError) {
      return null;
    }
    throw reason;
  }
}
