// The colours of the classes of rain.

/**
 * Colours that everybody can tell apart: their lightness goes one way, away from the base map's, so that neither hue nor
 * colour vision is needed. One for each theme; as many as the server's legend has classes.
 */
const forEverybody = {
  light: ['#a3c4e0', '#74a7d3', '#4686c3', '#2a63ac', '#4b4199', '#6d2580', '#81145a', '#590a2b'],
  dark: ['#4c83b8', '#569fcf', '#76bcdf', '#9ed6e2', '#cfe9bd', '#f4e794', '#ffd9a0', '#fff6ea'],
};

/** The line around rain: the classes that look much like sea and land are seen to end there (decision 0066). */
const outlines = { light: '#33506bcc', dark: '#dfe9f0b3' };

/** JMA's lightest class is all but white, and would look like a hole in the map: in each theme a bluer one stands for it. */
const lightest = { light: '#e6e8ff', dark: '#b8c4ff8c' };

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
