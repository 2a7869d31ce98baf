// A forecast against what then fell.

import { earlierLevels, keptForecasts } from '../../api/earlier.js';
import { ApiError } from '../../api/errors.js';
import { clock } from '../../text/time.js';
import { loadInOrder, orderFrom } from '../layer/loading.js';

const minute = 60_000;
/** How long before a frame the forecast was made that is compared with it, minutes, or the next whole step. */
const leadMinutes = 30;
/** Hits, misses and false alarms, for any kind of colour vision and both maps: see the decision on the map's fields. */
const comparisonColours = Object.freeze({ hits: '#2166ac', misses: '#d7301f', falseAlarms: '#fdd835' });
const outcomes = Object.freeze(Object.keys(comparisonColours));

/**
 * Cells with data in both frames, by what came of the forecast.
 *
 * @param {Uint8Array} forecast levels
 * @param {Uint8Array} observed levels
 * @param {number} wet the level from which it counts as rain
 */
export function contingency(forecast, observed, wet) {
  const counts = { hits: 0, misses: 0, falseAlarms: 0 };
  for (let cell = 0; cell < observed.length; cell++) {
    const outcome = outcomeOf(forecast[cell], observed[cell], wet);
    if (outcome in counts) {
      counts[outcome]++;
    }
  }
  return counts;
}

/** What came of the forecast of a cell: one of the outcomes, 'neither' or 'noRadar'. */
function outcomeOf(forecast, observed, wet) {
  if (forecast === 0 || observed === 0) {
    return 'noRadar';
  }
  const [said, came] = [forecast >= wet, observed >= wet];
  return said && came ? 'hits' : came ? 'misses' : said ? 'falseAlarms' : 'neither';
}

/** Each observed frame beside the forecast of it that was made half an hour before. A `Field`. */
export class ComparisonField {
  #forecast;
  #layer;
  #threshold;
  #lead;
  /** Levels of the earlier forecasts by frame; null where none was kept. */
  #earlier = new Map();
  #complete = null;
  #failed = false;

  /**
   * @param {number} threshold from which it counts as rain, mm/h; one of the bounds of the levels
   * @param {number} first the frame that is wanted first
   * @param {() => void} onNews called when more is known
   */
  constructor(forecast, layer, threshold, first, onNews) {
    this.#forecast = forecast;
    this.#layer = layer;
    this.#threshold = threshold;
    this.#lead = forecast.stepMinutes * Math.max(1, Math.round(leadMinutes / forecast.stepMinutes));
    this.#ask(first, onNews).catch((reason) => {
      if (!(reason instanceof ApiError)) {
        throw reason;
      }
      this.#failed = true;
      onNews();
    });
  }

  async #ask(first, onNews) {
    const { frames, latestIndex, origin: { nowcaster }, levels: grid } = this.#forecast;
    const baseOf = (index) => frames[index].time - this.#lead * minute;
    const kept = await keptForecasts({ from: baseOf(0), to: baseOf(latestIndex), nowcaster });
    const order = orderFrom(Math.min(first, latestIndex), latestIndex + 1);
    order.filter((index) => !kept.has(baseOf(index))).forEach((index) => this.#earlier.set(index, null));
    onNews();
    loadInOrder(order.filter((index) => kept.has(baseOf(index))), async (index) => {
      const question = { baseTime: baseOf(index), version: kept.get(baseOf(index)), leadMinutes: this.#lead, nowcaster };
      this.#earlier.set(index, await earlierLevels(question, grid));
      onNews();
    }).all.then((complete) => {
      this.#complete = complete;
      onNews();
    });
  }

  moment(position) {
    const pair = this.#pair(Math.floor(position));
    return pair === null ? null : { before: pair.forecast, after: pair.observed, fraction: 0.5, motion: null };
  }

  style({ opacity }) {
    return {
      bounds: [this.#threshold], colours: Object.values(comparisonColours), missing: this.#forecast.legend.missingColour,
      opacity, comparing: true,
    };
  }

  legend(state, words, index) {
    const classes = outcomes.map((outcome) => ({ label: words.say(outcome), colour: comparisonColours[outcome] }));
    return { classes, unit: '', caption: this.#caption(index, words), sentence: this.#sentence(index, words) };
  }

  covers(index) {
    return this.#pair(index) !== null;
  }

  get settled() {
    return this.#failed || this.#complete !== null;
  }

  reading(index, cell, words) {
    const pair = this.#pair(index);
    return pair === null ? '' : words.say(outcomeOf(pair.forecast[cell], pair.observed[cell], this.#wet()));
  }

  #caption(index, words) {
    const { frames, latestIndex } = this.#forecast;
    if (this.#failed) {
      return words.say('comparedFailed');
    }
    if (index > latestIndex) {
      return words.say('comparedLater');
    }
    if (this.#earlier.get(index) === undefined) {
      return words.say(this.#complete === false ? 'fieldMissing' : 'fieldLoading');
    }
    const values = { time: clock(words, frames[index].time), minutes: this.#lead, mmH: this.#threshold };
    return words.say(this.#earlier.get(index) === null ? 'comparedNone' : 'comparedCaption', values);
  }

  #sentence(index, words) {
    const pair = this.#pair(index);
    if (pair === null) {
      return '';
    }
    const counts = contingency(pair.forecast, pair.observed, this.#wet());
    const all = counts.hits + counts.misses + counts.falseAlarms;
    const numbers = Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, count.toLocaleString(words.language)]));
    return all === 0 ? words.say('comparedDry') : words.say('comparedSentence', { ...numbers, csi: (counts.hits / all).toFixed(2) });
  }

  #wet() {
    return this.#forecast.levels.bounds.indexOf(this.#threshold);
  }

  /** Both fields of a frame, null where one of them is not there. */
  #pair(index) {
    const [forecast, observed] = [this.#earlier.get(index) ?? null, this.#layer.levels(index)];
    return forecast === null || observed === undefined || index > this.#forecast.latestIndex ? null : { forecast, observed };
  }
}
