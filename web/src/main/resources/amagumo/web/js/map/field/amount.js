// How much falls in the hour after a frame.

import { clock } from '../../text/time.js';
import { styleOf } from '../palettes.js';
import { classesOf, readingOf } from './classes.js';

const minute = 60_000;
const minutes = 60;

/**
 * The frames that an hour is made of and the share of it that each stands for: a rate holds for the step that ends at its time.
 *
 * @returns {?{index: number, hours: number}[]} null where one of them is missing or beyond the end
 */
export function partsOf({ frames, stepMinutes }, index) {
  const parts = [];
  for (let step = 1; (step - 1) * stepMinutes < minutes; step++) {
    const time = frames[index].time + step * stepMinutes * minute;
    const found = frames.findIndex((frame) => frame.time === time);
    if (found < 0) {
      return null;
    }
    parts.push({ index: found, hours: Math.min(stepMinutes, minutes - (step - 1) * stepMinutes) / 60 });
  }
  return parts;
}

/**
 * Amounts in mm as levels: those of mm/h, of which an hour is as many mm. A cell that is missing in any frame is missing: a part
 * taken for the whole would tell of less rain than falls.
 */
export function amountsOf(grid, parts) {
  const sums = new Float32Array(parts[0].levels.length);
  for (const { levels, hours } of parts) {
    const shares = grid.rates.map((rate) => rate * hours); // no data are not a number, and stay so
    for (let cell = 0; cell < sums.length; cell++) {
      sums[cell] += shares[levels[cell]];
    }
  }
  return Uint8Array.from(sums, (sum) => levelOf(grid, sum));
}

/** The level of a value, found by halves. */
function levelOf({ bounds }, value) {
  if (Number.isNaN(value)) {
    return 0;
  }
  let [low, high] = [1, bounds.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    [low, high] = value >= bounds[middle] ? [middle, high] : [low, middle - 1];
  }
  return low;
}

/** The rain of an hour: the one after the frame that is shown, or the last whole one before that is not known any more. A `Field`. */
export class AmountField {
  #forecast;
  #layer;
  #amounts = new Map();

  constructor(forecast, layer) {
    this.#forecast = forecast;
    this.#layer = layer;
  }

  moment(position) {
    const amounts = this.#at(Math.floor(position));
    return amounts === null ? null : { before: amounts, after: amounts, fraction: 0, motion: null };
  }

  style(state) {
    return styleOf(state, this.#forecast);
  }

  legend(state, words, index) {
    return { classes: classesOf(state, this.#forecast), unit: 'mm', caption: this.#caption(index, words), sentence: '' };
  }

  /** A map without colours says 0 mm, which nobody is to read where frames of the hour are not there. */
  #caption(index, words) {
    const start = this.#startOf(index);
    if (start < 0) {
      return words.say('amountNone');
    }
    if (this.#at(index) === null) {
      return words.say(partsOf(this.#forecast, start).some((part) => this.#layer.awaits(part.index)) ? 'fieldLoading' : 'fieldMissing');
    }
    const { time } = this.#forecast.frames[start];
    return words.say('between', { from: clock(words, time), to: clock(words, time + minutes * minute) });
  }

  covers(index) {
    return partsOf(this.#forecast, index) !== null && this.#at(index) !== null;
  }

  get settled() {
    return true;
  }

  reading(index, cell, words) {
    const amounts = this.#at(index);
    return amounts === null ? '' : readingOf(this.#forecast.levels, amounts[cell], 'mm', words);
  }

  /** The frame at which the hour begins that is shown for one, below 0 where there is none. */
  #startOf(index) {
    let start = index;
    while (start >= 0 && partsOf(this.#forecast, start) === null) {
      start--;
    }
    return start;
  }

  /** The amounts shown for a frame, null while frames are not there yet. */
  #at(index) {
    const start = this.#startOf(index);
    if (start < 0) {
      return null;
    }
    if (!this.#amounts.has(start)) {
      const parts = partsOf(this.#forecast, start).map(({ index: part, hours }) => ({ levels: this.#layer.levels(part), hours }));
      if (parts.some(({ levels }) => levels === undefined)) {
        return null;
      }
      this.#amounts.set(start, amountsOf(this.#forecast.levels, parts));
    }
    return this.#amounts.get(start);
  }
}
