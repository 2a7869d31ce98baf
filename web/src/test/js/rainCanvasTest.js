import { levelGridOf } from '/js/api/levels.js';
import { RainCanvas } from '/js/gl/rain.js';
import { equal, test } from './harness.js';
import { answer } from './samples.js';

const columns = 48;
const rows = 40;
const grid = levelGridOf({
  ...answer().levels, columns, rows, south: 30, west: 130, north: 40, east: 142, boundsMmH: [0.1, 0.5, 1, 2, 5, 10, 20, 40, 80],
});
const style = {
  bounds: [0.1, 1, 5, 20], colours: ['#ff0000', '#00ff00', '#0000ff', '#ffffff'], missing: '#80808060', opacity: 1,
};
const radians = Math.PI / 180;

/** The same field every time: showers, dry between them, and a corner without data. */
function field(shift) {
  return Uint8Array.from({ length: rows * columns }, (_, i) => {
    const [row, column] = [Math.floor(i / columns), i % columns];
    if (row > 30 && column < 9) {
      return 0;
    }
    const rain = Math.sin((column - 3 * shift) / 5) * Math.cos((row - 2 * shift) / 4);
    return rain <= 0 ? 1 : 2 + Math.min(8, Math.floor(rain * 9));
  });
}

const motion = {
  rows: 2, columns: 3, east: [0.7, 0.75, 0.8, 0.7, 0.75, 0.8], north: [-0.5, -0.5, -0.45, -0.5, -0.55, -0.5],
};

/** Bilinear between the centres of parts of a unit square, constant beyond the outermost ones. */
function bilinear(values, across, down, u, v) {
  const x = Math.min(Math.max(u * across - 0.5, 0), across - 1);
  const y = Math.min(Math.max(v * down - 0.5, 0), down - 1);
  const [left, top] = [Math.min(Math.floor(x), across - 2), Math.min(Math.floor(y), down - 2)];
  const at = (row, column) => values[row * across + column];
  const mix = (a, b, part) => a + (b - a) * part;
  return mix(mix(at(top, left), at(top, left + 1), x - left), mix(at(top + 1, left), at(top + 1, left + 1), x - left), y - top);
}

/** What is filtered of a frame: its rates, and whether there are data. */
function partsOf(levels) {
  return [Float64Array.from(levels, (level) => (level === 0 ? 0 : grid.rates[level])), levels.map((level) => Math.min(level, 1))];
}

/** The rate at a place of the grid as the shader's comments say it, written plainly; NaN where missing. */
function plainly(parts, fraction, moving, u, v) {
  if ((1 - fraction) * bilinear(parts[0][1], columns, rows, u, v) + fraction * bilinear(parts[1][1], columns, rows, u, v) < 0.5) {
    return NaN;
  }
  const along = (du, dv) => {
    let [rain, weight] = [0, 0];
    for (const [index, part, way] of [[0, 1 - fraction, -fraction], [1, fraction, 1 - fraction]]) {
      const [x, y] = [u + way * du, v + way * dv];
      if (x >= 0 && x <= 1 && y >= 0 && y <= 1) {
        rain += part * bilinear(parts[index][0], columns, rows, x, y);
        weight += part * bilinear(parts[index][1], columns, rows, x, y);
      }
    }
    return { rate: rain / weight, weight };
  };
  const moved = moving ? along(bilinear(motion.east, 3, 2, u, v) / 12, -bilinear(motion.north, 3, 2, u, v) / 10) : null;
  return (moved === null || moved.weight < 0.05 ? along(0, 0) : moved).rate;
}

function classOf(rate) {
  return style.bounds.findLastIndex((bound) => rate >= bound);
}

/** Which class each pixel shows: -1 none, -2 no data. */
function drawn(moment, view, width, height, look = style) {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const rain = new RainCanvas(canvas, grid);
  rain.draw(moment, { ...view, pixelRatio: 1 }, look);
  const gl = canvas.getContext('webgl2');
  const pixels = new Uint8Array(4 * width * height);
  gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
  rain.remove();
  const shown = [];
  for (let y = height - 1; y >= 0; y--) {
    for (let x = 0; x < width; x++) {
      const [r, g, b, a] = pixels.subarray(4 * (y * width + x), 4 * (y * width + x) + 4);
      const key = [r, g, b].map((channel) => (channel > 200 ? 1 : 0)).join('');
      shown.push(a === 255 ? ['100', '010', '001', '111'].indexOf(key) : a === 0 ? -1 : -2);
    }
  }
  return shown;
}

/** How many of the pixels that are not at the edge of a class differ from what the plain way says. */
function differences(moment, view, width, height) {
  const shown = drawn(moment, view, width, height);
  const parts = [partsOf(moment.before), partsOf(moment.after)];
  const [bottom, top] = [view.south, view.north].map((latitude) => Math.asinh(Math.tan(latitude * radians)));
  let [different, compared] = [0, 0];
  shown.forEach((seen, i) => {
    const latitude = Math.atan(Math.sinh(top + ((Math.floor(i / width) + 0.5) / height) * (bottom - top))) / radians;
    const u = (view.west + (((i % width) + 0.5) / width) * (view.east - view.west) - grid.west) / 12;
    const v = (grid.north - latitude) / 10;
    const inside = u >= 0 && u <= 1 && v >= 0 && v <= 1;
    const rate = inside ? plainly(parts, moment.fraction, moment.motion !== null, u, v) : 0;
    if (![0.97, 1.03].every((part) => classOf(rate * part) === classOf(rate))) {
      return;
    }
    compared++;
    different += (Number.isNaN(rate) ? -2 : classOf(rate)) === seen ? 0 : 1;
  });
  return { different: different / compared, compared: compared / shown.length };
}

const zooms = [
  { west: 130, north: 40, east: 142, south: 30 },
  { west: 128, north: 41.5, east: 144, south: 28 },
  { west: 134.2, north: 36.9, east: 137.1, south: 34.8 },
  { west: 130.1, north: 33, east: 131.6, south: 31.8 },
];

test('the shader draws what its comments say, at every zoom, moving or not, with missing cells and beyond the edges', () => {
  for (const view of zooms) {
    for (const [fraction, moves] of [[0, false], [0.5, false], [0.5, true], [0.25, true], [0.9, true]]) {
      const moment = { before: field(0), after: field(1), fraction, motion: moves ? motion : null };
      const { different, compared } = differences(moment, view, 240, 220);
      equal([different < 0.003, compared > 0.6], [true, true], `${JSON.stringify(view)} at ${fraction}: ${different} of ${compared}`);
    }
  }
});

test('a shower that moves stands halfway in the middle of two frames, where a cross-fade would show it twice', () => {
  const one = (row, column) => Uint8Array.from({ length: rows * columns }, (_, i) =>
    (Math.abs(Math.floor(i / columns) - row) < 2 && Math.abs((i % columns) - column) < 2 ? 10 : 1));
  const straight = { rows: 2, columns: 2, east: Array(4).fill(2), north: Array(4).fill(0) }; // 8 columns of 0.25 degrees
  const moment = { before: one(20, 16), after: one(20, 24), fraction: 0.5 };
  const columnsSeen = (motionOrNot) => {
    const shown = drawn({ ...moment, motion: motionOrNot }, zooms[0], columns * 5, 200);
    const seen = shown.map((kind, i) => (kind === 3 ? Math.floor((i % (columns * 5)) / 5) : -1)).filter((column) => column >= 0);
    return [Math.min(...seen), Math.max(...seen)];
  };
  equal(columnsSeen(straight), [18, 22]);
  equal(columnsSeen(null), [15, 25]);
});

test('two frames are compared by a threshold: both wet, the second alone, the first alone', () => {
  const comparing = { ...style, bounds: [5], comparing: true };
  for (const view of zooms) {
    const moment = { before: field(0), after: field(1), fraction: 0.5, motion: null };
    const shown = drawn(moment, view, 240, 220, comparing);
    const parts = [partsOf(moment.before), partsOf(moment.after)];
    const [bottom, top] = [view.south, view.north].map((latitude) => Math.asinh(Math.tan(latitude * radians)));
    let [different, compared] = [0, 0];
    shown.forEach((seen, i) => {
      const latitude = Math.atan(Math.sinh(top + ((Math.floor(i / 240) + 0.5) / 220) * (bottom - top))) / radians;
      const u = (view.west + (((i % 240) + 0.5) / 240) * (view.east - view.west) - grid.west) / 12;
      const v = (grid.north - latitude) / 10;
      const inside = u >= 0 && u <= 1 && v >= 0 && v <= 1;
      const rates = parts.map((part) => (inside ? plainly([part, part], 0, false, u, v) : 0));
      if (rates.some((rate) => Math.abs(rate / 5 - 1) < 0.03)) {
        return;
      }
      const [said, came] = rates.map((rate) => rate >= 5);
      const expected = rates.some(Number.isNaN) ? -2 : said && came ? 0 : came ? 1 : said ? 2 : -1;
      compared++;
      different += expected === seen ? 0 : 1;
    });
    equal([different / compared < 0.004, compared / shown.length > 0.6], [true, true], `${different} of ${compared} at ${JSON.stringify(view)}`);
  }
});

test('nothing is drawn where there is nothing to show', () => {
  equal(new Set(drawn(null, zooms[0], 40, 40)), new Set([-1]));
});
