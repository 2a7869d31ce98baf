// The rain at a place as bars, a frame each.

import { clock, lead } from '../text/time.js';
import { colourOf } from '../ui/legend.js';
import { element } from '../ui/element.js';

/** Bars grow with the logarithm of the rate, up to a downpour. */
const highestMmH = 100;

function heightOf(rateMmH) {
  return Math.min(100, (100 * Math.log1p(rateMmH)) / Math.log1p(highestMmH));
}

/** A line from the lower end of a range to the upper one. */
function lineOf({ fromMmH, toMmH }) {
  const line = element('b', 'range');
  line.style.bottom = `${heightOf(fromMmH)}%`;
  line.style.top = `${100 - heightOf(toMmH ?? highestMmH)}%`;
  return line;
}

function told(range, words) {
  const { fromMmH: from, toMmH: to } = range;
  return to === null ? words.say('rangeAbove', { from }) : words.say('range', { from, to });
}

function barOf({ rateMmH, leadMinutes, time, range }, legend, colours, words) {
  const bar = element('li', leadMinutes > 0 ? 'forecast' : 'observed');
  const rate = rateMmH === null ? words.say('missing') : `${rateMmH.toFixed(1)} mm/h`;
  bar.title = `${clock(words, time)} ${rate}${range === null ? '' : `, ${told(range, words)}`}`;
  const column = element('i', rateMmH === null ? 'unknown' : '');
  if (rateMmH !== null) {
    column.style.height = `${heightOf(rateMmH)}%`;
    column.style.backgroundColor = colourOf(legend, colours, rateMmH);
  }
  bar.append(element('span', 'hidden', bar.title), column, ...(range === null ? [] : [lineOf(range)]));
  return bar;
}

/** Lead times below the first bar, below that of the latest observation and below the last. */
function scaleOf(rates, words) {
  const scale = element('p', 'scale');
  const latest = Math.max(0, rates.findLastIndex(({ leadMinutes }) => leadMinutes <= 0));
  scale.append(...[0, latest, rates.length - 1].map((index) => element('span', '', lead(words, rates[index].leadMinutes))));
  scale.children[1].style.left = `${(100 * (latest + 0.5)) / rates.length}%`;
  return scale;
}

/**
 * The bars of rates in order of time, and their scale of lead times.
 *
 * @param {string[]} colours of the legend's classes
 * @param {(time: number) => void} onTime told the time of a bar that the reader touches
 * @returns {{nodes: HTMLElement[], mark: (time: number) => void}} `mark` marks the bar of a time
 */
export function chartOf(rates, legend, colours, words, onTime) {
  const list = element('ol', 'bars');
  list.setAttribute('aria-label', words.say('placeChart'));
  const bars = rates.map((rate) => barOf(rate, legend, colours, words));
  bars.forEach((bar, index) => bar.addEventListener('click', () => onTime(rates[index].time)));
  list.append(...bars);
  return {
    nodes: [list, scaleOf(rates, words), ...(rates.some(({ range }) => range !== null) ? [element('p', 'note', words.say('rangeNote'))] : [])],
    mark: (time) => bars.forEach((bar, index) => bar.classList.toggle('shown', rates[index].time === time)),
  };
}
