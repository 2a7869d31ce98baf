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

/**
 * How often came what was said, as a bar and in numbers.
 *
 * @param {string} said what was
 * @param {{hits: number, of: number}} counts how often it came, and how often it was said
 * @param {HTMLElement[]} marks that the bar has beside what is filled
 */
export function shareRow(said, { hits, of }, words, marks = []) {
  const share = hits / of;
  const bar = element('span', 'bar');
  bar.setAttribute('aria-hidden', 'true');
  const filled = element('i', '');
  filled.style.width = `${100 * share}%`;
  bar.append(filled, ...marks);
  const number = (count) => count.toLocaleString(words.language);
  const row = element('li', '');
  row.append(
    element('span', 'strength', said), bar,
    element('strong', '', words.say('relianceShare', { n: Math.round(100 * share) })),
    element('small', '', words.say('relianceCells', { hits: number(hits), said: number(of) })),
  );
  return row;
}

function rowOf({ mmH, hits, said }, words) {
  return shareRow(words.say('valueAbove', { from: mmH, unit: 'mm/h' }), { hits, of: said }, words);
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
