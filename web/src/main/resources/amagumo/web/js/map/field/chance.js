// The probability of reaching a rain rate.

import { levelsAt } from '../../api/levels.js';
import { loadInOrder, orderFrom } from '../layer/loading.js';
import { outlines } from '../palettes.js';

/** How probable it is, in each forecast frame, that it rains at least so much. A `Field`. */
export class ChanceField {
  #forecast;
  #layer;
  #mmH;
  #levels = [];
  #complete = null;

  /**
   * @param {number} mmH one of the thresholds of the forecast's probabilities
   * @param {number} first the frame that is wanted first
   * @param {() => void} onNews called when another frame is there
   */
  constructor(forecast, layer, mmH, first, onNews) {
    this.#forecast = forecast;
    this.#layer = layer;
    this.#mmH = mmH;
    const leads = orderFrom(first, forecast.frames.length).filter((index) => index > forecast.latestIndex);
    loadInOrder(leads, async (index) => {
      this.#levels[index] = await levelsAt(forecast.frames[index].probabilityUrl(mmH), forecast.levels);
      onNews();
    }).all.then((complete) => {
      this.#complete = complete;
      onNews();
    });
  }

  moment(position) {
    const index = Math.floor(position);
    const [before, after] = [this.#levels[index], this.#levels[index + 1]];
    if (before === undefined) {
      return null;
    }
    const fraction = after === undefined ? 0 : position - index;
    return {
      before, after: fraction === 0 ? before : after, fraction, motion: fraction === 0 ? null : this.#layer.motion(index),
      values: this.#forecast.probabilities.percents,
    };
  }

  style({ theme, opacity }) {
    const classes = this.#classes(theme);
    return {
      bounds: classes.map(({ percent }) => percent), colours: classes.map(({ colour }) => colour),
      missing: this.#forecast.legend.missingColour, opacity, outline: outlines[theme],
    };
  }

  legend({ theme }, words, index) {
    return {
      classes: this.#classes(theme).map(({ percent, colour }) => ({ label: String(percent), colour })), unit: '%',
      caption: this.#caption(index, words), sentence: '',
    };
  }

  /** A map without colours says 0 %, which nobody is to read where nothing has come yet. */
  #caption(index, words) {
    if (index <= this.#forecast.latestIndex) {
      return words.say('chanceLater');
    }
    return this.#levels[index] !== undefined ? '' : words.say(this.#complete === false ? 'fieldMissing' : 'fieldLoading');
  }

  /** On a dark map more is lighter. */
  #classes(theme) {
    const { classes } = this.#forecast.probabilities.legend;
    return classes.map(({ from, colour }, index) =>
      ({ percent: Math.round(100 * from), colour: theme === 'dark' ? classes.at(-1 - index).colour : colour }));
  }

  covers(index) {
    return this.#levels[index] !== undefined;
  }

  get settled() {
    return this.#complete !== null;
  }

  reading(index, cell, words) {
    const level = this.#levels[index]?.[cell];
    if (level === undefined) {
      return '';
    }
    const percent = this.#forecast.probabilities.percents[level];
    return Number.isNaN(percent) ? words.say('noRadar') : words.say('chanceReading', { percent });
  }
}
