// What is awaited while there is nothing to see yet.

import { Problem } from '../api/errors.js';
import { Words } from '../text/words.js';

/** What the page waits for, and why it is not there: keys of messages. */
export function awaitedOf({ forecast, trouble }) {
  if (forecast !== null) {
    return null;
  }
  if (trouble === null) {
    return { what: 'loading', why: null };
  }
  return trouble instanceof Problem && [404, 503].includes(trouble.status)
    ? { what: 'waiting', why: 'waitingWhy' } : { what: 'troubled', why: trouble.messageKey };
}

/** Says so in the middle of the map until the first forecast is there. */
export function showAwaited(store) {
  store.observe(['forecast', 'trouble', 'language'], (state) => {
    const awaited = awaitedOf(state);
    const words = new Words(state.language);
    document.getElementById('awaited').textContent = awaited === null ? '' : words.say(awaited.what);
    document.getElementById('awaited-why').textContent =
      awaited === null || awaited.why === null ? '' : words.say(awaited.why, state.trouble.values);
  });
}
