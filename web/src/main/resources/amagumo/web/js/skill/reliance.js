// How far forecasts can be relied on, in a hundred dots and in bars.

import { element } from '../ui/element.js';

const dots = 100;

/** A hundred dots, as many of them filled as came true. What they say is said beside them. */
export function dotsOf(part) {
  const row = element('div', 'dots');
  row.setAttribute('aria-hidden', 'true');
  row.append(...Array.from({ length: dots }, (_, index) => element('i', index < Math.round(dots * part) ? 'came' : '')));
  return row;
}

function rowOf({ mmH, hits, said }, words) {
  const row = element('li', '');
  const share = hits / said;
  const bar = element('span', 'bar');
  bar.setAttribute('aria-hidden', 'true');
  const filled = element('i', '');
  filled.style.width = `${100 * share}%`;
  bar.append(filled);
  const number = (count) => count.toLocaleString(words.language);
  row.append(
    element('span', 'strength', words.say('valueAbove', { from: mmH, unit: 'mm/h' })), bar,
    element('strong', '', words.say('relianceShare', { n: Math.round(100 * share) })),
    element('small', '', words.say('relianceCells', { hits: number(hits), said: number(said) })),
  );
  return row;
}

/**
 * How much of what was said came true, a row a threshold, and how much rain there was in all.
 *
 * @param {object} reliance of `scores.js`
 */
export function relianceRows({ leadMinutes, bias, rows }, words) {
  const list = element('ul', 'reliance');
  list.append(...rows.map((row) => rowOf(row, words)));
  return [
    element('h3', '', words.say('relianceTitle', { minutes: leadMinutes })), list,
    ...(bias === null ? [] : [element('p', 'small', words.say('relianceBias', { n: Math.round(100 * bias) }))]),
  ];
}
