// Tells, while this page is open in the browser, that rain is coming to a place.

import { clock } from '../text/time.js';
import { Words } from '../text/words.js';
import { button } from '../ui/button.js';
import { rainMmH } from './rain.js';

/** The next forecast time at which it rains while it does not yet; null where none does, or data are missing. */
export function comingRain(rates) {
  const now = rates.filter(({ leadMinutes }) => leadMinutes <= 0).at(-1);
  if (now === undefined || now.rateMmH === null || now.rateMmH >= rainMmH) {
    return null;
  }
  return rates.find(({ leadMinutes, rateMmH }) => leadMinutes > 0 && rateMmH >= rainMmH) ?? null;
}

/** Notifies once when rain is seen coming to the place of the state, and again only after it was not. */
export class Notification {
  #store;
  #told = false;

  constructor(store) {
    this.#store = store;
    store.observe(['placeRain', 'notifying'], (state) => this.#look(state));
    store.observe(['place'], () => {
      this.#told = false;
      store.update({ notifying: false });
    });
  }

  /** The button that turns it on and off. */
  button(words) {
    const { notifying } = this.#store.state;
    const made = button('bell', words.say(notifying ? 'notifyStop' : 'notify'), () => this.#toggle());
    made.setAttribute('aria-pressed', notifying);
    made.hidden = !('Notification' in window);
    return made;
  }

  async #toggle() {
    const wanted = !this.#store.state.notifying;
    const allowed = !wanted || await window.Notification.requestPermission() === 'granted';
    this.#store.update({ notifying: wanted && allowed });
  }

  #look({ placeRain, notifying, language }) {
    if (!notifying || placeRain?.status !== 'known') {
      return;
    }
    const rain = comingRain(placeRain.rates);
    if (rain !== null && !this.#told) {
      const words = new Words(language);
      new window.Notification(placeRain.sentence, {
        body: words.say('notification', { time: clock(words, rain.time), rate: rain.rateMmH.toFixed(1) }), icon: 'icon.svg',
      });
    }
    this.#told = rain !== null;
  }
}
