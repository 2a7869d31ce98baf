// "Will it rain here?" in a sentence.

import { clock } from '../text/time.js';

/** From here on it is called rain. */
const wetMmH = 0.5;

function isWet({ rateMmH }) {
  return rateMmH >= wetMmH;
}

/**
 * The sentence that matters: from the latest observation on, when does it begin to rain, or stop?
 *
 * @param {object[]} rates of `rainAt`, in order of time
 */
export function outlook(rates, words) {
  const known = rates.filter(({ rateMmH }) => rateMmH !== null);
  const now = known.filter(({ leadMinutes }) => leadMinutes <= 0).at(-1);
  const next = known.filter(({ leadMinutes }) => leadMinutes > 0);
  if (!now || next.length === 0) {
    return words.say('placeUnknown');
  }
  const last = rates.at(-1).leadMinutes;
  if (isWet(now)) {
    const stop = next[next.findLastIndex(isWet) + 1];
    return stop ? words.say('placeStops', { minutes: stop.leadMinutes }) : words.say('placeStays', { minutes: last });
  }
  const start = next.find(isWet);
  return start ? words.say('placeStarts', { minutes: start.leadMinutes }) : words.say('placeDry', { minutes: last });
}

/** The heaviest rain that is forecast and when; empty where none is. */
export function peak(rates, words) {
  const wet = rates.filter((rate) => rate.leadMinutes > 0 && isWet(rate));
  if (wet.length === 0) {
    return '';
  }
  const { rateMmH, time } = wet.reduce((best, rate) => (rate.rateMmH > best.rateMmH ? rate : best));
  return words.say('placePeak', { rate: rateMmH.toFixed(rateMmH < 10 ? 1 : 0), time: clock(words, time) });
}
