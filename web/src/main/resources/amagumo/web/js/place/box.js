// The box on the map that tells of the rain at a place.

import { showingTime, shownIndex } from '../state/frames.js';
import { Words } from '../text/words.js';
import { element } from '../ui/element.js';
import { chartOf } from './chart.js';
import { outlook, peak } from './outlook.js';

const { L } = window;

/** What stands instead of an outlook. */
const statusMessages = { loading: 'placeLoading', outside: 'placeOutside', failed: 'placeFailed' };

/** Space between the box and what covers the map, pixels. */
const gap = 10;

/** What the panels cover of the map's edges: above that the notice reaches down to, below the player. */
function covered() {
  const lowest = Math.max(...[...document.querySelectorAll('.brand, .notice')].map((p) => p.getBoundingClientRect().bottom));
  const player = document.querySelector('.player').getBoundingClientRect();
  return { autoPanPaddingTopLeft: [gap, lowest + gap], autoPanPaddingBottomRight: [gap, innerHeight - player.top + gap] };
}

/** Opens a box where a place is chosen, and fills it with what is known of its rain. */
class PlaceBox {
  #store;
  #map;
  #popup = null;
  #place = null;
  #read = false;
  #mark = () => {};

  constructor(store, map) {
    this.#store = store;
    this.#map = map;
    map.on('click', ({ latlng }) => {
      const { lat, lng } = latlng.wrap();
      const place = { latitude: Number(lat.toFixed(5)), longitude: Number(lng.toFixed(5)) };
      store.update({ place: Object.freeze(place) });
    });
    store.observe(['place'], ({ place }) => this.#open(place));
    store.observe(['place', 'placeRain', 'language'], (state) => this.#fill(state));
    store.observe(['place', 'placeRain', 'language', 'forecast', 'shownTime'], (state) => this.#markShown(state));
  }

  #open(place) {
    this.#place = place;
    this.#read = false;
    document.body.dataset.place = place === null ? 'closed' : 'open';
    this.#popup?.remove();
    this.#popup = null;
    if (place === null) {
      return;
    }
    this.#popup = L.popup({ className: 'place', minWidth: 230, maxWidth: 280, ...covered() })
      .setLatLng([place.latitude, place.longitude]);
    this.#popup.on('remove', () => {
      if (this.#place === place) {
        this.#store.update({ place: null }); // closed by the reader
      }
    });
  }

  #fill({ place, placeRain, forecast, language }) {
    if (place === null || placeRain === null) {
      return;
    }
    const words = new Words(language);
    const known = placeRain.status === 'known';
    const box = element('section', 'rain-here');
    box.append(
      element('h2', '', words.say('placeTitle')),
      element('p', 'outlook', known ? outlook(placeRain.rates, words) : words.say(statusMessages[placeRain.status])),
    );
    this.#mark = () => {};
    if (known) {
      const { nodes, mark } = chartOf(placeRain.rates, forecast.legend, words, (time) => this.#show(time));
      box.append(...nodes, element('p', 'peak', peak(placeRain.rates, words)));
      this.#mark = mark;
    }
    this.#popup.options.autoPan = !this.#read; // once it has been read, the reader may have moved it out of sight
    this.#read ||= known;
    this.#popup.setContent(box).openOn(this.#map);
    this.#popup.getElement().querySelector('.leaflet-popup-close-button')?.setAttribute('aria-label', words.say('close'));
  }

  #show(time) {
    this.#store.update({ ...showingTime(this.#store.state.forecast, time), playing: false });
  }

  #markShown(state) {
    if (state.forecast !== null) {
      this.#mark(state.forecast.frames[shownIndex(state)].time);
    }
  }
}

/** Lets the reader ask for the rain at a place by touching the map. */
export function showPlaceBox(store, map) {
  return new PlaceBox(store, map);
}
