// The layer of a forecast's frames, drawn as well as this browser can.

import { openImages } from './images.js';
import { openLevels } from './levels.js';

/** A `RainLayer` in a pane of the map: by the graphics processor where it can, else as pictures. */
export function openLayer(map, forecast, pane) {
  try {
    return openLevels(map, forecast, pane);
  } catch {
    return openImages(map, forecast, pane);
  }
}
