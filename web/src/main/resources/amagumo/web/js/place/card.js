// The card that tells of the rain at a place.

import { shownColours } from '../map/palettes.js';
import { readingAt } from '../map/readout.js';
import { showingTime, shownIndex } from '../state/frames.js';
import { clock } from '../text/time.js';
import { Words } from '../text/words.js';
import { button } from '../ui/button.js';
import { element } from '../ui/element.js';
import { shares } from '../ui/share.js';
import { Announcement } from './announcement.js';
import { chartOf } from './chart.js';
import { nearestRain } from './nearest.js';
import { nameOf } from './names.js';
import { comingRain, Notification } from './notification.js';
import { isSame } from './place.js';
import { onTouch } from './touch.js';

/** What stands instead of a sentence. */
const statusMessages = { loading: 'placeLoading', failed: 'placeFailed' };

/** Opens a card where a place is chosen, and fills it with what is known of its rain. */
class PlaceCard {
  #store;
  #map;
  #rain;
  #card = document.getElementById('place');
  #mark = () => {};
  /** Had the focus before the card was opened. */
  #opener = null;
  #notification;
  #announcement;

  constructor(store, map, rain) {
    this.#store = store;
    this.#map = map;
    this.#rain = rain;
    this.#notification = new Notification(store);
    this.#announcement = new Announcement(map, this.#card);
    onTouch(map, (place) => store.update({ place }));
    store.observe(['place'], ({ place }) => this.#open(place));
    store.observe(['place', 'placeRain', 'language', 'palette', 'theme', 'notified', 'loaded'], (state) => this.#fill(state));
    store.observe(['place', 'placeRain', 'language', 'forecast', 'shownTime', 'field', 'threshold', 'loaded', 'fieldNews'],
      (state) => this.#markShown(state));
  }

  #open(place) {
    const hadFocus = this.#card.contains(document.activeElement);
    if (this.#card.hidden && place !== null) {
      this.#opener = document.activeElement;
    }
    document.body.dataset.place = place === null ? 'closed' : 'open';
    this.#card.hidden = place === null;
    this.#announcement.begin(place);
    if (place === null && hadFocus) {
      const opensKeyboard = this.#opener.matches('input') && matchMedia('(pointer: coarse)').matches; // over half of the map
      const isThere = this.#opener.isConnected && this.#opener !== document.body;
      (isThere && !opensKeyboard ? this.#opener : this.#map.getContainer()).focus();
    }
  }

  #fill(state) {
    const { place, placeRain, forecast, language } = state;
    if (place === null || !isSame(placeRain?.place, place)) {
      return; // what is known is still another place's
    }
    const words = new Words(language);
    const { status, sentence, rates, asked } = placeRain;
    const outlook = status in statusMessages ? words.say(statusMessages[status]) : sentence;
    const parts = [this.#header(place, words), element('p', 'outlook', outlook)];
    if (status === 'kept') {
      parts.push(element('p', 'note', words.say('placeKept', { time: clock(words, asked) })));
    }
    this.#mark = () => {};
    if (rates.length > 0) {
      const colours = shownColours(state, forecast);
      const { nodes, mark } = chartOf(rates, state.now, forecast.legend, colours, words, (time) => this.#show(time));
      parts.push(...nodes, element('p', 'nearest', this.#nearest(place, rates, words)));
      this.#mark = mark;
      this.#markShown(state);
    }
    const focused = this.#card.contains(document.activeElement) ? document.activeElement.dataset.action : null;
    this.#card.dataset.status = status;
    this.#card.replaceChildren(...parts);
    this.#card.querySelector(`[data-action="${focused}"]`)?.focus();
    this.#announcement.answer(place, status, outlook, words);
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
      this.#notification.button(place, words),
      button('close', words.say('close'), () => this.#store.update({ place: null })),
    );
    return header;
  }

  /** Where it rains, and when rain comes here. */
  #nearest(place, rates, words) {
    const { forecast, now } = this.#store.state;
    const levels = this.#rain.layer?.levels(forecast.latestIndex);
    const found = levels === undefined ? null : nearestRain(forecast.levels, levels, place);
    if (found === null || found.kilometres < 1) {
      return '';
    }
    const coming = comingRain(rates, now);
    const nearest = words.say('nearest', { kilometres: Math.round(found.kilometres), direction: words.direction(found.degrees) });
    // Not one sentence: the rain that comes need not be the nearest.
    return coming === null ? nearest : words.say('both', { nearest, coming: words.say('coming', { time: clock(words, coming.time) }) });
  }

  /** What the map shows beside the rain, of which the bars tell. */
  #fieldReading({ place, field, language }) {
    const reading = field === 'rain' || place === null ? '' : readingAt(place, this.#store, this.#rain);
    return reading === '' ? '' : `${new Words(language).say(`field-${field}`)}: ${reading}`;
  }

  #show(time) {
    this.#store.update({ ...showingTime(this.#store.state.forecast, time), playing: false });
  }

  #markShown(state) {
    if (state.forecast !== null) {
      this.#mark(state.forecast.frames[shownIndex(state)].time, this.#fieldReading(state));
    }
  }
}

/** Lets the reader ask for the rain at a place by touching the map. */
export function showPlaceCard(store, map, rain) {
  return new PlaceCard(store, map, rain);
}
