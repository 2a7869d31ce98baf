// The sheet that says how good the forecasts were lately, and what this one was made of.

import { modelCard } from '../api/models.js';
import { NewestOnly } from '../api/newest.js';
import { thresholds } from '../map/field/fields.js';
import { choice } from '../ui/controls.js';
import { element } from '../ui/element.js';
import { chanceRows } from './chances.js';
import { dayColumns } from './days.js';
import { madeOf } from './origin.js';
import { keyOf, plotOf } from './plot.js';
import { dotsOf, relianceRows } from './reliance.js';
import {
  chancesOf, dailyOf, linesOf, measures, nearestLead, relianceOf, reliabilityOf, scoresByDay, scoresOf,
} from './scores.js';

/** Days of UTC, today's included, which may have begun only just now. */
const periods = ['2', '7'];
/** Lead times that are spoken of, minutes: of each the one nearest to it that there is. */
const leads = ['10', '30', '60'];
/** Measures that are parts of places, which a person can count. */
const counted = ['true', 'pod'];

/** What the reader has chosen to see; kept while the page is open. */
const chosen = { days: periods[1], mmH: String(thresholds[1]), lead: leads[1], measure: 'true' };

/** All that the sheet tells of the chosen days. */
async function answers(now, signal) {
  const days = Number(chosen.days);
  const scores = await scoresOf(days, now, signal);
  const lead = nearestLead(scores, Number(chosen.lead));
  if (lead === null) {
    return { scores, byDay: [], reliability: [], now };
  }
  const [byDay, reliability] = await Promise.all([
    scoresByDay(days, lead, now, signal), reliabilityOf(days, lead, now, signal),
  ]);
  return { scores, byDay, reliability, now };
}

/** The chosen measure of each nowcaster, by what is shown first. */
export function skillOf({ scores }, { origin }, words) {
  const lines = linesOf(scores, origin.modelVersion, Number(chosen.mmH), measures[chosen.measure])
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
  const { sentence, parts } = lines[0].nowcaster === origin.nowcaster ? spokenOf(lines[0], words) : unspoken(origin, words);
  const axes = { across: words.say('skillAxis'), up: words.say('skillOf') };
  return [...parts, plotOf(lines, sentence, axes), names, element('p', 'small', words.say(`skill-${chosen.measure}-meaning`))];
}

/** "Of 100 places forecast to have rain in 30 minutes, 81 had it", by the nowcaster that is shown, and how many were looked at. */
function spokenOf({ points }, words) {
  const lead = nearestLead(points, Number(chosen.lead));
  const { value, leadMinutes, forecasts, cells } = points.find((point) => point.leadMinutes === lead);
  const sentence = words.say(`skill-${chosen.measure}-sentence`, { n: Math.round(100 * value), minutes: leadMinutes, mmH: chosen.mmH });
  const number = (n) => n.toLocaleString(words.language);
  return {
    sentence,
    parts: [
      element('p', 'spoken', sentence), ...(counted.includes(chosen.measure) ? [dotsOf(value)] : []),
      element('p', 'small', words.say('skillCounts', { forecasts: number(forecasts), cells: number(cells) })),
    ],
  };
}

/** What is shown was not compared yet, such as just after a promotion; others were, and are drawn. */
function unspoken({ nowcaster }, words) {
  const sentence = words.say('skillNoneOf', { nowcaster: words.nowcaster({ nowcaster, model: nowcaster }) });
  return { sentence, parts: [element('p', 'small', sentence)] };
}

/** What is told below the choices: each day, each threshold, and each chance. */
function detailsOf({ scores, byDay, reliability, now }, { origin }, words) {
  const mmH = Number(chosen.mmH);
  const reliance = relianceOf(scores, origin, Number(chosen.lead));
  if (reliance === null) {
    return [];
  }
  const chances = chancesOf(reliability, origin, mmH);
  const daily = dailyOf(byDay, origin, mmH, measures[chosen.measure], Number(chosen.days), now);
  return [
    ...dayColumns(daily, reliance.leadMinutes, words),
    ...(chances === null ? [] : chanceRows(chances, words)),
    ...relianceRows(reliance, words),
  ];
}

/** Fills the sheet; returns what ends it. */
export function aboutSheet(store, words, body) {
  const questions = new NewestOnly();
  const cards = new NewestOnly();
  const result = element('div', 'skill');
  const details = element('div', '');
  const made = element('div', '');
  let told = null;
  const draw = () => {
    const { forecast } = store.state;
    if (told !== null && forecast !== null) {
      result.replaceChildren(...skillOf(told, forecast, words));
      details.replaceChildren(...detailsOf(told, forecast, words));
    }
  };
  const ask = () => questions.run(async (signal) => {
    const answer = await answers(store.state.now, signal).catch(() => null);
    signal.throwIfAborted();
    told = answer;
    result.replaceChildren(element('p', 'small', words.say('skillFailed')));
    details.replaceChildren();
    draw();
  });
  const say = (kind) => (value) => ({ value, label: words.say(`${kind}-${value}`) });
  const plain = (value) => ({ value: String(value), label: String(value) });
  const parts = [
    ['measure', choice(words.say('measureTitle'), Object.keys(measures).map(say('skill')), (value) => choose('measure', value, draw))],
    ['mmH', choice(words.say('thresholdTitle'), thresholds.map(plain), (value) => choose('mmH', value, draw))],
    ['lead', choice(words.say('leadTitle'), leads.map(plain), (value) => choose('lead', value, ask))],
    ['days', choice(words.say('periodTitle'), periods.map(say('days')), (value) => choose('days', value, ask))],
  ];
  function choose(key, value, then) {
    chosen[key] = value;
    parts.forEach(([name, part]) => part.show(chosen[name]));
    then();
  }
  parts.forEach(([name, part]) => part.show(chosen[name]));
  body.append(result, ...parts.flatMap(([, part]) => part.nodes), element('p', 'small', words.say('dayNote')), details, element('h3', '', words.say('madeOfTitle')), made,
    element('h3', '', words.say('creditsTitle')), element('p', 'small', words.say('credits')));
  ask();
  const end = store.observe(['forecast'], ({ forecast }) => {
    draw();
    if (forecast === null) {
      return;
    }
    made.replaceChildren(madeOf(forecast, null, words));
    const { modelVersion } = forecast.origin;
    if (modelVersion !== '') {
      cards.run(async (signal) => {
        const card = await modelCard(modelVersion, signal).catch(() => null); // the rest is told without
        signal.throwIfAborted();
        made.replaceChildren(madeOf(forecast, card, words));
      });
    }
  });
  return () => {
    questions.giveUp();
    cards.giveUp();
    end();
  };
}
