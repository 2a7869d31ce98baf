// What the map shows under the cursor, or where it was touched.

import { cellAt } from '../api/levels.js';
import { shownIndex } from '../state/frames.js';
import { onTouch } from '../place/touch.js';
import { Words } from '../text/words.js';

/**
 * What the map says of a place in the frame that is shown, empty where it says nothing.
 *
 * @param {?{latitude: number, longitude: number, across: number}} place `across` is its part of the map's width, 0 to 1
 */
export function readingAt(place, { state }, rain) {
  const isBeside = state.beside !== null && place?.across > state.divider; // where another forecast is shown
  if (place === null || state.forecast === null || isBeside || rain.layer?.drawsFields !== true) {
    return '';
  }
  const words = new Words(state.language);
  const { levels: grid } = state.forecast;
  const cell = cellAt(grid, place);
  return cell === null ? words.say('noRadar') : rain.field.reading(shownIndex(state), cell.row * grid.columns + cell.column, words);
}

/**
 * Keeps the readout that of the frame that is shown and the place under the cursor.
 *
 * @param {boolean} isEmbedded whether a touch tells of its place here, having no card to open
 */
export function showReadout(store, map, rain, isEmbedded) {
  const readout = document.getElementById('readout');
  let place = null;
  function show() {
    readout.textContent = readingAt(place, store, rain);
    readout.hidden = readout.textContent === '';
  }
  map.on('mousemove', ({ latlng, containerPoint }) => {
    if (matchMedia('(hover: hover)').matches) { // after a touch browsers make up a movement
      place = { latitude: latlng.lat, longitude: latlng.lng, across: containerPoint.x / map.getSize().x };
      show();
    }
  });
  if (isEmbedded) {
    onTouch(map, (touched) => { place = touched; show(); });
  }
  map.on('mouseout', () => { place = null; show(); });
  store.observe(['shownTime', 'forecast', 'loaded', 'language', 'field', 'threshold', 'fieldNews', 'beside', 'divider'], show);
}
