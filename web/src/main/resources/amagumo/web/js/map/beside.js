// Another nowcaster's forecast beside the one that is shown: a divider lies between them, which the reader swipes over the map.

import { ApiError } from '../api/errors.js';
import { latestForecast } from '../api/forecasts.js';
import { NewestOnly } from '../api/newest.js';
import { shownIndex } from '../state/frames.js';
import { openField } from './field/fields.js';
import { showDivider } from './divider.js';
import { openLayer } from './layer/open.js';

/** Keeps the other forecast that of the state, and of the same moment as the one that is shown. */
class Beside {
  #store;
  #map;
  #questions = new NewestOnly();
  #position = 0;
  /** Forecast and layer, or null. */
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
      this.#questions.run((signal) => this.#ask(beside, signal));
    }
  }

  async #ask(beside, signal) {
    try {
      const { forecast } = await latestForecast(beside);
      signal.throwIfAborted();
      const { baseTime } = this.#store.state.forecast;
      if (!forecast.frames.some(({ time }) => time === baseTime)) { // an old one, such as the browser keeps
        this.#store.update({ beside: null, hint: 'besideFailed' });
        return;
      }
      const layer = openLayer(this.#map, forecast, 'beside');
      await layer.load(shownIndex({ ...this.#store.state, forecast }), () => {}).first; // what is there stays until then
      if (signal.aborted) {
        layer.remove();
      } else {
        this.#replace({ forecast, layer });
      }
    } catch (reason) {
      if (!(reason instanceof ApiError)) {
        throw reason;
      }
      this.#store.update({ beside: null, hint: 'besideFailed' });
    }
  }

  #replace(other) {
    this.#other?.layer.remove();
    this.#other = other;
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

  /** The frames of both are of the same times, or nearly so while one of them is newer. */
  #show(position) {
    this.#position = position;
    const { forecast } = this.#store.state;
    if (this.#other !== null && forecast !== null) {
      const { frames } = this.#other.forecast;
      const time = forecast.frames[Math.min(Math.floor(position), forecast.frames.length - 1)].time;
      const index = frames.findIndex((frame) => frame.time === time);
      this.#other.layer.show(index < 0 ? frames.length - 1 : Math.min(index + (position % 1), frames.length - 1));
    }
  }
}

/** Shows the forecast and the divider while the state names a nowcaster. */
export function showBeside(store, map, rain) {
  showDivider(store, map);
  return new Beside(store, map, rain);
}
