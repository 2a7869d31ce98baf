// The card that tells of the rain at a place, and the mark on the map where that is.

import { coloursOf } from '../map/palettes.js';
import { showingTime, shownIndex } from '../state/frames.js';
import { clock } from '../text/time.js';
import { Words } from '../text/words.js';
import { button } from '../ui/button.js';
import { element } from '../ui/element.js';
import { shares } from '../ui/share.js';
import { chartOf } from './chart.js';
import { nearestRain } from './nearest.js';
import { nameOf } from './names.js';
import { comingRain, Notification } from './notification.js';

const { L } = window;

/** What stands instead of a sentence. */
const statusMessages = { loading: 'placeLoading', failed: 'placeFailed' };
/** Space between the mark and what covers the map, pixels. */
const gap = 28;

/** What the panels leave of the map, as Leaflet's padding. */
function covered(map, card) {
  const whole = map.getContainer().getBoundingClientRect();
  const bottom = document.querySelector('.bottom').getBoundingClientRect();
  const box = card.getBoundingClientRect();
  const above = document.querySelector('.top').getBoundingClientRect().bottom;
  const beside = box.right < whole.width / 2; // else the card lies across the map, above the player
  return {
    paddingTopLeft: [beside ? box.right + gap : gap, above + gap],
    paddingBottomRight: [gap, whole.height - (beside ? bottom.top : box.top) + gap],
  };
}

/** Opens a card where a place is chosen, and fills it with what is known of its rain. */
class PlaceCard {
  #store;
  #map;
  #rain;
  #card = document.getElementById('place');
  #pin = null;
  #mark = () => {};
  #notification;

  constructor(store, map, rain) {
    this.#store = store;
    this.#map = map;
    this.#rain = rain;
    this.#notification = new Notification(store);
    map.on('click', ({ latlng }) => {
      const { lat, lng } = latlng.wrap();
      store.update({ place: Object.freeze({ latitude: Number(lat.toFixed(5)), longitude: Number(lng.toFixed(5)) }) });
    });
    store.observe(['place'], ({ place }) => this.#open(place));
    store.observe(['place', 'placeRain', 'language', 'palette', 'theme', 'notifying', 'loaded'], (state) => this.#fill(state));
    store.observe(['place', 'placeRain', 'language', 'forecast', 'shownTime'], (state) => this.#markShown(state));
  }

  #open(place) {
    document.body.dataset.place = place === null ? 'closed' : 'open';
    this.#card.hidden = place === null;
    this.#pin?.remove();
    this.#pin = null;
    if (place !== null) {
      const icon = L.divIcon({ className: 'pin', iconSize: [26, 34], iconAnchor: [13, 33] });
      this.#pin = L.marker([place.latitude, place.longitude], { icon, interactive: false, keyboard: false }).addTo(this.#map);
    }
  }

  #fill(state) {
    const { place, placeRain, forecast, language } = state;
    if (place === null || placeRain === null) {
      return;
    }
    const words = new Words(language);
    const known = placeRain.status === 'known';
    const parts = [
      this.#header(place, words),
      element('p', 'outlook', known ? placeRain.sentence : words.say(statusMessages[placeRain.status])),
    ];
    this.#mark = () => {};
    if (known && placeRain.rates.length > 0) {
      const colours = coloursOf(state, forecast);
      const { nodes, mark } = chartOf(placeRain.rates, forecast.legend, colours, words, (time) => this.#show(time));
      parts.push(...nodes, element('p', 'nearest', this.#nearest(place, placeRain, words)));
      this.#mark = mark;
      this.#markShown(state);
    }
    const focused = this.#card.contains(document.activeElement) ? document.activeElement.dataset.action : null;
    this.#card.replaceChildren(...parts);
    this.#card.querySelector(`[data-action="${focused}"]`)?.focus();
    if (known) {
      this.#map.panInside([place.latitude, place.longitude], covered(this.#map, this.#card));
    }
  }

  #header(place, words) {
    const header = element('header', '');
    const name = element('h2', '', words.say('placeTitle'));
    name.id = 'place-name';
    const link = button('link', words.say('copyLink'));
    shares(link, this.#store);
    nameOf(place, words.language).then((found) => { name.textContent = found ?? words.say('placeTitle'); });
    header.append(
      name,
      link,
      this.#notification.button(words),
      button('close', words.say('close'), () => this.#store.update({ place: null })),
    );
    return header;
  }

  /** Where it rains now, and when it comes here. */
  #nearest(place, { rates }, words) {
    const { forecast } = this.#store.state;
    const levels = this.#rain.layer?.levels(forecast.baseIndex);
    const found = levels === undefined ? null : nearestRain(forecast.levels, levels, place);
    if (found === null || found.kilometres < 1) {
      return '';
    }
    const coming = comingRain(rates);
    return words.say(coming === null ? 'nearest' : 'nearestComing', {
      kilometres: Math.round(found.kilometres), direction: words.direction(found.degrees),
      time: coming === null ? '' : clock(words, coming.time),
    });
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
export function showPlaceCard(store, map, rain) {
  return new PlaceCard(store, map, rain);
}
