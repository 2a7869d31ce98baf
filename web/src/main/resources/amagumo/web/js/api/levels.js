// Frames as levels: an octet a cell on the forecast's own grid.

import { bytes, get } from './client.js';
import { check, reading } from './checks.js';

/**
 * How to read the levels of a forecast.
 *
 * @returns {{columns: number, rows: number, south: number, west: number, north: number, east: number, rates: number[],
 *   bounds: number[]}} edges in degrees; `rates` the mm/h that stand for each level, NaN for no data
 */
export function levelGridOf({ columns, rows, south, west, north, east, missing, dry, boundsMmH }) {
  check(columns > 0 && rows > 0 && columns * rows <= 1 << 24, 'the size of the levels');
  check([south, west, north, east].every(Number.isFinite) && south < north && west < east, 'the edges of the levels');
  check(missing === 0 && dry === 1 && Array.isArray(boundsMmH) && boundsMmH.length < 255
    && boundsMmH.every(Number.isFinite), 'the bounds of the levels');
  const middles = boundsMmH.map((bound, i) => (bound + (boundsMmH[i + 1] ?? bound)) / 2);
  return Object.freeze({
    columns, rows, south, west, north, east,
    rates: Object.freeze([NaN, 0, ...middles]),
    bounds: Object.freeze([NaN, 0, ...boundsMmH]),
  });
}

/** What each level of a probability stands for, per cent; NaN for no data. */
export function percentsOf(missing, zero) {
  check(missing === 0 && zero === 1, 'the levels of the probabilities');
  return Object.freeze([NaN, ...Array.from({ length: 101 }, (_, percent) => percent)]);
}

/** The levels of a frame, row by row from the north. */
export async function levelsAt(url, grid, signal) {
  const levels = await bytes(url, { signal, patient: true });
  return reading(url, () => {
    check(levels.length === grid.columns * grid.rows, 'the number of levels');
    return levels;
  });
}

/**
 * How the rain moves in a step.
 *
 * @returns {Promise<{rows: number, columns: number, east: number[], north: number[]}>} degrees, at the centres of equal parts
 *   of the area, from the north-west, row by row
 */
export async function motionAt(url, signal) {
  const { body } = await get(url, { signal, patient: true });
  return reading(url, () => {
    const { rows, columns, east, north } = body;
    check(rows > 0 && columns > 0 && [east, north].every((values) => Array.isArray(values)
      && values.length === rows * columns && values.every(Number.isFinite)), 'the motion');
    return Object.freeze({ rows, columns, east, north });
  });
}

/** The row and the column of the cell that a place lies in, or null outside the grid. */
export function cellAt(grid, { latitude, longitude }) {
  const row = Math.floor(((grid.north - latitude) / (grid.north - grid.south)) * grid.rows);
  const column = Math.floor(((longitude - grid.west) / (grid.east - grid.west)) * grid.columns);
  return row >= 0 && row < grid.rows && column >= 0 && column < grid.columns ? { row, column } : null;
}
