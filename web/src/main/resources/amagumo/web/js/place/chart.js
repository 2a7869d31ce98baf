// Bars of what falls at a place, frame by frame, and what the one that is shown says in numbers.

import { colourOf } from '../ui/legend.js';
import { clock, lead } from '../text/time.js';
import { element } from '../ui/element.js';

/** Bars grow with the logarithm of the rate, up to a downpour. */
const highestMmH = 100;
/** Rates that have a line across the bars. */
const namedMmH = [1, 10, 50];
/** Part of the bars' width that two lead times need beside each other. */
const roomOfALead = 0.35;

function heightOf(rateMmH) {
  return Math.min(100, (100 * Math.log1p(rateMmH)) / Math.log1p(highestMmH));
}

/** A band from the lower end of a range to the upper one. */
function bandOf({ fromMmH, toMmH }) {
  const band = element('b', 'range');
  band.style.bottom = `${heightOf(fromMmH)}%`;
  band.style.top = `${100 - heightOf(toMmH ?? highestMmH)}%`;
  return band;
}

function levelOf(mmH) {
  const level = element('b', '', String(mmH));
  level.style.top = `${100 - heightOf(mmH)}%`;
  return level;
}

function told({ fromMmH, toMmH }, words) {
  const [from, to] = [fromMmH, toMmH].map((mmH) => (mmH === null ? null : Number(mmH.toFixed(1))));
  return to === null ? words.say('rangeAbove', { from }) : words.say('range', { from, to });
}

/** Such as "13:15 · 3.6 mm/h · 80% range 0.5–6 mm/h". */
function sentenceOf({ rateMmH, time, range }, words) {
  const rate = rateMmH === null ? words.say('missing') : `${rateMmH.toFixed(1)} mm/h`;
  return [clock(words, time), rate, ...(range === null ? [] : [told(range, words)])].join(' · ');
}

function barOf(one, legend, colours, words) {
  const { rateMmH, leadMinutes, range } = one;
  const bar = element('li', leadMinutes > 0 ? 'forecast' : 'observed');
  bar.title = sentenceOf(one, words);
  const column = element('i', rateMmH === null ? 'unknown' : '');
  if (rateMmH !== null) {
    column.style.height = `${heightOf(rateMmH)}%`;
    column.style.backgroundColor = colourOf(legend, colours, rateMmH);
  }
  bar.append(element('span', 'hidden', bar.title), column, ...(range === null ? [] : [bandOf(range)]));
  return bar;
}

/** Lead times below the first bar, where there is room, below that of the latest observation and below the last. */
function scaleOf(rates, words) {
  const scale = element('p', 'scale');
  const latest = Math.max(0, rates.findLastIndex(({ leadMinutes }) => leadMinutes <= 0));
  scale.append(...[0, latest, rates.length - 1].map((index) => element('span', '', lead(words, rates[index].leadMinutes))));
  if (latest < roomOfALead * rates.length) {
    scale.children[0].textContent = '';
  }
  scale.children[1].style.left = `${(100 * (latest + 0.5)) / rates.length}%`;
  return scale;
}

/**
 * The bars of rates in order of time, their scales, and in words what falls at the time that is marked.
 *
 * @param {string[]} colours of the legend's classes
 * @param {(time: number) => void} onTime told the time of a bar that the reader touches
 * @returns {{nodes: HTMLElement[], mark: (time: number, more: string) => void}} `mark` marks the bar of a time and tells of it, and of
 *   what else is known then
 */
export function chartOf(rates, legend, colours, words, onTime) {
  const levels = element('div', 'levels');
  levels.setAttribute('aria-hidden', 'true');
  levels.append(...namedMmH.map(levelOf), element('span', '', 'mm/h'));
  const list = element('ol', 'bars');
  list.setAttribute('aria-label', words.say('placeChart'));
  const bars = rates.map((rate) => barOf(rate, legend, colours, words));
  bars.forEach((bar, index) => bar.addEventListener('click', () => onTime(rates[index].time)));
  list.append(...bars);
  const chart = element('div', 'chart');
  chart.append(levels, list, scaleOf(rates, words));
  const reading = element('p', 'reading');
  return {
    nodes: [reading, chart, ...(rates.some(({ range }) => range !== null) ? [element('p', 'note', words.say('rangeNote'))] : [])],
    mark(time, more) {
      bars.forEach((bar, index) => bar.classList.toggle('shown', rates[index].time === time));
      const shown = rates.find((rate) => rate.time === time);
      reading.textContent = [...(shown === undefined ? [] : [sentenceOf(shown, words)]), ...(more === '' ? [] : [more])].join(' · ');
    },
  };
}
