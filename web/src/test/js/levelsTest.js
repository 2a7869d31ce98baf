import { cellAt, levelGridOf, levelsAt } from '/js/api/levels.js';
import { Unintelligible } from '/js/api/errors.js';
import { half } from '/js/gl/textures.js';
import { readingOf } from '/js/map/field/classes.js';
import { nearestRain } from '/js/place/nearest.js';
import { Words } from '/js/text/words.js';
import { equal, fails, test, withServer } from './harness.js';
import { answer } from './samples.js';

const grid = levelGridOf(answer().levels);
const words = new Words('en', 'UTC');

test('levels stand for the middle between their bounds, and for no data', () => {
  equal(grid.rates, [NaN, 0, 0.3, 0.75, 3, 5]);
});

test('a grid that is not as promised is refused', async () => {
  for (const change of [{ columns: 0 }, { columns: 1e9 }, { north: 10 }, { boundsMmH: ['1'] }, { missing: 3 }]) {
    await fails(TypeError, () => levelGridOf({ ...answer().levels, ...change }));
  }
});

test('a frame of another size is refused', () => withServer(() => new Response(new Uint8Array(7)), async () => {
  await fails(Unintelligible, () => levelsAt('frame.levels', grid));
}));

test('halves are IEEE 754 binary16', () => {
  // Values and bits from IEEE 754-2019, 3.6, and its examples in Wikipedia's article on the format.
  const known = [[0, 0x0000], [1, 0x3c00], [2, 0x4000], [65504, 0x7bff], [0.333251953125, 0x3555], [-2, 0xc000],
    [0.00006103515625, 0x0400], [0.000000059604645, 0x0001], [1.0009765625, 0x3c01]];
  equal(known.map(([number]) => half(number)), known.map(([, bits]) => bits));
});

test('the cell of a place is the one it lies in', () => {
  equal(cellAt(grid, { latitude: 47.9, longitude: 118.1 }), { row: 0, column: 0 });
  equal(cellAt(grid, { latitude: 20.1, longitude: 149.9 }), { row: 1, column: 3 });
  equal(cellAt(grid, { latitude: 48.1, longitude: 130 }), null);
});

test('no radar is told from dry', () => {
  equal([0, 1, 3, 5].map((level) => readingOf(grid, level, 'mm/h', words)), ['no radar here', 'dry', '0.5–1 mm/h', '≥ 5 mm/h']);
});

test('the nearest rain is that of at least 0.1 mm/h with the shortest way, as a search of all cells finds it', () => {
  const fine = levelGridOf({ ...answer().levels, columns: 40, rows: 30, south: 30, west: 130, north: 36, east: 140 });
  const place = { latitude: 33.2, longitude: 134.4 };
  let seed = 7;
  const random = () => { seed = (seed * 16807) % 2147483647; return seed / 2147483647; };
  for (let round = 0; round < 20; round++) {
    const levels = Uint8Array.from({ length: 1200 }, () => (random() < 0.97 ? 1 : 2));
    let best = Infinity;
    levels.forEach((level, i) => {
      const north = (36 - (Math.floor(i / 40) + 0.5) * 0.2 - place.latitude) * 111.2;
      const east = (130 + ((i % 40) + 0.5) * 0.25 - place.longitude) * 111.2 * Math.cos((place.latitude * Math.PI) / 180);
      best = level === 2 ? Math.min(best, Math.hypot(north, east)) : best;
    });
    equal(nearestRain(fine, levels, place)?.kilometres.toFixed(6), best === Infinity ? undefined : best.toFixed(6));
  }
  const west = new Uint8Array(1200).fill(1);
  west[14 * 40] = 5;
  equal(Math.round(nearestRain(fine, west, place).degrees), 268);
});
