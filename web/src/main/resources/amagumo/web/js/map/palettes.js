// The colours of the classes of rain.

/**
 * Colours that everybody can tell apart, by decision 0046: on the light map those of the server's palette `safe`, on the
 * dark one, where its darkest would look like land, others whose lightness goes the other way.
 */
const forEverybody = {
  light: ['#f5ffec', '#80f0f7', '#cbcc2b', '#df5a2e', '#9c5173', '#513dbb', '#242242', '#17080a'],
  dark: ['#4d0a74', '#593be4', '#936d14', '#7d8ca0', '#a5a676', '#a3bfff', '#fed65a', '#fff8ff'],
};

/** The line around rain: the classes that look much like sea and land are seen to end there (decision 0066). */
export const outlines = { light: '#33506bcc', dark: '#dfe9f0b3' };

/** JMA's lightest class is all but white, and would look like a hole in the map: in each theme a bluer one stands for it. */
const lightest = { light: '#d6d8ff', dark: '#b8c4ff8c' };

/** The names of the palettes. */
export const palettes = Object.freeze(['jma', 'clear']);

/** The colours of a forecast's classes, lightest rain first. */
export function coloursOf({ palette, theme }, { legend }) {
  const own = forEverybody[theme];
  return palette === 'clear' && own.length === legend.classes.length ? own : legend.classes.map(({ colour }) => colour);
}

/** The same as the map shows them. */
export function shadesOf(state, forecast) {
  const colours = coloursOf(state, forecast);
  return state.palette === 'jma' ? [lightest[state.theme], ...colours.slice(1)] : colours;
}

/** The same as they are seen: the server's pictures, where the page cannot draw itself, have colours of their own. */
export function shownColours(state, forecast) {
  return state.drawsFields ? shadesOf(state, forecast) : forecast.legend.classes.map(({ colour }) => colour);
}

/** How rain is drawn. */
export function styleOf(state, forecast) {
  return {
    bounds: forecast.legend.classes.map(({ from }) => from),
    colours: shadesOf(state, forecast),
    missing: forecast.legend.missingColour,
    opacity: state.opacity,
    outline: outlines[state.theme],
  };
}
