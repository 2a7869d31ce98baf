// The classes of rain and their colours, as the server draws them.

import { Words } from '../text/words.js';

/** What the API says of rain that was read from a map's colours begins so. */
const fromColourClasses = 'from colour classes';

/** Keeps the legend that of the forecast, heaviest class first, with what its values were made from. */
export function showLegend(store) {
  store.observe(['forecast'], ({ forecast }) => forecast && fill(forecast.legend));
  store.observe(['forecast', 'language'], ({ forecast, language }) => showProvenance(forecast?.provenance ?? '', language));
}

/** In a few words of the reader's; all that the server says of it is in the title. */
function showProvenance(provenance, language) {
  const line = document.getElementById('provenance');
  line.hidden = provenance === '';
  line.title = provenance;
  line.textContent = provenance.startsWith(fromColourClasses) ? new Words(language).say('fromColourClasses') : provenance;
}

function fill({ unit, classes, missingColour }) {
  document.getElementById('legend-unit').textContent = unit;
  const rows = classes.map(({ from, colour }, index) => {
    const row = document.createElement('li');
    const swatch = document.createElement('i');
    swatch.style.backgroundColor = colour;
    swatch.setAttribute('aria-hidden', 'true');
    const next = classes[index + 1];
    row.append(swatch, next ? `${from}–${next.from}` : `≥ ${from}`);
    return row;
  });
  document.getElementById('legend-classes').replaceChildren(...rows.reverse());
  document.querySelector('.legend .missing i').style.backgroundColor = missingColour;
}

/** The colour of a rain rate, or an empty string where it is below every class. */
export function colourOf(legend, rateMmH) {
  return legend.classes.findLast(({ from }) => rateMmH >= from)?.colour ?? '';
}
