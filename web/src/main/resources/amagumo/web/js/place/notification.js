// Tells, while this page is open in the browser, that rain is coming to a place.

import { writeAddress } from '../state/address.js';
import { clock } from '../text/time.js';
import { Words } from '../text/words.js';
import { button } from '../ui/button.js';
import { isSame } from './place.js';
import { rainMmH } from './rain.js';

/** The next time from now at which it rains while it does not yet; null where none does, or data are missing. */
export function comingRain(rates, now) {
  const current = rates.findLast(({ time }) => time <= now);
  if (current === undefined || current.rateMmH === null || current.rateMmH >= rainMmH) {
    return null;
  }
  return rates.find(({ time, rateMmH }) => time > now && rateMmH >= rainMmH) ?? null;
}

/** Shows what an address of this page says. */
function goTo(url) {
  location.hash = new URL(url).hash;
}

/** By the page's worker where it has one: browsers of phones know no other way. */
async function notify(title, options) {
  const registration = await navigator.serviceWorker?.getRegistration();
  if (registration?.active) {
    await registration.showNotification(title, options);
  } else {
    new window.Notification(title, options).addEventListener('click', () => { window.focus(); goTo(options.data.url); });
  }
}

/**
 * Notifies once when rain is seen coming to the place that the reader chose, whether it is shown or not, and again only after it
 * was not.
 */
export class Notification {
  #store;
  #told = false;

  constructor(store) {
    this.#store = store;
    store.observe(['notified'], () => { this.#told = false; });
    store.observe(['notifiedRain'], (state) => this.#look(state));
    navigator.serviceWorker?.addEventListener('message', ({ data }) => goTo(data.url)); // a notification was touched
  }

  /** The button that turns it on for a place, and off. */
  button(place, words) {
    const isOn = isSame(this.#store.state.notified, place);
    const made = button('bell', words.say(isOn ? 'notifyStop' : 'notify'), () => this.#toggle(place));
    made.setAttribute('aria-pressed', isOn);
    made.hidden = !('Notification' in window && window.isSecureContext);
    return made;
  }

  async #toggle(place) {
    if (isSame(this.#store.state.notified, place)) {
      this.#store.update({ notified: null });
      return;
    }
    const answer = await window.Notification.requestPermission();
    if (answer === 'granted') {
      this.#store.update({ notified: place });
    } else if (answer === 'denied') {
      this.#store.update({ hint: 'notifyDenied' });
    }
  }

  #look(state) {
    const { notified, notifiedRain, language, now } = state;
    if (notified === null || notifiedRain?.status !== 'known') {
      return;
    }
    const rain = comingRain(notifiedRain.rates, now);
    if (rain !== null && !this.#told) {
      const words = new Words(language);
      notify(notifiedRain.sentence, {
        body: words.say('notification', { time: clock(words, rain.time), rate: rain.rateMmH.toFixed(1) }),
        icon: 'icon-192.png', tag: 'rain', renotify: true,
        data: { url: new URL(writeAddress({ ...state, place: notified, shownTime: null }), location).href },
      }).catch(() => this.#store.update({ notified: null, hint: 'notifyDenied' })); // forbidden meanwhile
    }
    this.#told = rain !== null;
  }
}
