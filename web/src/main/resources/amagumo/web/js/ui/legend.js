// The classes of rain and their colours, as the server draws them.

/** Keeps the legend that of the forecast, heaviest class first. */
export function showLegend(store) {
  store.observe(['forecast'], ({ forecast }) => forecast && fill(forecast.legend));
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
