// Whether what arrives and what is shown is of now, by the server's clock.

const minute = 60_000;
/** Clocks differ, and a time may be rounded: less than this is not ahead. */
const aheadMilliseconds = minute;
/** Frames take their time to arrive, and one may be late: what is older than three steps and this is stale. */
const slackMilliseconds = 10 * minute;

/**
 * Whether the frames that arrive are of a time to come, or else the forecast that is shown is old; needs a forecast.
 *
 * @returns {{kind: 'live'|'stale'|'ahead', time: number, milliseconds: number}} the time of the newest frame, or else of
 *   the latest observation that is shown, and how far it is from now
 */
export function freshness({ forecast, newestFrame, now }) {
  const newest = newestFrame ?? forecast.baseTime;
  if (newest - now > aheadMilliseconds) {
    return { kind: 'ahead', time: newest, milliseconds: newest - now };
  }
  const age = now - forecast.baseTime;
  const stale = age > 3 * forecast.stepMinutes * minute + slackMilliseconds;
  return { kind: stale ? 'stale' : 'live', time: forecast.baseTime, milliseconds: Math.max(0, age) };
}

/** Keeps the time of the state, which is the server's, going. */
export function keepTime(store) {
  const tick = () => store.update({ now: Date.now() + store.state.serverAhead });
  store.observe(['serverAhead'], tick);
  setInterval(tick, minute / 4);
}
