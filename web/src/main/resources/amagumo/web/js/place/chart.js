// Bars of what falls at a place, frame by frame, and what the one that is shown says in numbers.

import { colourOf } from '../ui/legend.js';
import { clock } from '../text/time.js';
import { element } from '../ui/element.js';

/** Bars grow with the logarithm of the rate, up to a downpour. */
const highestMmH = 100;
/** Rates that have a line across the bars. */
const namedMmH = [1, 10, 50];
const minute = 60_000;
/** The clock's time stands below every so many minutes: the first of these that leaves room for it. */
const tickMinutes = [30, 60];
/** Part of the bars' width that a time needs. */
const roomOfATick = 0.14;

function heightOf(rateMmH) {
  return Math.min(100, (100 * Math.log1p(rateMmH)) / Math.log1p(highestMmH));
}

/** A line from the lower end of a range to the upper one, so thin that the bar keeps its colour. */
function lineOf({ fromMmH, toMmH }) {
  const line = element('b', 'range');
  line.style.bottom = `${heightOf(fromMmH)}%`;
  line.style.top = `${100 - heightOf(toMmH ?? highestMmH)}%`;
  return line;
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

/** Such as "13:15 · 3.6 mm/h · range 0.5–6". */
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
  bar.append(element('span', 'hidden', bar.title), column, ...(range === null ? [] : [lineOf(range)]));
  return bar;
}

/** Where a time is along the bars, 0 to 1: each stands in the middle of its part. Undefined beyond them. */
function alongBars(rates, time) {
  const before = rates.findLastIndex((rate) => rate.time <= time);
  if (before < 0 || (before === rates.length - 1 && time > rates[before].time)) {
    return undefined;
  }
  const next = rates[before + 1];
  const part = next === undefined ? 0 : (time - rates[before].time) / (next.time - rates[before].time);
  return (before + part + 0.5) / rates.length;
}

function markAt(part, name, text) {
  const mark = element('span', name, text);
  mark.style.left = `${100 * part}%`;
  return mark;
}

/** Times below the bars, at even hours and halves of them, and which of them is now. */
function scaleOf(rates, now, words) {
  const scale = element('p', 'scale');
  const span = rates.at(-1).time - rates[0].time;
  const every = minute * (tickMinutes.find((minutes) => minutes * minute > roomOfATick * span) ?? tickMinutes.at(-1));
  const present = alongBars(rates, now);
  const ticks = rates.filter(({ time }) => time % every === 0).map(({ time }) => [alongBars(rates, time), clock(words, time)]);
  scale.append(...ticks.filter(([part]) => present === undefined || Math.abs(part - present) > roomOfATick)
    .map(([part, text]) => markAt(part, '', text)));
  if (present !== undefined) {
    scale.append(markAt(present, 'now', words.say('present')));
  }
  return scale;
}

/**
 * The bars of rates in order of time, their scales, and in words what falls at the time that is marked.
 *
 * @param {number} now the time by the clock
 * @param {string[]} colours of the legend's classes
 * @param {(time: number) => void} onTime told the time of a bar that the reader touches
 * @returns {{nodes: HTMLElement[], mark: (time: number, more: string) => void}} `mark` marks the bar of a time and tells of it, and of
 *   what else is known then
 */
export function chartOf(rates, now, legend, colours, words, onTime) {
  const levels = element('div', 'levels');
  levels.setAttribute('aria-hidden', 'true');
  levels.append(...namedMmH.map(levelOf), element('span', '', 'mm/h'));
  const list = element('ol', 'bars');
  list.setAttribute('aria-label', words.say('placeChart'));
  const bars = rates.map((rate) => barOf(rate, legend, colours, words));
  bars.forEach((bar, index) => bar.addEventListener('click', () => onTime(rates[index].time)));
  list.append(...bars);
  const chart = element('div', 'chart');
  chart.append(levels, list, scaleOf(rates, now, words));
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
