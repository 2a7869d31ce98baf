// The rain itself: rates, moving from one frame to the next.

import { orderFrom } from '../layer/loading.js';
import { styleOf } from '../palettes.js';
import { classesOf, readingOf } from './classes.js';

/**
 * What the map shows of the frames of a forecast. It is drawn by a layer of rain, whose levels it reads.
 *
 * @typedef {object} Field
 * @property {(position: number) => ?object} moment what `gl/rain.js` is to draw, null for nothing, undefined for what was drawn before
 * @property {(state: object) => object} style of that
 * @property {(state: object, words: Words) => {classes: {label: string, colour: string}[], unit: string, caption: string,
 *   sentence: string}} legend what the colours mean, what they are of, and what is to be said of them
 * @property {(index: number, cell: number, words: Words) => string} reading of a cell of a frame
 * @property {(index: number) => boolean} covers whether a frame has a map of its own
 * @property {boolean} settled whether nothing more is awaited but frames of the layer
 */
export class RateField {
  #forecast;
  #layer;

  constructor(forecast, layer) {
    this.#forecast = forecast;
    this.#layer = layer;
  }

  /** While a frame is not there yet, the nearest one that is. */
  moment(position) {
    const { frames } = this.#forecast;
    const index = Math.min(Math.floor(position), frames.length - 1);
    const exact = this.#layer.levels(index);
    const before = exact ?? this.#layer.levels(orderFrom(index, frames.length).find((other) => this.#layer.has(other)));
    if (before === undefined) {
      return undefined;
    }
    const after = this.#layer.levels(index + 1);
    const fraction = exact === undefined || after === undefined ? 0 : position - index;
    return fraction === 0 ? { before, after: before, fraction, motion: null }
      : { before, after, fraction, motion: this.#layer.motion(index) };
  }

  style(state) {
    return styleOf(state, this.#forecast);
  }

  legend(state) {
    return { classes: classesOf(state, this.#forecast), unit: this.#forecast.legend.unit, caption: '', sentence: '' };
  }

  covers(index) {
    return this.#layer.has(index);
  }

  get settled() {
    return true;
  }

  reading(index, cell, words) {
    const levels = this.#layer.levels(index);
    return levels === undefined ? '' : readingOf(this.#forecast.levels, levels[cell], 'mm/h', words);
  }
}
