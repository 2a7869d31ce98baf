// The rain under the cursor.

import { cellAt } from '../api/levels.js';
import { shownIndex } from '../state/frames.js';
import { Words } from '../text/words.js';

/** What is known of a level: the rates that it stands for, or why there is none. */
export function readingOf(grid, level, words) {
  if (level === 0) {
    return words.say('noRadar');
  }
  if (level === 1) {
    return words.say('dry');
  }
  const [from, to] = [grid.bounds[level], grid.bounds[level + 1]];
  return to === undefined ? words.say('rateAbove', { from }) : words.say('rateBetween', { from, to });
}

/** Keeps the readout that of the frame that is shown and the place under the cursor. */
export function showReadout(store, map, rain) {
  const readout = document.getElementById('readout');
  let place = null;
  function show() {
    const { state } = store;
    const levels = state.forecast === null ? undefined : rain.layer?.levels(shownIndex(state));
    const cell = place === null || levels === undefined ? null : cellAt(state.forecast.levels, place);
    readout.hidden = place === null || levels === undefined;
    if (!readout.hidden) {
      const words = new Words(state.language);
      const { levels: grid } = state.forecast;
      readout.textContent = cell === null ? words.say('noRadar') : readingOf(grid, levels[cell.row * grid.columns + cell.column], words);
    }
  }
  map.on('mousemove', ({ latlng, originalEvent }) => {
    if (originalEvent.pointerType !== 'touch') {
      place = { latitude: latlng.lat, longitude: latlng.lng };
      show();
    }
  });
  map.on('mouseout', () => { place = null; show(); });
  store.observe(['shownTime', 'forecast', 'loaded', 'language'], show);
}
