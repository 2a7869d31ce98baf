// What was observed before the frames of a forecast.

import { check, reading } from './checks.js';
import { get } from './client.js';
import { ApiError } from './errors.js';
import { compact } from './times.js';

const minute = 60_000;
/** How far back one can look, and at most how many frames that may be. */
const pastMinutes = 60;
const mostFrames = 40;

function frameOf({ validTime, url, levelsUrl, motionUrl }, baseTime) {
  const time = Date.parse(validTime);
  check(Number.isFinite(time) && typeof url === 'string' && typeof levelsUrl === 'string'
    && (motionUrl === null || typeof motionUrl === 'string'), 'an observation');
  const leadMinutes = Math.round((time - baseTime) / minute);
  return Object.freeze({ time, validTime, leadMinutes, url, levelsUrl, motionUrl, observed: true });
}

/**
 * The frames of the last hour up to the base time of a forecast, oldest first. The forecast can do without them.
 *
 * @returns {Promise<?object[]>} null where they cannot be had
 */
export async function pastOf({ baseTime, stepMinutes }) {
  const limit = Math.min(mostFrames, Math.floor(pastMinutes / stepMinutes) + 1);
  const url = `api/v1/observations?before=${compact(baseTime + 1000)}&limit=${limit}`;
  try {
    const { body } = await get(url);
    return reading(url, () => body.observations.map((frame) => frameOf(frame, baseTime))
      .filter(({ time }) => time >= baseTime - pastMinutes * minute).reverse());
  } catch (reason) {
    if (reason instanceof ApiError) {
      return null;
    }
    throw reason;
  }
}
