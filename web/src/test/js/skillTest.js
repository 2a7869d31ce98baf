import { dotsOf, relianceRows } from '/js/skill/reliance.js';
import { chanceRows } from '/js/skill/chances.js';
import { dayColumns } from '/js/skill/days.js';
import { madeOf } from '/js/skill/origin.js';
import { chancesOf, dailyOf, linesOf, measures, nearestLead, relianceOf } from '/js/skill/scores.js';
import { skillOf } from '/js/skill/sheet.js';
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

test('the number that is spoken is that of the nowcaster that is shown; where it has none, the others are drawn without one', () => {
  const told = (nowcaster, modelVersion) => {
    const parts = skillOf({ scores: results }, { origin: { nowcaster, modelVersion } }, words);
    const keys = parts.find(({ className }) => className === 'keys');
    return [parts[0].className, parts[0].textContent, [...keys.children].map(({ textContent }) => textContent)];
  };
  const [network, rover] = ['convlstm', 'rover'].map((nowcaster) => words.nowcaster({ nowcaster, model: nowcaster }));
  equal(told('convlstm', 'v2'), ['spoken', 'Of 100 places forecast to have 1 mm/h or more in 30 minutes, 81 had it.', [network, rover]]);
  equal(told('rover', ''), ['spoken', 'Of 100 places forecast to have 1 mm/h or more in 30 minutes, 60 had it.', [rover]]);
  const persistence = words.nowcaster({ nowcaster: 'persistence', model: 'persistence' });
  equal(told('persistence', ''), ['small', `${persistence}: nothing from this period has been checked yet.`, [rover]]);
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
    ['≥ 1 mm/h', '81%', '81 of 100 places'], ['≥ 5 mm/h', '75%', '3 of 4 places'],
  ]);
  equal(bias.textContent, 'Overall, 105 mm were forecast for every 100 mm that fell.');
  equal(dotsOf(0.81).querySelectorAll('.came').length, 81);
});

test('the nearest lead is the earlier of two that are as near', () => {
  equal(nearestLead(results, 44), 30);
  equal(nearestLead(results, 46), 60);
  equal(nearestLead(results, 45), 30);
  equal(nearestLead([], 45), null);
});

const bin = (tenth, cells, events, meanProbability) => ({ from: tenth / 10, to: (tenth + 1) / 10, cells, events, meanProbability });

const chances = [
  { nowcaster: 'convlstm', modelVersion: 'v1', leadMinutes: 30, mmH: 1, forecasts: 1, brierSkill: 0.1, bins: [] },
  {
    nowcaster: 'convlstm', modelVersion: 'v2', leadMinutes: 30, mmH: 1, forecasts: 12, brierSkill: 0.436,
    bins: [bin(0, 9000, 90, 0.01), bin(1, 0, 0, null), bin(3, 700, 210, 0.35), bin(7, 300, 198, 0.74), bin(9, 40, 39, 0.97)],
  },
];

test('chances are told by the tenth that was said most often of those that are likely, and in rows, highest first', () => {
  const [title, sentence, list, , skill] = chanceRows(chancesOf(chances, { nowcaster: 'convlstm', modelVersion: 'v2' }, 1), words);
  equal(title.textContent, 'Chances of 1 mm/h or more, 30 minutes ahead');
  equal(sentence.textContent, 'Where the chance was 70 to 79%, it came in 66 of 100 places.');
  equal([...list.children].map(({ children }) => [...children].map((part) => part.textContent).filter((text) => text !== '')), [
    ['90–100%', '98%', '39 of 40 places'], ['70–79%', '66%', '198 of 300 places'],
    ['30–39%', '30%', '210 of 700 places'], ['0–9%', '1%', '90 of 9,000 places'],
  ]);
  equal(skill.textContent.startsWith('Brier skill score 0.44'), true);
  equal(list.querySelector('li:nth-child(2) .bar b').style.left, '74%');
  equal(chancesOf(chances, { nowcaster: 'rover', modelVersion: '' }, 1), null);
});

test('chances that were never likely are told by the tenth that was said most often, and none where only dry was said', () => {
  const rare = { ...chances[1], bins: [bin(0, 9000, 90, 0.01), bin(3, 700, 210, 0.35)] };
  equal(chanceRows(rare, words)[1].textContent, 'Where the chance was 30 to 39%, it came in 30 of 100 places.');
  equal(chanceRows({ ...rare, bins: [bin(0, 9000, 90, 0.01)] }, words)[1].className, 'reliance');
});

test('each of the last days has a column, empty where nothing counted, and a single day has none', () => {
  const daily = [
    { ...lead('rover', '', 30, 1, [[1, 60, 60, 40]]), day: '2024-02-29' },
    { ...lead('rover', '', 30, 1, [[1, 0, 4, 0]]), day: '2024-03-01' },
    { ...lead('rover', '', 30, 1, [[1, 9, 4, 1]]), day: '2024-03-02' },
  ];
  const now = Date.parse('2024-03-02T23:59:59Z');
  const values = dailyOf(daily, { nowcaster: 'rover', modelVersion: '' }, 1, measures.true, 4, now);
  equal(values, [
    { day: '2024-02-28', value: null }, { day: '2024-02-29', value: 0.6 }, { day: '2024-03-01', value: null },
    { day: '2024-03-02', value: 0.9 },
  ]);
  const [title, list] = dayColumns(values, 30, words);
  equal(title.textContent, 'Day by day, 30 minutes ahead, %');
  equal([...list.children].map(({ textContent }) => textContent), ['–Wed', '60Thu', '–Fri', '90Sat']);
  equal(dayColumns(values.slice(2), 30, words), []);
});

test('a model is told by what it learnt from, as far as that is known', () => {
  const forecast = {
    origin: { nowcaster: 'convlstm', model: 'kanto', modelVersion: 'ab'.repeat(32), madeAt: 0, gaps: [], provenance: '', software: 's' },
    baseTime: 0, inputs: 5, stepMinutes: 5, credit: '',
  };
  const told = (card) => Object.fromEntries([...madeOf(forecast, card, words).querySelectorAll('dt')]
    .map((name) => [name.textContent, name.nextSibling.textContent]));
  const data = { days: 27, areas: 14, first: Date.parse('2010-08-26'), last: Date.parse('2025-03-29') };
  equal(told({ steps: 10291, data, since: Date.parse('2026-11-26T23:30:00Z') })['Learnt from'],
    'radar of 27 days from Aug 2010 to Mar 2025, 14 areas; 10,291 training steps');
  const unknown = told({ steps: 500, data: null, since: null });
  equal([unknown['Learnt from'], 'In use since' in unknown, 'Learnt from' in told(null)], ['500 training steps', false, false]);
});
