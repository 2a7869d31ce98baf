// Times that are told by their distance from now.

import { away, took } from '../text/spans.js';

/** Keeps all of them up to date, second by second, without touching what is around them. */
export function keepAges(wordsNow) {
  const write = (selector, text) => document.querySelectorAll(selector).forEach((time) => {
    time.textContent = text(wordsNow(), Date.parse(time.dateTime) - Date.now());
  });
  setInterval(() => {
    write('time.age', away);
    write('time.since', (words, milliseconds) => took(words, -milliseconds));
  }, 1000);
}
