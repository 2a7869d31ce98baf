// The sheet that says how good the forecasts were lately, and what this one was made of.

import { NewestOnly } from '../api/newest.js';
import { thresholds } from '../map/field/fields.js';
import { dateAndClock } from '../text/time.js';
import { choice } from '../ui/controls.js';
import { element } from '../ui/element.js';
import { keyOf, plotOf } from './plot.js';
import { dotsOf, relianceRows } from './reliance.js';
import { linesOf, measures, relianceOf, scoresOf } from './scores.js';

const periods = ['1', '7'];
/** The lead time of the sentence, minutes: the one nearest to it that there is. */
const spokenLead = 30;
/** Measures that are parts of places, which a person can count. */
const counted = ['true', 'pod'];

/** What the reader has chosen to see; kept while the page is open. */
const chosen = { days: periods[1], mmH: String(thresholds[1]), measure: 'true' };

/** The point of a line at the lead time of the sentence. */
function spokenOf({ points }) {
  const distance = ({ leadMinutes }) => Math.abs(leadMinutes - spokenLead);
  return points.reduce((best, one) => (distance(one) < distance(best) ? one : best));
}

function skillOf(results, { origin }, words) {
  const lines = linesOf(results, origin.modelVersion, Number(chosen.mmH), measures[chosen.measure])
    .sort((a, b) => (b.nowcaster === origin.nowcaster) - (a.nowcaster === origin.nowcaster));
  if (lines.length === 0) {
    return [element('p', 'small', words.say('skillNone'))];
  }
  const names = element('ul', 'keys');
  names.append(...lines.map((line, index) => {
    const row = element('li', '');
    row.append(keyOf(index), element('span', '', words.nowcaster({ nowcaster: line.nowcaster, model: line.nowcaster })));
    return row;
  }));
  const { value, leadMinutes, forecasts, cells } = spokenOf(lines[0]);
  // "Of 100 places forecast to have rain in 30 minutes, 81 had it", by the nowcaster that is shown
  const sentence = words.say(`skill-${chosen.measure}-sentence`, { n: Math.round(100 * value), minutes: leadMinutes, mmH: chosen.mmH });
  const axes = { across: words.say('skillAxis'), up: words.say('skillOf') };
  const reliance = relianceOf(results, origin, spokenLead);
  return [
    element('p', 'spoken', sentence), ...(counted.includes(chosen.measure) ? [dotsOf(value)] : []),
    element('p', 'small', words.say('skillCounts', { forecasts, cells: cells.toLocaleString(words.language) })),
    plotOf(lines, sentence, axes), names, element('p', 'small', words.say(`skill-${chosen.measure}-meaning`)),
    ...(reliance === null ? [] : relianceRows(reliance, words)),
  ];
}

function listOf(rows) {
  const list = element('dl', 'facts');
  list.append(...rows.filter(([, value]) => value !== '').flatMap(([name, value]) => [element('dt', '', name), element('dd', '', value)]));
  return list;
}

/** What the forecast that is shown was made of. */
function madeOf(forecast, words) {
  const { origin, frames, baseIndex, inputs } = forecast;
  const gaps = origin.gaps.map(({ from, to, frames: missing }) => words.say('gap', {
    n: missing, from: dateAndClock(words, Date.parse(from)), to: dateAndClock(words, Date.parse(to)),
  }));
  return listOf([
    [words.say('factModel'), origin.modelVersion === '' ? words.nowcaster(origin)
      : `${words.nowcaster(origin)}: ${origin.model} (${origin.modelVersion.slice(0, 12)})`],
    [words.say('factMade'), dateAndClock(words, origin.madeAt)],
    [words.say('factInputs'), words.say('inputs', {
      n: inputs, minutes: forecast.stepMinutes, to: dateAndClock(words, frames[baseIndex].time),
    })],
    [words.say('factGaps'), gaps.length === 0 ? words.say('noGaps') : gaps.join(' ')],
    [words.say('factSource'), [forecast.credit, origin.provenance].filter((part) => part !== '').join('. ')],
    [words.say('factSoftware'), origin.software],
  ]);
}

/** Fills the sheet; returns what ends it. */
export function aboutSheet(store, words, body) {
  const questions = new NewestOnly();
  const result = element('div', 'skill');
  const made = element('div', '');
  let results = null;
  const draw = () => {
    const { forecast } = store.state;
    if (results !== null && forecast !== null) {
      result.replaceChildren(...skillOf(results, forecast, words));
    }
  };
  const ask = () => questions.run(async (signal) => {
    const answer = await scoresOf(Number(chosen.days), store.state.now, signal).catch(() => null);
    signal.throwIfAborted();
    results = answer;
    result.replaceChildren(element('p', 'small', words.say('skillFailed')));
    draw();
  });
  const say = (kind) => (value) => ({ value, label: words.say(`${kind}-${value}`) });
  const parts = [
    ['measure', choice(words.say('measureTitle'), Object.keys(measures).map(say('skill')), (value) => choose('measure', value, draw))],
    ['mmH', choice(words.say('thresholdTitle'), thresholds.map((mmH) => ({ value: String(mmH), label: String(mmH) })),
      (value) => choose('mmH', value, draw))],
    ['days', choice(words.say('periodTitle'), periods.map(say('days')), (value) => choose('days', value, ask))],
  ];
  function choose(key, value, then) {
    chosen[key] = value;
    parts.forEach(([name, part]) => part.show(chosen[name]));
    then();
  }
  parts.forEach(([name, part]) => part.show(chosen[name]));
  body.append(result, ...parts.flatMap(([, part]) => part.nodes), element('h3', '', words.say('madeOfTitle')), made,
    element('h3', '', words.say('creditsTitle')), element('p', 'small', words.say('credits')));
  ask();
  const end = store.observe(['forecast'], ({ forecast }) => {
    made.replaceChildren(...(forecast === null ? [] : [madeOf(forecast, words)]));
    draw();
  });
  return () => {
    questions.giveUp();
    end();
  };
}
