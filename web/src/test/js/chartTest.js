import { chartOf } from '/js/place/chart.js';
import { Words } from '/js/text/words.js';
import { equal, test } from './harness.js';
import { baseTime } from './samples.js';

const minute = 60_000;
const words = new Words('en', 'UTC');
const legend = { classes: [{ from: 0.1 }, { from: 1 }] };

/** What stands below the bars of frames from 20 minutes before the base time on, and where, in bars from the left. */
function scale(stepMinutes, length, now) {
  const rates = Array.from({ length }, (_, i) => (
    { time: baseTime + (i * stepMinutes - 20) * minute, leadMinutes: i * stepMinutes - 20, rateMmH: 1, range: null }));
  const [, chart] = chartOf(rates, now, legend, ['#f00', '#00f'], words, () => {}).nodes;
  return [...chart.querySelectorAll('.scale span')]
    .map((mark) => [mark.textContent, Number(((parseFloat(mark.style.left) / 100) * length).toFixed(2))]);
}

test('the chart of a place has times of the clock below its bars, and the time by the clock among them', () => {
  equal(scale(5, 20, baseTime + 10 * minute), [['01:00', 10.5], ['01:30', 16.5], ['now', 6.5]]);
  equal(scale(5, 20, baseTime + 2.5 * minute), [['01:00', 10.5], ['01:30', 16.5], ['now', 5]], 'half-way between two bars');
});

test('of old frames none is now, and times of the chart have room', () => {
  equal(scale(5, 20, baseTime + 300 * minute), [['00:30', 4.5], ['01:00', 10.5], ['01:30', 16.5]]);
  equal(scale(10, 29, baseTime + 600 * minute), [['01:00', 5.5], ['02:00', 11.5], ['03:00', 17.5], ['04:00', 23.5]]);
});
