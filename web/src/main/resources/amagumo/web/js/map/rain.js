// The rain on the map: the layer of the forecast that is shown.

import { openField } from './field/fields.js';
import { openLayer } from './layer/open.js';
import { shownIndex } from '../state/frames.js';

/** Shows the moment of the player, one layer a forecast; the old one goes when the new one is there. */
export class Rain {
  #store;
  #map;
  /** Layer and field by forecast. */
  #shown = new Map();
  #position = 0;
  #onShow = () => {};

  constructor(store, map) {
    this.#store = store;
    this.#map = map;
    store.observe(['field', 'threshold'], () => this.#shown.forEach((_, forecast) => this.#choose(forecast)));
    store.observe(['palette', 'opacity', 'theme'], () => this.#shown.forEach((_, forecast) => this.#dress(forecast)));
    store.observe(['forecast'], (state) => this.#leave(state.forecast));
  }

  /**
   * Begins to load a forecast's frames; of one that is shown those that are missing.
   *
   * @returns {{first: Promise<void>, all: Promise<boolean>}} when it can be shown, and whether all of it is there
   */
  prepare(forecast) {
    if (!this.#shown.has(forecast)) {
      this.#shown.set(forecast, { layer: openLayer(this.#map, forecast, 'rain'), field: null });
      this.#choose(forecast);
    }
    return this.#shown.get(forecast).layer.load(this.#index(forecast), () => this.#count(forecast));
  }

  /** The layer of the forecast that is shown, or undefined. */
  get layer() {
    return this.#shown.get(this.#store.state.forecast)?.layer;
  }

  /** What it shows, a `Field`, or undefined. */
  get field() {
    return this.#shown.get(this.#store.state.forecast)?.field;
  }

  /** Shows a moment of the forecast that is shown: the number of a frame, with a fraction on the way to the next. */
  show(position) {
    this.#position = position;
    this.layer?.show(position);
    this.#onShow(position);
  }

  /** Has another one told of the moments that are shown, this one at once. */
  also(onShow) {
    this.#onShow = onShow;
    onShow(this.#position);
  }

  #index(forecast) {
    return shownIndex({ ...this.#store.state, forecast });
  }

  #count(forecast) {
    if (forecast === this.#store.state.forecast) {
      const { layer } = this.#shown.get(forecast);
      this.#store.update({
        loaded: Object.freeze(forecast.frames.map((_, index) => layer.has(index))), drawsFields: layer.drawsFields,
      });
    }
  }

  #choose(forecast) {
    const { state } = this.#store;
    const shown = this.#shown.get(forecast);
    const wanted = shown.layer.drawsFields ? state : { ...state, field: 'rain' };
    const field = openField(wanted, forecast, shown.layer, this.#index(forecast), () => {
      if (this.#shown.get(forecast)?.field === field) {
        this.#dress(forecast);
        this.#store.update({ fieldNews: this.#store.state.fieldNews + 1 });
      }
    });
    shown.field = field;
    this.#dress(forecast);
  }

  #dress(forecast) {
    const { layer, field } = this.#shown.get(forecast);
    layer.dress(field, field.style(this.#store.state));
  }

  #leave(forecast) {
    if (forecast === null) {
      return;
    }
    for (const [other, { layer }] of this.#shown) {
      if (other !== forecast) {
        layer.remove();
        this.#shown.delete(other);
      }
    }
    this.#count(forecast);
  }
}
