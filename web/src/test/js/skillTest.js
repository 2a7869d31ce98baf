import { dotsOf, relianceRows } from '/js/skill/reliance.js';
import { linesOf, measures, relianceOf } from '/js/skill/scores.js';
import { Words } from '/js/text/words.js';
import { equal, test } from './harness.js';

const words = new Words('en', 'UTC');

function lead(nowcaster, modelVersion, leadMinutes, bias, thresholds) {
  return {
    nowcaster, modelVersion, leadMinutes, forecasts: 12, cells: 1000, bias, fss: 0.5,
    thresholds: thresholds.map(([mmH, hits, misses, falseAlarms]) =>
      ({ mmH, hits, misses, falseAlarms, csi: hits / (hits + misses + falseAlarms), pod: hits / (hits + misses) })),
  };
}

const results = [
  lead('convlstm', 'v2', 30, 1.05, [[1, 81, 39, 19], [5, 3, 9, 1], [20, 0, 4, 0]]),
  lead('convlstm', 'v2', 60, 0.9, [[1, 50, 50, 50]]),
  lead('convlstm', 'v1', 30, 2, [[1, 1, 1, 99]]),
  lead('rover', '', 60, 1, [[1, 40, 60, 60]]),
  lead('rover', '', 30, 1, [[1, 60, 60, 40]]),
];

test('each nowcaster has a line in order of leads, of models the one that forecasts now, with the cells that were counted', () => {
  const lines = linesOf(results, 'v2', 1, measures.true);
  equal(lines.map(({ nowcaster, points }) => [nowcaster, points.map(({ leadMinutes, value, cells }) => [leadMinutes, value, cells])]), [
    ['convlstm', [[30, 0.81, 100], [60, 0.5, 100]]], ['rover', [[30, 0.6, 100], [60, 0.4, 100]]],
  ]);
  equal(linesOf(results, 'v2', 1, measures.pod)[0].points.map(({ cells }) => cells), [120, 100]);
  equal(linesOf(results, 'v2', 1, measures.csi)[0].points.map(({ cells }) => cells), [139, 150]);
  equal(linesOf(results, 'v2', 1, measures.fss)[0].points.map(({ cells }) => cells), [1000, 1000]);
  equal(linesOf(results, 'v2', 20, measures.true), [], 'what was never forecast has no share that came true');
});

test('reliance is that of the nearest lead, by each threshold that was forecast', () => {
  const reliance = relianceOf(results, { nowcaster: 'convlstm', modelVersion: 'v2' }, 35);
  equal(reliance, { leadMinutes: 30, bias: 1.05, rows: [{ mmH: 1, hits: 81, said: 100 }, { mmH: 5, hits: 3, said: 4 }] });
  equal(relianceOf(results, { nowcaster: 'persistence', modelVersion: '' }, 30), null);
});

test('reliance is told in words and numbers beside its bars', () => {
  const reliance = relianceOf(results, { nowcaster: 'convlstm', modelVersion: 'v2' }, 30);
  const [title, list, bias] = relianceRows(reliance, words);
  equal(title.textContent, 'Forecasts that came true, 30 minutes ahead');
  equal([...list.children].map(({ children }) => [...children].map((part) => part.textContent).filter((text) => text !== '')), [
    ['≥ 1 mm/h', '81 of 100', '81 of 100 places'], ['≥ 5 mm/h', '75 of 100', '3 of 4 places'],
  ]);
  equal(bias.textContent, 'In all, 105 mm were forecast for every 100 mm that fell.');
  equal(dotsOf(0.81).querySelectorAll('.came').length, 81);
});
