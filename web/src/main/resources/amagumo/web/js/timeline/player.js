// Which frame is shown, and how it goes on.

import { showing, shownIndex } from '../state/frames.js';

const frameMilliseconds = 420;
const pauseAtEnds = 3;

/** The number of a frame; beyond the ends it goes round. */
function round({ frames }, index) {
  return (index + frames.length) % frames.length;
}

/** Steps through the frames of the state's forecast. While there is none, nothing happens. */
export class Player {
  #store;
  #timer = 0;

  constructor(store) {
    this.#store = store;
    store.observe(['forecast', 'shownTime', 'playing', 'speed'], (state) => this.#wind(state));
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

  /** Plays, or pauses. */
  toggle() {
    const { forecast, playing } = this.#store.state;
    this.#store.update({ playing: forecast !== null && !playing });
  }

  /** Winds the clockwork: while playing, the next frame comes after a while, a longer one at the ends and at now. */
  #wind(state) {
    clearTimeout(this.#timer);
    const { forecast } = state;
    if (state.playing && forecast !== null) {
      const index = shownIndex(state);
      const long = index === forecast.frames.length - 1 || index === forecast.baseIndex;
      const wait = (frameMilliseconds * (long ? pauseAtEnds : 1)) / state.speed;
      this.#timer = setTimeout(() => this.#store.update(showing(forecast, round(forecast, index + 1))), wait);
    }
  }
}

/** Begins to play with the first forecast, unless the reader wants no motion or has asked for a certain time. */
export function playAtFirst(store) {
  const end = store.observe(['forecast'], ({ forecast, shownTime, missedTime }) => {
    if (forecast !== null) {
      end();
      const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
      store.update({ playing: !still && shownTime === null && missedTime === null });
    }
  });
}
