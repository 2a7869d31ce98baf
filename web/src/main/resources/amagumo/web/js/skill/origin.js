// What a forecast was made of.

import { dateAndClock, month } from '../text/time.js';
import { element } from '../ui/element.js';

function listOf(rows) {
  const list = element('dl', 'facts');
  list.append(...rows.filter(([, value]) => value !== '').flatMap(([name, value]) => [element('dt', '', name), element('dd', '', value)]));
  return list;
}

function learnt({ steps, data }, words) {
  const number = (count) => count.toLocaleString(words.language);
  return data === null ? words.say('learntSteps', { steps: number(steps) }) : words.say('learnt', {
    steps: number(steps), days: number(data.days), areas: number(data.areas), first: month(words, data.first), last: month(words, data.last),
  });
}

/**
 * A list of what the forecast that is shown was made of.
 *
 * @param {?object} card of `api/models.js`, null where there is none
 */
export function madeOf(forecast, card, words) {
  const { origin, baseTime, inputs } = forecast;
  const gaps = origin.gaps.map(({ from, to, frames: missing }) => words.say('gap', {
    n: missing, from: dateAndClock(words, Date.parse(from)), to: dateAndClock(words, Date.parse(to)),
  }));
  return listOf([
    [words.say('factModel'), origin.modelVersion === '' ? words.nowcaster(origin)
      : `${words.nowcaster(origin)}: ${origin.model} (${origin.modelVersion.slice(0, 12)})`],
    [words.say('factLearnt'), card === null ? '' : learnt(card, words)],
    [words.say('factSince'), card === null || card.since === null ? '' : dateAndClock(words, card.since)],
    [words.say('factMade'), dateAndClock(words, origin.madeAt)],
    [words.say('factInputs'), words.say('inputs', {
      n: inputs, minutes: forecast.stepMinutes, to: dateAndClock(words, baseTime),
    })],
    [words.say('factGaps'), gaps.length === 0 ? words.say('noGaps') : gaps.join(' ')],
    [words.say('factSource'), [forecast.credit, origin.provenance].filter((part) => part !== '').join('. ')],
    [words.say('factSoftware'), origin.software],
  ]);
}
