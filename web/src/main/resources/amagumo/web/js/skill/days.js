// How good forecasts were day by day, a column a day.

import { element } from '../ui/element.js';

function columnOf({ day, value }, words) {
  const column = element('li', '');
  const bar = element('span', 'bar');
  bar.setAttribute('aria-hidden', 'true');
  const filled = element('i', '');
  filled.style.height = `${100 * (value ?? 0)}%`;
  bar.append(filled);
  const weekday = new Intl.DateTimeFormat(words.language, { weekday: 'short', timeZone: 'UTC' }).format(Date.parse(day));
  column.append(bar, element('strong', '', value === null ? '–' : String(Math.round(100 * value))), element('small', '', weekday));
  return column;
}

/**
 * A column a day, of which there is none where only one day has been scored: all is of that day then.
 *
 * @param {{day: string, value: ?number}[]} daily of `scores.js`
 * @param {number} leadMinutes that they are of
 */
export function dayColumns(daily, leadMinutes, words) {
  if (daily.filter(({ value }) => value !== null).length < 2) {
    return [];
  }
  const list = element('ul', 'days');
  list.append(...daily.map((one) => columnOf(one, words)));
  return [
    element('h3', '', words.say('dayTitle', { minutes: leadMinutes })), list,
  ];
}
