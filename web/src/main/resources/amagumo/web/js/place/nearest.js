// Where the nearest rain is.

import { cellAt } from '../api/levels.js';
import { kilometresOfADegree } from './names.js';
import { rainMmH } from './rain.js';

const radians = Math.PI / 180;

/**
 * The cell with rain that is nearest to a place.
 *
 * @param {object} grid of `api/levels.js`
 * @param {Uint8Array} levels of a frame
 * @returns {?{kilometres: number, degrees: number}} how far, and in which direction, clockwise from north; null where it rains
 *   nowhere, or the place is outside
 */
export function nearestRain(grid, levels, place) {
  if (cellAt(grid, place) === null) {
    return null;
  }
  const wet = grid.bounds.findIndex((bound) => bound >= rainMmH);
  const height = (grid.north - grid.south) / grid.rows;
  const width = (grid.east - grid.west) / grid.columns;
  const narrowing = Math.cos(place.latitude * radians);
  let nearest = Infinity;
  let found = null;
  for (let row = 0; row < grid.rows; row++) {
    const north = (grid.north - (row + 0.5) * height - place.latitude) * kilometresOfADegree;
    if (north * north >= nearest) {
      continue;
    }
    for (let column = 0, i = row * grid.columns; column < grid.columns; column++, i++) {
      if (levels[i] >= wet) {
        const east = (grid.west + (column + 0.5) * width - place.longitude) * kilometresOfADegree * narrowing;
        const squared = north * north + east * east;
        if (squared < nearest) {
          nearest = squared;
          found = { kilometres: Math.sqrt(squared), degrees: (Math.atan2(east, north) / radians + 360) % 360 };
        }
      }
    }
  }
  return found;
}
