// Follows the newest forecast.

import { ApiError, Problem } from './errors.js';
import { feed, latestForecast } from './forecasts.js';
import { replacing } from '../state/frames.js';

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
  #timer = 0;
  #asking = false;
  #failures = 0;

  /** @param {(forecast: object) => Promise<boolean>} prepare loads the pictures; resolves to whether all are there */
  constructor(store, prepare) {
    this.#store = store;
    this.#prepare = prepare;
  }

  /** Begins. Goes on at once when the network is back, or the reader. */
  start() {
    addEventListener('online', () => this.#ask());
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && this.#ask());
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
      await this.#take(await latestForecast());
      this.#failures = 0;
      wait = this.#store.state.picturesMissing ? retryMilliseconds[0] : refreshMilliseconds;
    } catch (reason) {
      wait = this.#failed(reason);
      await this.#lookForFrames(reason);
    } finally {
      this.#asking = false;
    }
    this.#timer = setTimeout(() => this.#ask(), wait);
  }

  async #take({ forecast, newestFrame, sourceFailure, serverTime }) {
    const ahead = serverTime === null ? 0 : serverTime - Date.now();
    this.#store.update({
      trouble: null, newestFrame, sourceFailure, serverAhead: Math.abs(ahead) < clockMilliseconds ? 0 : ahead,
    });
    const { state } = this.#store;
    if (forecast.version !== state.forecast?.version || state.picturesMissing) {
      const complete = await this.#prepare(forecast);
      this.#store.update({ ...replacing(this.#store.state, forecast), picturesMissing: !complete });
    }
  }

  /** Where there is no forecast, what arrives at the server may say why; that too may not be answered. */
  async #lookForFrames(reason) {
    if (reason instanceof Problem && reason.status === 503) {
      const { newestFrame, sourceFailure } = await feed().catch(() => this.#store.state);
      this.#store.update({ newestFrame, sourceFailure });
    }
  }

  /** Tells what went wrong; returns how long to wait. */
  #failed(reason) {
    if (!(reason instanceof ApiError)) {
      reportError(reason); // a fault of the page; the next answer may be luckier
      return refreshMilliseconds;
    }
    this.#store.update({ trouble: reason });
    this.#failures++;
    if (reason instanceof Problem && reason.retryAfterSeconds !== null) {
      return between(reason.retryAfterSeconds * second, retryAfterMilliseconds);
    }
    const [first, last] = retryMilliseconds;
    return Math.min(last, first * 2 ** (this.#failures - 1)) * (0.8 + 0.4 * Math.random()); // not all pages at once
  }
}
