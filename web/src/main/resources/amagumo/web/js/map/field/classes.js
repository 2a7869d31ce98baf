// Classes of rain, and the words for a level.

import { shownColours } from '../palettes.js';

/** The classes of a forecast's legend in the colours of the palette, each named by its lower bound. */
export function classesOf(state, forecast) {
  const colours = shownColours(state, forecast);
  return forecast.legend.classes.map(({ from }, index) => ({ label: String(from), colour: colours[index] }));
}

/** What is known of a level: the values that it stands for, or why there is none. */
export function readingOf(grid, level, unit, words) {
  if (level === 0) {
    return words.say('noRadar');
  }
  if (level === 1) {
    return words.say('dry');
  }
  const [from, to] = [grid.bounds[level], grid.bounds[level + 1]];
  return to === undefined ? words.say('valueAbove', { from, unit }) : words.say('valueBetween', { from, to, unit });
}
