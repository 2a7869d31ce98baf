import { palettes, styleOf } from '/js/map/palettes.js';
import { equal, test } from './harness.js';
import { forecast, look } from './samples.js';

/** Red, green, blue and how opaque, 0 to 1. */
function parts(colour) {
  return [1, 3, 5, 7].map((i) => (i < colour.length ? parseInt(colour.slice(i, i + 2), 16) / 255 : 1));
}

/** Relative luminance (WCAG 2.2). */
function luminance(rgb) {
  const [r, g, b] = rgb.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** A colour as it is seen through which another one shines. */
function over(top, opacity, below) {
  const base = parts(below);
  const [, , , alpha] = parts(top);
  return parts(top).slice(0, 3).map((c, i) => c * alpha * opacity + base[i] * (1 - alpha * opacity));
}

/** Contrast ratio (WCAG 2.2) of a colour that lies on another one with what is beside it. */
function contrast(top, opacity, below) {
  const [dark, bright] = [luminance(over(top, opacity, below)), luminance(parts(below))].sort((a, b) => a - b);
  return (bright + 0.05) / (dark + 0.05);
}

/** How different two colours look, by hue too: their distance in CIELAB. */
function difference(...colours) {
  const [one, other] = colours.map(([r, g, b]) => {
    const [lr, lg, lb] = [r, g, b].map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    const [x, y, z] = [
      (0.4124 * lr + 0.3576 * lg + 0.1805 * lb) / 0.9505, 0.2126 * lr + 0.7152 * lg + 0.0722 * lb,
      (0.0193 * lr + 0.1192 * lg + 0.9505 * lb) / 1.089,
    ].map((t) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116));
    return [116 * y, 500 * (x - y), 200 * (y - z)];
  });
  return Math.hypot(...one.map((c, i) => c - other[i]));
}

/** Colours of a theme, from the style sheet. */
async function colours(theme, names) {
  const sheet = await (await fetch('/css/base.css')).text();
  const block = sheet.slice(theme === 'dark' ? sheet.indexOf('[data-theme="dark"]') : 0);
  return names.map((name) => new RegExp(`--${name}: (#[0-9a-f]+);`).exec(block)[1]);
}

for (const theme of ['light', 'dark']) {
  test(`every class of rain stands out from sea and land of the ${theme} map: by its colour, or else by the line around it`, async () => {
    for (const palette of palettes) {
      const style = styleOf({ ...look, theme, palette }, forecast());
      for (const base of await colours(theme, ['sea', 'land'])) {
        for (const colour of style.colours) {
          const best = Math.max(contrast(colour, style.opacity, base), contrast(style.outline, 1, base));
          equal(best >= 3, true, `${palette}, ${colour} on ${base}: ${best.toFixed(2)}`);
        }
      }
    }
  });

  test(`the lightest rain looks unlike sea, land and the next class of the ${theme} map`, async () => {
    const { colours: [lightest, next], opacity } = styleOf({ ...look, theme, palette: 'jma' }, forecast());
    for (const base of await colours(theme, ['sea', 'land'])) {
      const [shown, ...others] = [over(lightest, opacity, base), parts(base).slice(0, 3), over(next, opacity, base)];
      equal(others.every((other) => difference(shown, other) >= 12), true, others.map((other) => difference(shown, other).toFixed(1)).join(' '));
    }
  });

  test(`names are read on the ${theme} map, whatever rain is below them: by the line around their letters`, async () => {
    const [name, halo] = await colours(theme, ['city', 'city-halo']);
    equal(contrast(name, 1, halo) >= 7, true, contrast(name, 1, halo).toFixed(2));
  });

  test(`what was observed and what is forecast stand out from the ${theme} panel, and from each other`, async () => {
    const [box, observed, predicted] = await colours(theme, ['box', 'observed-track', 'forecast-track']);
    equal([contrast(observed, 1, box) >= 3, contrast(predicted, 1, box) >= 3, contrast(observed, 1, predicted) >= 1.7], [true, true, true],
      [contrast(observed, 1, box), contrast(predicted, 1, box), contrast(observed, 1, predicted)].map((ratio) => ratio.toFixed(2)).join(' '));
  });
}
