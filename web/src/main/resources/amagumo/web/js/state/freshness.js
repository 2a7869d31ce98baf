// How old the latest observation is, by the server's clock.

const minute = 60_000;
/** Clocks differ, and a time may be rounded: less than this is not ahead. */
const aheadMilliseconds = minute;
/** Frames take their time to arrive, and one may be late: what is older than three steps and this is stale. */
const slackMilliseconds = 10 * minute;

/**
 * Whether a forecast is of now.
 *
 * @returns {{kind: 'live'|'stale'|'ahead', milliseconds: number}} how old or how far ahead its latest observation is
 */
export function freshness(forecast, now) {
  const age = now - forecast.baseTime;
  if (age < -aheadMilliseconds) {
    return { kind: 'ahead', milliseconds: -age };
  }
  const stale = age > 3 * forecast.stepMinutes * minute + slackMilliseconds;
  return { kind: stale ? 'stale' : 'live', milliseconds: Math.max(0, age) };
}

/** Keeps the time of the state, which is the server's, going. */
export function keepTime(store) {
  const tick = () => store.update({ now: Date.now() + store.state.serverAhead });
  store.observe(['serverAhead'], tick);
  setInterval(tick, minute / 4);
}
