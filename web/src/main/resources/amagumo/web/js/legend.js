// The classes of rain and their colours, as the server draws them.

/** Fills the legend, heaviest class first. */
export function showLegend(legend) {
  document.getElementById('legend-unit').textContent = legend.unit;
  const rows = legend.classes.map(({ from, colour }, index) => {
    const row = document.createElement('li');
    const swatch = document.createElement('i');
    swatch.style.backgroundColor = colour;
    swatch.setAttribute('aria-hidden', 'true');
    const next = legend.classes[index + 1];
    row.append(swatch, next ? `${from}–${next.from}` : `≥ ${from}`);
    return row;
  });
  document.getElementById('legend-classes').replaceChildren(...rows.reverse());
  document.querySelector('.legend .missing i').style.backgroundColor = legend.missingColour;
}

/** The colour of a rain rate, or an empty string where it is below every class. */
export function colourOf(legend, rateMmH) {
  return legend.classes.findLast(({ from }) => rateMmH >= from)?.colour ?? '';
}
