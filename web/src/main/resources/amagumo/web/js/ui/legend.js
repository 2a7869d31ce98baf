// The classes of rain and their colours.

import { coloursOf } from '../map/palettes.js';
import { element } from './element.js';

/** Keeps the legend that of the forecast and the palette: each bound stands where its class begins. */
export function showLegend(store) {
  store.observe(['forecast', 'palette', 'theme'], (state) => state.forecast && fill(state, state.forecast));
}

function fill(state, forecast) {
  const { unit, classes, missingColour } = forecast.legend;
  const colours = coloursOf(state, forecast);
  const rows = classes.map(({ from }, index) => {
    const row = document.createElement('li');
    const swatch = document.createElement('i');
    swatch.style.backgroundColor = colours[index];
    swatch.setAttribute('aria-hidden', 'true');
    row.append(swatch, String(from));
    return row;
  });
  document.getElementById('legend-classes').replaceChildren(...rows, element('li', 'unit', unit));
  document.querySelector('.legend .missing i').style.background =
    `repeating-linear-gradient(45deg, ${missingColour} 0 2px, transparent 2px 5px)`;
}

/** The colour of a rain rate, or an empty string where it is below every class. */
export function colourOf({ classes }, colours, rateMmH) {
  return colours[classes.findLastIndex(({ from }) => rateMmH >= from)] ?? '';
}
