import { levelGridOf } from '/js/api/levels.js';
import { amountsOf, AmountField, partsOf } from '/js/map/field/amount.js';
import { ChanceField } from '/js/map/field/chance.js';
import { ComparisonField, contingency } from '/js/map/field/comparison.js';
import { fieldsOf } from '/js/map/field/fields.js';
import { outlines, shownColours } from '/js/map/palettes.js';
import { Words } from '/js/text/words.js';
import { equal, json, settle, test, withServer } from './harness.js';
import { answer, baseTime, forecast } from './samples.js';

const minute = 60_000;
const words = new Words('en', 'UTC');
const boundsMmH = [0.1, 0.2, 0.5, 1, 1.25, 1.5, 2, 3, 5, 7, 10, 15, 20, 40, 80];

/** Frames so many minutes apart, those of some numbers left out. */
function every(stepMinutes, length, without = []) {
  const frames = Array.from({ length }, (_, i) => ({ time: i * stepMinutes * minute })).filter((_, i) => !without.includes(i));
  return { frames, stepMinutes };
}

/** The same numbers each time (mulberry32). */
function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

test('an hour is made of the steps that end in it, the last one cut off', () => {
  const shares = (parts) => parts.map(({ index, hours }) => [index, Math.round(hours * 60)]);
  equal(shares(partsOf(every(10, 9), 1)), [[2, 10], [3, 10], [4, 10], [5, 10], [6, 10], [7, 10]]);
  equal(shares(partsOf(every(25, 9), 0)), [[1, 25], [2, 25], [3, 10]]);
  equal(partsOf(every(10, 7), 1), null, 'beyond the end');
  equal(partsOf(every(10, 9, [4]), 1), null, 'a frame is missing');
});

test('amounts are the sums of rates, missing where any is, in the level that holds them', () => {
  const grid = levelGridOf({ ...answer().levels, columns: 20, rows: 10, boundsMmH });
  const next = random(7);
  const parts = Array.from({ length: 6 }, () => ({
    levels: Uint8Array.from({ length: 200 }, () => Math.floor(next() * grid.rates.length)), hours: 1 / 6,
  }));
  amountsOf(grid, parts).forEach((level, cell) => {
    const rates = parts.map(({ levels }) => grid.rates[levels[cell]]);
    const sum = rates.reduce((total, rate) => total + rate / 6, 0);
    if (grid.bounds.some((bound) => Math.abs(sum - bound) < 1e-5)) {
      return; // either side of a bound, as sums are rounded
    }
    const expected = Number.isNaN(sum) ? 0 : Math.max(1, grid.bounds.findLastIndex((bound) => sum >= bound));
    equal(level, expected, `cell ${cell}, ${sum} mm`);
  });
});

test('beyond the last whole hour that is known, that hour stays', () => {
  const known = forecast();
  const layer = { levels: () => new Uint8Array(8).fill(4) };
  const field = new AmountField(known, layer);
  equal(field.legend({ palette: 'jma', theme: 'light' }, words, known.latestIndex).caption, '00:30–01:30');
  equal(field.legend({ palette: 'jma', theme: 'light' }, words, known.frames.length - 1).caption, '00:45–01:45');
  equal(field.reading(known.latestIndex, 0, words), '1–5 mm');
  equal(field.moment(19.4).before, field.moment(7).before);
  equal([7, 8].map((index) => field.covers(index)), [true, false], 'an hour is not saved twice');
});

test('an hour whose frames are not there says so instead of looking dry', () => {
  const known = forecast();
  const awaited = new Set([12, 13]);
  const layer = { levels: (index) => (index < 12 ? new Uint8Array(8).fill(4) : undefined), awaits: (index) => awaited.has(index) };
  const caption = () => new AmountField(known, layer).legend({ palette: 'jma', theme: 'light' }, words, known.latestIndex).caption;
  equal(caption(), 'Loading…');
  awaited.clear();
  equal(caption(), 'This frame could not be loaded');
});

test('where the server draws the rain, the colours of the legend are the server’s', () => {
  const known = forecast();
  equal(shownColours({ palette: 'clear', theme: 'dark', drawsFields: false }, known), known.legend.classes.map(({ colour }) => colour));
  equal(shownColours({ palette: 'jma', theme: 'light', drawsFields: true }, known)[1], known.legend.classes[1].colour);
});

test('counts what came of a forecast where both are known', () => {
  const forecastLevels = Uint8Array.of(0, 5, 1, 5, 5, 2, 1, 1);
  const observedLevels = Uint8Array.of(5, 0, 1, 6, 4, 5, 5, 1);
  equal(contingency(forecastLevels, observedLevels, 4), { hits: 2, misses: 2, falseAlarms: 0 });
  equal(contingency(forecastLevels, observedLevels, 5), { hits: 1, misses: 2, falseAlarms: 1 });
});

test('frames are compared with what was forecast half an hour before, where that is kept', () => {
  const asked = [];
  const observed = Uint8Array.of(1, 5, 5, 5, 1, 1, 0, 1);
  const said = Uint8Array.of(1, 1, 5, 5, 5, 1, 5, 1);
  return withServer((url) => {
    asked.push(url);
    return url.includes('frames/') ? new Response(said)
      : json({ forecasts: [{ baseTime: new Date(baseTime - 30 * minute).toISOString(), version: 'abc' }] });
  }, async () => {
    const known = forecast();
    let news = 0;
    const field = new ComparisonField(known, { levels: () => observed }, 1, known.latestIndex, () => { news++; });
    await settle();
    await new Promise((done) => { setTimeout(done, 50); });
    equal(news >= 2, true);
    equal(asked.length, 2);
    equal(asked[1].endsWith('20240301T000000Z/frames/30.levels?nowcaster=persistence&v=abc'), true, asked[1]);
    const legend = field.legend({}, words, known.latestIndex);
    equal(legend.caption, '00:30, forecast 30 min earlier; 1 mm/h or more');
    equal(legend.sentence, '2 cells hit, 1 missed, 1 false alarm: CSI 0.50');
    equal([0, 1, 2, 4, 6].map((cell) => field.reading(known.latestIndex, cell, words)),
      ['dry, as forecast', 'missed', 'hit', 'false alarm', 'no radar here']);
    equal(field.moment(known.latestIndex - 1), null);
    equal([field.covers(known.latestIndex), field.covers(known.latestIndex - 1), field.settled], [true, false, true]);
    equal(field.legend({}, words, known.latestIndex - 1).caption, 'No forecast for 00:25 made 30 min earlier was kept.');
    equal(field.legend({}, words, known.latestIndex + 1).caption, 'Not observed yet: move back in time.');
  });
});

test('probabilities are offered where a forecast has them, and more is lighter on a dark map', () => {
  const probabilities = {
    thresholdsMmH: [0.5, 1, 5], missing: 0, zero: 1,
    legend: { unit: '1', missingColour: '#80808060', classes: [{ from: 0.05, colour: '#ffffff' }, { from: 0.9, colour: '#000000' }] },
  };
  const leads = answer().leads.map((lead) => ({ ...lead, probabilityLevelsUrl: 'levels?probability={threshold}' }));
  equal(fieldsOf(forecast()), ['rain', 'amount', 'comparison']);
  const known = forecast({ probabilities, leads });
  equal(fieldsOf(known), ['rain', 'amount', 'chance-1', 'comparison']);
  const asked = [];
  return withServer((url) => {
    asked.push(url);
    return new Response(Uint8Array.of(0, 1, 2, 51, 101, 1, 1, 1));
  }, async () => {
    const field = new ChanceField(known, { motion: () => null }, 1, known.latestIndex, () => {});
    await new Promise((done) => { setTimeout(done, 50); });
    equal([asked.length, asked[0]], [15, 'levels?probability=1']);
    const next = known.latestIndex + 1;
    equal([0, 1, 2, 3, 4].map((cell) => field.reading(next, cell, words)), ['no radar here', '0%', '1%', '50%', '100%']);
    equal([field.moment(known.latestIndex), field.moment(next).values[51]], [null, 50]);
    const style = field.style({ theme: 'light', opacity: 1 });
    equal([style.bounds, style.outline], [[5, 90], outlines.light], 'the least chances look like land but for the line around them');
    equal([field.covers(known.latestIndex), field.covers(next), field.settled], [false, true, true]);
    equal(field.legend({ theme: 'light' }, words, next).classes.map(({ label, colour }) => label + colour), ['5#ffffff', '90#000000']);
    equal(field.legend({ theme: 'dark' }, words, known.latestIndex).classes.map(({ colour }) => colour), ['#000000', '#ffffff']);
    equal(field.legend({ theme: 'dark' }, words, known.latestIndex).caption, 'Chances are for the future: move forward in time.');
  });
});
