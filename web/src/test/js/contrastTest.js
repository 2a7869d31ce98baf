import { coloursOf, palettes, styleOf } from '/js/map/palettes.js';
import { equal, test } from './harness.js';
import { forecast, look } from './samples.js';

/** A forecast with all of JMA's classes, as the server sends them. */
const known = forecast({
  legend: {
    unit: 'mm/h',
    classes: [[0.1, '#f2f2ff'], [1, '#a0d2ff'], [5, '#218cff'], [10, '#0041ff'], [20, '#faf500'], [30, '#ff9900'], [50, '#ff2800'], [80, '#b40068']]
      .map(([from, colour]) => ({ from, colour })),
    missingColour: '#80808060',
  },
});

/** What people see, as a matrix on linear red, green and blue: Machado, Oliveira and Fernandes 2009, severity 1. */
const visions = {
  usual: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protanopia: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  deuteranopia: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
  tritanopia: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
};

/** Red, green, blue and how opaque, 0 to 1. */
function parts(colour) {
  return [1, 3, 5, 7].map((i) => (i < colour.length ? parseInt(colour.slice(i, i + 2), 16) / 255 : 1));
}

/** Linear red, green and blue. */
function linear(rgb) {
  return rgb.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
}

/** Relative luminance (WCAG 2.2). */
function luminance(rgb) {
  const [r, g, b] = linear(rgb);
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

/** L*, a* and b* (D65) of linear red, green and blue. */
function lab([r, g, b]) {
  const [x, y, z] = [
    (0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047, 0.2126729 * r + 0.7151522 * g + 0.072175 * b,
    (0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883,
  ].map((t) => (t > 216 / 24389 ? Math.cbrt(t) : (24389 / 27 * t + 16) / 116));
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** How different two colours look, by hue too: their distance in CIELAB. */
function difference(...colours) {
  const [one, other] = colours.map((rgb) => lab(linear(rgb)));
  return Math.hypot(...one.map((c, i) => c - other[i]));
}

/** A colour of a legend as L*, a* and b*, as it is seen by people with some vision. */
function seen(colour, vision) {
  const rgb = linear(parts(colour).slice(0, 3));
  return lab(vision.map((row) => Math.min(1, Math.max(0, row.reduce((sum, factor, i) => sum + factor * rgb[i], 0)))));
}

/** How different two colours look: CIEDE2000 (Sharma, Wu and Dalal 2005), of L*, a* and b*. */
function ciede2000([l1, a1, b1], [l2, a2, b2]) {
  const ratio = (chroma) => chroma ** 7 / (chroma ** 7 + 25 ** 7);
  const sin = (degrees) => Math.sin(degrees * Math.PI / 180);
  const cos = (degrees) => sin(degrees + 90);
  const stretch = 1 + 0.5 * (1 - Math.sqrt(ratio((Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2)));
  const [c1, c2] = [Math.hypot(stretch * a1, b1), Math.hypot(stretch * a2, b2)];
  const [h1, h2] = [Math.atan2(b1, stretch * a1), Math.atan2(b2, stretch * a2)].map((angle) => (angle * 180 / Math.PI + 360) % 360);
  const turn = h2 - h1 - 360 * Math.round((h2 - h1) / 360);
  const hue = (h1 + turn / 2 + 360) % 360;
  const chroma = (c1 + c2) / 2;
  const fromMiddle = ((l1 + l2) / 2 - 50) ** 2;
  const t = 1 - 0.17 * cos(hue - 30) + 0.24 * cos(2 * hue) + 0.32 * cos(3 * hue + 6) - 0.2 * cos(4 * hue - 63);
  const l = (l2 - l1) / (1 + 0.015 * fromMiddle / Math.sqrt(20 + fromMiddle));
  const c = (c2 - c1) / (1 + 0.045 * chroma);
  const h = 2 * Math.sqrt(c1 * c2) * sin(turn / 2) / (1 + 0.015 * chroma * t);
  const rotation = -2 * sin(60 * Math.exp(-(((hue - 275) / 25) ** 2))) * Math.sqrt(ratio(chroma));
  return Math.sqrt(l * l + c * c + h * h + rotation * c * h);
}

/** How different the two most alike of some colours look to people with some vision. */
function leastDifference(colours, vision) {
  const all = colours.map((colour) => seen(colour, vision));
  return Math.min(...all.flatMap((one, i) => all.slice(i + 1).map((other) => ciede2000(one, other))));
}

/** Colours of a theme, from the style sheet. */
async function colours(theme, names) {
  const sheet = await (await fetch('/css/base.css')).text();
  const block = sheet.slice(theme === 'dark' ? sheet.indexOf('[data-theme="dark"]') : 0);
  return names.map((name) => new RegExp(`--${name}: (#[0-9a-f]+);`).exec(block)[1]);
}

test('on the light map each blue of rain stands out more than the one of less rain', async () => {
  const style = styleOf({ ...look, theme: 'light', palette: 'jma' }, known);
  for (const base of await colours('light', ['sea', 'land'])) {
    const ratios = style.colours.slice(0, 4).map((colour) => contrast(colour, style.opacity, base));
    equal(ratios.every((ratio, i) => i === 0 || ratio >= ratios[i - 1] + 0.1), true, `${base}: ${ratios.map((ratio) => ratio.toFixed(2)).join(' ')}`);
  }
});

test("of JMA's own colours two look more alike with deuteranopia, as decision 0046 tells", () => {
  equal(leastDifference(coloursOf({ palette: 'jma' }, known), visions.deuteranopia).toFixed(1), '11.8');
});

for (const theme of ['light', 'dark']) {
  for (const [name, vision] of Object.entries(visions)) {
    test(`any two of the colours for everybody are 16 apart on the ${theme} map: ${name} vision`, () => {
      const least = leastDifference(coloursOf({ palette: 'clear', theme }, known), vision);
      equal(least >= 16, true, least.toFixed(1));
    });
  }

  test(`the lightness of the colours for everybody goes one way on the ${theme} map, 9 a class, so that grey suffices too`, () => {
    const lightness = coloursOf({ palette: 'clear', theme }, known).map((colour) => seen(colour, visions.usual)[0]);
    const steps = lightness.slice(1).map((l, i) => (theme === 'dark' ? l - lightness[i] : lightness[i] - l));
    equal(steps.every((step) => step >= 9), true, steps.map((step) => step.toFixed(1)).join(' '));
  });

  test(`the heaviest rain, in the colours for everybody, looks unlike sea and land of the ${theme} map`, async () => {
    for (const base of await colours(theme, ['sea', 'land'])) {
      for (const [name, vision] of Object.entries(visions)) {
        const far = coloursOf({ palette: 'clear', theme }, known).slice(-2).map((colour) => ciede2000(seen(colour, vision), seen(base, vision)));
        equal(far.every((distance) => distance >= 50), true, `${name}, ${base}: ${far.map((distance) => distance.toFixed(1)).join(' ')}`);
      }
    }
  });

  test(`every class of rain stands out from sea and land of the ${theme} map: by its colour, or else by the line around it`, async () => {
    for (const palette of palettes) {
      const style = styleOf({ ...look, theme, palette }, known);
      for (const base of await colours(theme, ['sea', 'land'])) {
        for (const colour of style.colours) {
          const best = Math.max(contrast(colour, style.opacity, base), contrast(style.outline, 1, base));
          equal(best >= 3, true, `${palette}, ${colour} on ${base}: ${best.toFixed(2)}`);
        }
      }
    }
  });

  test(`the lightest rain looks unlike sea, land and the next class of the ${theme} map`, async () => {
    const { colours: [lightest, next], opacity } = styleOf({ ...look, theme, palette: 'jma' }, known);
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
