// Another nowcaster's forecast beside the one that is shown: a divider lies between them, which the reader swipes over the map.

import { wait } from '../api/client.js';
import { ApiError } from '../api/errors.js';
import { latestForecast } from '../api/forecasts.js';
import { NewestOnly } from '../api/newest.js';
import { hasSameFrames, shownIndex } from '../state/frames.js';
import { openField } from './field/fields.js';
import { showDivider } from './divider.js';
import { openLayer } from './layer/open.js';

/** How long until the other's newest forecast is asked for again while it is not yet of the same base time, or lacks frames. */
const againMilliseconds = 15_000;

/** Keeps the other forecast that of the state, and of the same moment as the one that is shown. */
class Beside {
  #store;
  #map;
  #questions = new NewestOnly();
  #position = 0;
  /** Whose it is, forecast and layer, or null. */
  #other = null;

  constructor(store, map, rain) {
    this.#store = store;
    this.#map = map;
    rain.also((position) => this.#show(position));
    store.observe(['beside', 'forecast'], (state) => this.#look(state));
    store.observe(['palette', 'opacity', 'theme'], () => this.#dress());
  }

  #look({ beside, forecast }) {
    this.#questions.giveUp();
    if (beside === null) {
      this.#replace(null);
    } else if (forecast !== null) {
      this.#questions.run((signal) => this.#follow(beside, signal));
    }
  }

  /** Asks until the other forecast is of the base time of the one that is shown, which may be made first, and all of it is there. */
  async #follow(beside, signal) {
    while (!(await this.#ask(beside, signal))) {
      await wait(againMilliseconds, signal);
    }
  }

  /** Asks once; tells whether there is nothing more to ask for. */
  async #ask(beside, signal) {
    try {
      const { forecast, hasLately } = await latestForecast(beside, this.#store.state.forecast);
      signal.throwIfAborted();
      const { baseTime, frames, latestIndex } = this.#store.state.forecast;
      if (forecast.frames.at(-1).time <= frames[latestIndex].time) { // an old one, such as the browser keeps
        this.#store.update({ beside: null, hint: 'besideFailed' });
        return true;
      }
      const isWhole = await this.#take(beside, forecast, hasLately, signal);
      return isWhole && hasLately && forecast.baseTime === baseTime;
    } catch (reason) {
      if (!(reason instanceof ApiError) || signal.aborted) {
        throw reason;
      }
      if (this.#other?.whose === beside) {
        return false; // what is there stays
      }
      this.#store.update({ beside: null, hint: 'besideFailed' });
      return true;
    }
  }

  /** Shows a forecast once its first frame is there, or loads what is missing of the one that is shown; tells whether all is there. */
  async #take(whose, forecast, hasLately, signal) {
    const isShown = this.#other?.whose === whose && this.#other.forecast.version === forecast.version
      && (!hasLately || hasSameFrames(this.#other.forecast, forecast));
    const other = isShown ? this.#other : { whose, forecast, layer: openLayer(this.#map, forecast, 'beside') };
    const loading = other.layer.load(shownIndex({ ...this.#store.state, forecast: other.forecast }), () => {});
    await loading.first; // what is there stays until then
    if (signal.aborted) {
      if (!isShown) {
        other.layer.remove();
      }
      signal.throwIfAborted();
    }
    if (!isShown) {
      this.#replace(other);
    }
    const isWhole = await loading.all;
    signal.throwIfAborted();
    this.#store.update({ besideMissing: !isWhole });
    return isWhole;
  }

  #replace(other) {
    this.#other?.layer.remove();
    this.#other = other;
    this.#store.update({ besideForecast: other?.forecast ?? null, besideMissing: false });
    this.#dress();
    this.#show(this.#position);
  }

  #dress() {
    if (this.#other !== null) {
      const { forecast, layer } = this.#other;
      const field = openField({ field: 'rain' }, forecast, layer);
      layer.dress(field, field.style(this.#store.state));
    }
  }

  /** What the other forecast has no frame of is not drawn: while one of both is newer, that is at their ends. */
  #show(position) {
    this.#position = position;
    const { forecast } = this.#store.state;
    if (this.#other !== null && forecast !== null) {
      const { frames } = this.#other.forecast;
      const { time } = forecast.frames[Math.min(Math.floor(position), forecast.frames.length - 1)];
      const index = frames.findIndex((frame) => frame.time === time);
      this.#map.getPane('beside').style.opacity = index < 0 ? 0 : 1;
      if (index >= 0) {
        this.#other.layer.show(Math.min(index + (position % 1), frames.length - 1));
      }
    }
  }
}

/** Shows the forecast and the divider while the state names a nowcaster. */
export function showBeside(store, map, rain) {
  showDivider(store, map);
  return new Beside(store, map, rain);
}
