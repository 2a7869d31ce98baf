// What is shown, and what its colours mean.

import { fields, fieldsOf } from '../map/field/fields.js';
import { shownIndex } from '../state/frames.js';
import { Words } from '../text/words.js';
import { element } from './element.js';

const at = (id) => document.getElementById(id);

function rowOf({ label, colour }) {
  const row = document.createElement('li');
  const swatch = document.createElement('i');
  swatch.style.background = `linear-gradient(${colour}, ${colour}) var(--land)`; // as on the map
  swatch.setAttribute('aria-hidden', 'true');
  row.append(swatch, label);
  return row;
}

function fill(legend, { missingColour }, isScale) {
  const unit = legend.unit === '' ? [] : [element('li', 'unit', legend.unit)];
  at('legend-classes').replaceChildren(...legend.classes.map(rowOf), ...unit);
  at('legend-classes').className = isScale ? 'scale' : 'kinds';
  at('legend-caption').textContent = legend.caption;
  at('legend-sentence').textContent = legend.sentence;
  document.querySelector('.legend .missing i').style.background =
    `repeating-linear-gradient(45deg, ${missingColour} 0 2px, transparent 2px 5px)`;
}

/** Lets the reader choose what is shown. */
function showMenu(store) {
  const menu = at('field');
  menu.addEventListener('change', () => store.update({ field: menu.value }));
  store.observe(['language', 'field', 'drawsFields', 'forecast'], ({ language, field, drawsFields, forecast }) => {
    const words = new Words(language);
    const offered = drawsFields ? fieldsOf(forecast) : [fields[0]];
    menu.replaceChildren(...offered.map((name) => {
      const option = element('option', '', words.say(`field-${name}`));
      option.value = name;
      return option;
    }));
    menu.value = offered.includes(field) ? field : fields[0];
  });
}

/** Keeps the legend that of what is shown: each bound stands where its class begins. */
export function showLegend(store, rain) {
  let shown = '';
  showMenu(store);
  // While frames go by, what is said of each would be read aloud without end.
  store.observe(['playing'], ({ playing }) => at('legend-sentence').setAttribute('aria-live', playing ? 'off' : 'polite'));
  const keys = ['forecast', 'palette', 'theme', 'language', 'field', 'threshold', 'shownTime', 'loaded', 'fieldNews'];
  store.observe(keys, (state) => {
    const { forecast, language } = state;
    if (forecast === null || rain.field === undefined) {
      return;
    }
    const legend = rain.field.legend(state, new Words(language), shownIndex(state));
    const next = JSON.stringify(legend);
    if (next !== shown) { // the same for most frames of an animation
      shown = next;
      fill(legend, forecast.legend, state.field !== 'comparison');
    }
  });
}

/** The colour of a rain rate, or an empty string where it is below every class. */
export function colourOf({ classes }, colours, rateMmH) {
  return colours[classes.findLastIndex(({ from }) => rateMmH >= from)] ?? '';
}
