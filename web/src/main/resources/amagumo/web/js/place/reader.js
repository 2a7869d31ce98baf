// Asks for the rain at the place that the reader has touched.

import { ApiError } from '../api/errors.js';
import { NewestOnly } from '../api/newest.js';
import { rainAt } from '../api/places.js';
import { Words } from '../text/words.js';

const minute = 60_000;
const loading = Object.freeze({ status: 'loading', sentence: '', rates: Object.freeze([]) });
const failed = Object.freeze({ ...loading, status: 'failed' });

async function ask({ place, language, nowcaster }, signal) {
  try {
    return Object.freeze({ status: 'known', ...await rainAt(place, new Words(language), nowcaster, signal) });
  } catch (reason) {
    if (!(reason instanceof ApiError)) {
      throw reason;
    }
    return failed;
  }
}

/**
 * Keeps `placeRain` that of the place and the forecast of the state, and its sentence, which counts from now, at most a
 * minute old; the last question wins.
 */
export function readPlace(store) {
  const questions = new NewestOnly();
  let asked = null;
  let before = '';
  store.observe(['place', 'forecast', 'language', 'now'], (state) => {
    const { place, forecast, language, placeRain, now } = state;
    const question = [place?.latitude, place?.longitude, forecast?.version, language, Math.floor(now / minute)].join();
    if (question === before) {
      return;
    }
    before = question;
    if (place === null) {
      questions.giveUp();
      store.update({ placeRain: null });
    } else {
      // What is known of the same place stands until the answer is there.
      store.update({ placeRain: place === asked ? placeRain : loading });
      if (forecast !== null) {
        questions.run(async (signal) => {
          const answer = await ask(state, signal);
          signal.throwIfAborted();
          store.update({ placeRain: answer });
        });
      }
    }
    asked = place;
  });
}
