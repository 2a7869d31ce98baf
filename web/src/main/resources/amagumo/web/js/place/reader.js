// Asks for the rain at the places that the reader wants to know of.

import { ApiError } from '../api/errors.js';
import { NewestOnly } from '../api/newest.js';
import { rainAt } from '../api/places.js';
import { Words } from '../text/words.js';
import { isSame } from './place.js';

const minute = 60_000;
const nothing = Object.freeze({ sentence: '', rates: Object.freeze([]), asked: 0, nowcaster: '' });

async function ask(place, { language, nowcaster, now }, signal) {
  try {
    const { sentence, rates } = await rainAt(place, new Words(language), nowcaster, signal);
    return Object.freeze({ status: 'known', place, sentence, rates, asked: now, nowcaster });
  } catch (reason) {
    if (!(reason instanceof ApiError)) {
      throw reason;
    }
    return null;
  }
}

/** What stands for want of an answer: what was known of the place by the same nowcaster, if anything was. */
function instead(before, nowcaster) {
  const isOfUse = ['known', 'kept'].includes(before.status) && before.nowcaster === nowcaster;
  return Object.freeze({ ...before, ...(isOfUse ? { status: 'kept' } : { ...nothing, status: 'failed' }) });
}

/**
 * Keeps the rain of a place that of the place and the forecast of the state, and its sentence, which counts from now, at most a
 * minute old; the last question wins. The rain is `{status: 'loading'|'known'|'kept'|'failed', place, sentence, rates, asked,
 * nowcaster}`: what is kept is of the time in `asked`, milliseconds, and could not be had anew since.
 *
 * @param {string} placeKey the place in the state
 * @param {string} rainKey its rain in the state
 */
export function readPlace(store, placeKey, rainKey) {
  const questions = new NewestOnly();
  let before = '';
  store.observe([placeKey, 'forecast', 'language', 'now'], (state) => {
    const { forecast, language, now, [placeKey]: place, [rainKey]: rain } = state;
    const question = [place?.latitude, place?.longitude, forecast?.version, language, Math.floor(now / minute)].join();
    if (question === before) {
      return;
    }
    before = question;
    if (place === null) {
      questions.giveUp();
      store.update({ [rainKey]: null });
    } else {
      // What is known of the same place stands until the answer is there.
      store.update({ [rainKey]: isSame(rain?.place, place) ? rain : Object.freeze({ ...nothing, status: 'loading', place }) });
      if (forecast !== null) {
        questions.run(async (signal) => {
          const answer = await ask(place, state, signal);
          signal.throwIfAborted();
          store.update({ [rainKey]: answer ?? instead(store.state[rainKey], state.nowcaster) });
        });
      }
    }
  });
}
