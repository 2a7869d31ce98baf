// The rain on the map: the layer of the forecast that is shown.

import { openImages } from './layer/images.js';
import { openLevels } from './layer/levels.js';
import { shownIndex } from '../state/frames.js';
import { styleOf } from './palettes.js';

/** By the graphics processor where it can, else as pictures. */
function open(map, forecast, style) {
  try {
    return openLevels(map, forecast, style);
  } catch {
    return openImages(map, forecast, style);
  }
}

/** Shows the moment of the player, one layer a forecast; the old one goes when the new one is there. */
export class Rain {
  #store;
  #map;
  #layers = new Map();

  constructor(store, map) {
    this.#store = store;
    this.#map = map;
    store.observe(['palette', 'opacity', 'theme', 'forecast'], (state) => this.#restyle(state));
    store.observe(['forecast'], (state) => this.#leave(state.forecast));
  }

  /**
   * Begins to load a forecast's frames.
   *
   * @returns {{first: Promise<void>, all: Promise<boolean>}} when it can be shown, and whether all of it is there
   */
  prepare(forecast) {
    const { state } = this.#store;
    this.#layers.get(forecast)?.remove();
    const layer = open(this.#map, forecast, styleOf(state, forecast));
    this.#layers.set(forecast, layer);
    return layer.load(shownIndex({ ...state, forecast }), () => this.#count(forecast));
  }

  /** The layer of the forecast that is shown, or undefined. */
  get layer() {
    return this.#layers.get(this.#store.state.forecast);
  }

  /** Shows a moment of the forecast that is shown: the number of a frame, with a fraction on the way to the next. */
  show(position) {
    this.layer?.show(position);
  }

  #count(forecast) {
    if (forecast === this.#store.state.forecast) {
      const layer = this.#layers.get(forecast);
      this.#store.update({ loaded: Object.freeze(forecast.frames.map((_, index) => layer.has(index))) });
    }
  }

  #restyle(state) {
    if (state.forecast !== null) {
      this.layer?.restyle(styleOf(state, state.forecast));
    }
  }

  #leave(forecast) {
    if (forecast === null) {
      return;
    }
    for (const [other, layer] of this.#layers) {
      if (other !== forecast) {
        layer.remove();
        this.#layers.delete(other);
      }
    }
    this.#count(forecast);
  }
}
