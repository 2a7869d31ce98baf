// What is awaited while there is nothing to see yet.

import { Words } from '../text/words.js';

/** Why there is no forecast, by what the server says that it does. */
const awaitedBy = Object.freeze({
  'waiting for frames': { what: 'waiting', why: 'waitingWhy' },
  'making no forecasts': { what: 'troubled', why: 'makesNone' },
});

/** What the page waits for, and why it is not there: keys of messages. */
export function awaitedOf({ forecast, trouble, serverDoes }) {
  if (forecast !== null) {
    return null;
  }
  if (trouble === null) {
    return { what: 'loading', why: null };
  }
  return serverDoes === null ? { what: 'troubled', why: trouble.messageKey }
    : awaitedBy[serverDoes] ?? { what: 'waiting', why: 'beingMade' };
}

/** Says so in the middle of the map until the first forecast is there. */
export function showAwaited(store) {
  store.observe(['forecast', 'trouble', 'serverDoes', 'language'], (state) => {
    const awaited = awaitedOf(state);
    const words = new Words(state.language);
    document.getElementById('awaited').textContent = awaited === null ? '' : words.say(awaited.what);
    document.getElementById('awaited-why').textContent =
      awaited === null || awaited.why === null ? '' : words.say(awaited.why, state.trouble.values);
  });
}
