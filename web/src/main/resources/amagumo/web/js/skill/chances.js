// How often came what had a chance, in bars beside what had been said.

import { element } from '../ui/element.js';
import { shareRow } from './reliance.js';

const percent = (part) => Math.round(100 * part);

/** The chances that most was said of: of those from a half on if there are any, as they are what people act on. */
function spokenOf(bins) {
  const likely = bins.filter(({ from }) => from >= 0.5);
  const said = likely.length > 0 ? likely : bins.filter(({ from }) => from > 0);
  return said.reduce((best, bin) => (best === null || bin.cells > best.cells ? bin : best), null);
}

/** Whole per cent, which chances are given in: the last tenth includes 100. */
const bounds = ({ from, to }) => ({ from: percent(from), to: to === 1 ? 100 : percent(to) - 1 });

function rowOf(bin, words) {
  const said = element('b', '');
  said.style.left = `${100 * bin.meanProbability}%`;
  return shareRow(words.say('chanceBin', bounds(bin)), { hits: bin.events, of: bin.cells }, words, [said]);
}

/**
 * What chances came to, a row a tenth that was ever said, highest first.
 *
 * @param {{mmH: number, leadMinutes: number, brierSkill: ?number, bins: object[]}} chances of `scores.js`
 */
export function chanceRows({ mmH, leadMinutes, brierSkill, bins }, words) {
  const said = bins.filter(({ cells }) => cells > 0);
  const spoken = spokenOf(said);
  const list = element('ul', 'reliance');
  list.append(...said.map((bin) => rowOf(bin, words)).reverse());
  return [
    element('h3', '', words.say('chanceTitle', { mmH, minutes: leadMinutes })),
    ...(spoken === null ? [] : [element('p', '', words.say('chanceSentence', { ...bounds(spoken), n: percent(spoken.events / spoken.cells) }))]),
    list, element('p', 'small', words.say('chanceNote')),
    ...(brierSkill === null ? [] : [element('p', 'small', words.say('chanceSkill', { score: brierSkill.toFixed(2) }))]),
  ];
}
