// Which moment is shown, and how it goes on.

import { showing, shownIndex } from '../state/frames.js';

/** How long a minute of the weather takes at normal speed. */
const millisecondsOfAMinute = 80;
const pauseAtTheEnd = 1200;
/** Sums of fractions miss a frame by less than this. */
const tolerance = 1e-6;
/** A longer time between two pictures is a tab that was hidden: it goes on where it was. */
const longestStep = 100;

/** The number of a frame; beyond the ends it goes round. */
function round({ frames }, index) {
  return (index + frames.length) % frames.length;
}

/**
 * Goes through the moments of the state's forecast. A moment is the number of a frame, with a fraction on the way to the
 * next. While there is no forecast, nothing happens.
 */
export class Player {
  #store;
  #rain;
  #onMoment;
  #position = 0;
  #before = null;
  #pausedFor = 0;
  #request = 0;

  /**
   * @param {{layer: ?object, show: (position: number) => void}} rain draws moments
   * @param {(position: number) => void} onMoment told of each
   */
  constructor(store, rain, onMoment) {
    this.#store = store;
    this.#rain = rain;
    this.#onMoment = onMoment;
    store.observe(['forecast', 'shownTime', 'playing', 'smooth'], (state) => this.#settle(state));
  }

  /** Shows a frame and stays there. */
  show(index) {
    const { forecast } = this.#store.state;
    if (forecast !== null) {
      this.#store.update({ ...showing(forecast, round(forecast, index)), playing: false });
    }
  }

  /** Goes some frames forward, or back, and stays there. */
  step(by) {
    const { state } = this.#store;
    if (state.forecast !== null) {
      this.show(shownIndex(state) + by);
    }
  }

  /** Goes to the first frame, or the last. */
  end(last) {
    this.show(last ? -1 : 0);
  }

  /** Goes to the latest observation, and follows it. */
  now() {
    this.#store.update({ shownTime: null, missedTime: null, playing: false });
  }

  /** Plays, or pauses. */
  toggle() {
    const { forecast, playing } = this.#store.state;
    this.#store.update({ playing: forecast !== null && !playing });
  }

  #settle(state) {
    if (state.forecast === null) {
      return;
    }
    const index = shownIndex(state);
    if (!state.playing || Math.floor(this.#position) !== index) {
      this.#position = index;
    }
    this.#tell();
    if (state.playing && this.#request === 0) {
      this.#before = null;
      this.#pausedFor = 0;
      this.#request = requestAnimationFrame((now) => this.#go(now));
    }
  }

  #go(now) {
    this.#request = 0;
    const { state } = this.#store;
    if (!state.playing || state.forecast === null) {
      return;
    }
    this.#advance(state, Math.min(longestStep, now - (this.#before ?? now)));
    this.#before = now;
    this.#request = requestAnimationFrame((next) => this.#go(next));
  }

  #advance({ forecast, speed }, milliseconds) {
    const last = forecast.frames.length - 1;
    if (this.#position >= last) {
      this.#pausedFor += milliseconds;
      if (this.#pausedFor < pauseAtTheEnd) {
        return;
      }
      this.#pausedFor = 0;
      this.#position = 0;
    } else {
      const frames = (milliseconds * speed) / (millisecondsOfAMinute * forecast.stepMinutes);
      const exact = this.#position + frames;
      const next = Math.min(last, Math.abs(exact - Math.round(exact)) < tolerance ? Math.round(exact) : exact);
      const waits = this.#rain.layer?.awaits(Math.ceil(next)) === true; // no frame is left for one that is on its way
      this.#position = waits ? Math.floor(next) : next;
    }
    const index = Math.floor(this.#position);
    if (index !== shownIndex(this.#store.state)) {
      this.#store.update(showing(forecast, index)); // settles, too
    } else {
      this.#tell();
    }
  }

  #tell() {
    const moment = this.#store.state.smooth ? this.#position : Math.floor(this.#position);
    this.#rain.show(moment);
    this.#onMoment(this.#position);
  }
}
