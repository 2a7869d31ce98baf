// The sheet on which the reader chooses what is shown, and how.

import { saveButtons } from '../export/buttons.js';
import { thresholds } from '../map/field/fields.js';
import { palettes } from '../map/palettes.js';
import { element } from './element.js';
import { choice, range, toggle } from './controls.js';

const leastOpacity = 0.3;
/** How many times as fast as normal, and what that is called. */
const speeds = [[0.25, '¼×'], [0.5, '½×'], [1, '1×'], [2, '2×'], [4, '4×']];
/** No forecast beside the one that is shown. */
const alone = 'none';

function optionsOf(names, kind, words) {
  return names.map((value) => ({ value, label: words.say(`${kind}-${value}`) }));
}

/** Whose forecasts are shown, and whose beside them; nothing where the server has those of one nowcaster alone. */
function nowcasterParts(store, words) {
  const { nowcasters } = store.state;
  const options = nowcasters.map((name, index) => (
    { value: index === 0 ? '' : name, label: words.nowcaster({ nowcaster: name, model: name }) }));
  return options.length < 2 ? {} : {
    nowcaster: choice(words.say('nowcasterTitle'), options, (nowcaster) => store.update({ nowcaster })),
    beside: choice(words.say('besideTitle'), [{ value: alone, label: words.say('besideNone') }, ...options],
      (beside) => store.update({ beside: beside === alone ? null : beside })),
  };
}

/** The colours, where the page draws the rain itself: the server's pictures have those that they have. */
function paletteParts(store, words) {
  const { forecast, drawsFields } = store.state;
  return forecast !== null && !drawsFields ? {} : {
    palette: choice(words.say('coloursTitle'), optionsOf(palettes, 'palette', words), (palette) => store.update({ palette })),
  };
}

/** Fills the sheet; returns what ends it. */
export function layersSheet(store, words, body, map, rain) {
  const whose = nowcasterParts(store, words);
  const parts = {
    ...whose,
    smooth: toggle(words.say('smooth'), (smooth) => store.update({ smooth })),
    arrows: toggle(words.say('arrows'), (arrows) => store.update({ arrows })),
    speed: choice(words.say('speed'), speeds.map(([value, label]) => ({ value: String(value), label })),
      (speed) => store.update({ speed: Number(speed) })),
    threshold: choice(words.say('comparedTitle'), thresholds.map((mmH) => ({ value: String(mmH), label: String(mmH) })),
      (mmH) => store.update({ threshold: Number(mmH) })),
    ...paletteParts(store, words),
    opacity: range(words.say('opacity'), [leastOpacity, 1], 0.02, (opacity) => store.update({ opacity })),
    theme: choice(words.say('themeTitle'), optionsOf(['light', 'dark'], 'theme', words), (theme) => store.update({ theme })),
  };
  body.append(
    ...Object.values(whose).flatMap(({ nodes }) => nodes),
    element('h3', '', words.say('motionTitle')), ...parts.smooth.nodes, ...parts.arrows.nodes,
    ...parts.speed.nodes, ...parts.palette?.nodes ?? [], ...parts.opacity.nodes, ...parts.theme.nodes, ...parts.threshold.nodes,
    element('h3', '', words.say('saveTitle')), ...saveButtons(store, map, rain, words),
  );
  return store.observe(Object.keys(parts), (state) => {
    for (const [key, part] of Object.entries(parts)) {
      part.show(typeof state[key] === 'number' ? String(state[key]) : state[key] ?? alone);
    }
  });
}
