// The rain on the map: the layer of the forecast that is shown.

import { shownIndex } from '../state/frames.js';

/** Shows the frames of the state, one layer a forecast; the old one goes when the new one is there. */
export class Rain {
  #map;
  #openLayer;
  #layers = new Map();

  /** @param openLayer such as `openImages` of `layer/images.js` */
  constructor(store, map, openLayer) {
    this.#map = map;
    this.#openLayer = openLayer;
    store.observe(['forecast', 'shownTime'], (state) => this.#show(state));
  }

  /** Loads a forecast's frames; resolves to whether all of them are there. */
  async prepare(forecast) {
    const layer = await this.#openLayer(this.#map, forecast);
    this.#layers.set(forecast, layer);
    return layer.complete;
  }

  #show(state) {
    const shown = this.#layers.get(state.forecast);
    if (shown === undefined) {
      return;
    }
    shown.show(shownIndex(state));
    for (const [forecast, layer] of this.#layers) {
      if (layer !== shown) {
        layer.remove();
        this.#layers.delete(forecast);
      }
    }
  }
}
