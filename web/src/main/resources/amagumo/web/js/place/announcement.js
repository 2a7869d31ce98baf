// Shows and says what is known of a place as soon as it is; what changes after that moves and interrupts nothing.

import { nameOf } from './names.js';

/** Space between the mark and what covers the map, pixels. */
const gap = 28;

/** What the panels leave of the map, as Leaflet's padding. */
function covered(map, card) {
  const whole = map.getContainer().getBoundingClientRect();
  const bottom = document.querySelector('.bottom').getBoundingClientRect();
  const box = card.getBoundingClientRect();
  const above = document.querySelector('.top').getBoundingClientRect().bottom;
  const beside = getComputedStyle(card).position !== 'fixed'; // else the card lies across the map, above the player
  return {
    paddingTopLeft: [beside ? box.right + gap : gap, above + gap],
    paddingBottomRight: [gap, whole.height - (beside ? bottom.top : box.top) + gap],
  };
}

/** Moves the map until the place is seen beside its card, and has who does not see it told. */
export class Announcement {
  #map;
  #card;
  #spoken = document.getElementById('place-spoken');
  #place = null;
  /** The status that was told, or null. */
  #told = null;

  constructor(map, card) {
    this.#map = map;
    this.#card = card;
  }

  /** Another place, or null, is asked for. */
  begin(place) {
    this.#place = place;
    this.#told = null;
    this.#spoken.textContent = '';
  }

  /**
   * The card shows an answer.
   *
   * @param {string} status of the rain, as `reader.js` keeps it
   * @param {string} outlook in a sentence
   */
  answer(place, status, outlook, words) {
    if (!['known', 'failed'].includes(status) || status === this.#told) {
      return;
    }
    this.#told = status;
    this.#map.panInside([place.latitude, place.longitude], covered(this.#map, this.#card));
    nameOf(place, words.language).then((name) => {
      if (this.#place === place) {
        this.#spoken.textContent = [...(name === null ? [] : [name]), outlook].join(': ');
      }
    });
  }
}
