// Follows the newest forecast.

import { ApiError, Problem } from './errors.js';
import { health, latestForecast } from './forecasts.js';
import { hasSameFrames, replacing } from '../state/frames.js';

const second = 1000;
const refreshMilliseconds = 30 * second;
/** Where nobody answers, the wait doubles from the first to the last of these. */
const retryMilliseconds = [2 * second, 30 * second];
/** What the server asks for is kept within these. */
const retryAfterMilliseconds = [1 * second, 60 * second];
/** Less than this is the way that an answer takes, not a clock that is wrong. */
const clockMilliseconds = 5 * second;

function between(value, [least, most]) {
  return Math.min(most, Math.max(least, value));
}

/**
 * Asks for the newest forecast again and again, one question at a time, and puts it into the state once its pictures are
 * there. What goes wrong is told in the state, and tried again.
 */
export class Feed {
  #store;
  #prepare;
  #listen;
  #onTaken;
  #timer = 0;
  #asking = false;
  #failures = 0;
  /** The nowcaster that was asked for last. */
  #whose = '';

  /**
   * @param {(forecast: object) => {first: Promise<void>, all: Promise<boolean>}} prepare loads the frames, of a forecast that is
   *   shown those that are missing: when it can be shown, and whether all of them are there
   * @param {(onForecast: () => void) => void} [listen] calls back as soon as the server has another forecast
   * @param {() => void} [onTaken] told after each answer, once all frames in it have been tried
   */
  constructor(store, prepare, listen = () => {}, onTaken = () => {}) {
    this.#store = store;
    this.#prepare = prepare;
    this.#listen = listen;
    this.#onTaken = onTaken;
  }

  /** Begins. Goes on at once when the network is back, or the reader. */
  start() {
    addEventListener('online', () => this.#ask());
    this.#store.observe(['nowcaster'], ({ nowcaster }) => nowcaster !== this.#whose && this.#ask());
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && this.#ask());
    this.#listen(() => this.#ask());
    this.#ask();
  }

  async #ask() {
    if (this.#asking) {
      return;
    }
    this.#asking = true;
    clearTimeout(this.#timer);
    let wait;
    try {
      this.#whose = this.#store.state.nowcaster;
      await this.#take(await latestForecast(this.#whose, this.#store.state.forecast));
      this.#onTaken();
      const { picturesMissing } = this.#store.state;
      this.#failures = picturesMissing ? this.#failures + 1 : 0;
      wait = picturesMissing ? this.#pause() : refreshMilliseconds;
    } catch (reason) {
      await this.#lookForFrames(reason);
      wait = this.#failed(reason);
    } finally {
      this.#asking = false;
    }
    const changed = this.#store.state.nowcaster !== this.#whose;
    this.#timer = setTimeout(() => this.#ask(), changed ? 0 : wait);
  }

  async #take({ forecast, hasLately, newestFrame, sourceFailure, serverTime, kept }) {
    this.#store.update({ trouble: null, offline: kept, newestFrame, sourceFailure, ...this.#clock(serverTime) });
    const { state } = this.#store;
    const isAnother = forecast.version !== state.forecast?.version
      || (hasLately && !hasSameFrames(forecast, state.forecast)); // else those that are shown stay
    if (isAnother) {
      const loading = this.#prepare(forecast);
      // The first forecast is shown as it comes; a later one once all of it is there, so that nothing flickers.
      await (state.forecast === null ? loading.first : loading.all);
      this.#store.update(replacing(this.#store.state, forecast));
      this.#store.update({ picturesMissing: !(await loading.all) });
    } else if (state.picturesMissing) {
      this.#store.update({ picturesMissing: !(await this.#prepare(state.forecast).all) });
    }
  }

  /** How far the server's clock is ahead; what is known of it stands where an answer does not tell, as one that was kept. */
  #clock(serverTime) {
    const ahead = serverTime - Date.now();
    return serverTime === null ? {} : { serverAhead: Math.abs(ahead) < clockMilliseconds ? 0 : ahead };
  }

  /** Where there is no forecast, the server may say why: what it does, and what arrives at it. That too may not be answered. */
  async #lookForFrames(reason) {
    if (reason instanceof Problem && [404, 503].includes(reason.status)) {
      const { newestFrame, sourceFailure } = this.#store.state;
      this.#store.update(await health().catch(() => ({ serverDoes: null, newestFrame, sourceFailure })));
    } else {
      this.#store.update({ serverDoes: null });
    }
  }

  /** Tells what went wrong; returns how long to wait. */
  #failed(reason) {
    if (!(reason instanceof ApiError)) {
      reportError(reason); // a fault of the page; the next answer may be luckier
      return refreshMilliseconds;
    }
    if (reason instanceof Problem && reason.status === 404 && this.#whose !== '') {
      if (this.#store.state.nowcaster === this.#whose) {
        this.#store.update({ nowcaster: '', hint: 'nowcasterUnknown' });
      }
      return 0; // another one is asked for
    }
    this.#store.update({ trouble: reason });
    this.#failures++;
    if (reason instanceof Problem && reason.retryAfterSeconds !== null) {
      return between(reason.retryAfterSeconds * second, retryAfterMilliseconds);
    }
    return this.#pause();
  }

  /** Longer after each failure in a row. */
  #pause() {
    const [first, last] = retryMilliseconds;
    return Math.min(last, first * 2 ** (this.#failures - 1)) * (0.8 + 0.4 * Math.random()); // not all pages at once
  }
}
