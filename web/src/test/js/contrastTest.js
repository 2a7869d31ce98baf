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

/** Contrast ratio (WCAG 2.2) of a colour that lies on another one with what is beside it. */
function contrast(top, opacity, below) {
  const base = parts(below).slice(0, 3);
  const seen = parts(top).slice(0, 3).map((c, i) => c * opacity + base[i] * (1 - opacity));
  const [dark, bright] = [luminance(seen), luminance(base)].sort((a, b) => a - b);
  return (bright + 0.05) / (dark + 0.05);
}

/** The colours of sea and land of a theme, from the style sheet. */
async function bases(theme) {
  const sheet = await (await fetch('/css/base.css')).text();
  const block = sheet.slice(theme === 'dark' ? sheet.indexOf('[data-theme="dark"]') : 0);
  return ['sea', 'land'].map((name) => new RegExp(`--${name}: (#[0-9a-f]{6})`).exec(block)[1]);
}

test('light rain stands out from sea and land of both maps: by its colour, or else by the line around it', async () => {
  for (const theme of ['light', 'dark']) {
    for (const palette of palettes) {
      const style = styleOf({ ...look, theme, palette }, forecast());
      const [, , , line] = parts(style.outline);
      for (const base of await bases(theme)) {
        const best = Math.max(contrast(style.colours[0], style.opacity, base), contrast(style.outline, line, base));
        equal(best >= 3, true, `${theme}, ${palette}, on ${base}: ${best.toFixed(2)}`);
      }
    }
  }
});
