// The field in which places are searched, and "where I am".

import { Words } from '../text/words.js';
import { element } from '../ui/element.js';
import { places, search } from './names.js';
import { placeAt } from './place.js';

const mostFound = 8;
const zoomOfAPlace = 9;
const locateMilliseconds = 15_000;
/** The number of keys that an input method takes, in browsers which end the composition before its last one (UI Events, 7.3). */
const compositionKey = 229;

const at = (id) => document.getElementById(id);

/** A list of places below a field (the combobox of WAI-ARIA). */
class Search {
  #store;
  #field = at('search');
  #list = at('found');
  #found = [];
  #chosen = -1;

  constructor(store) {
    this.#store = store;
    this.#field.addEventListener('input', () => this.#look());
    this.#field.addEventListener('focus', () => this.#look());
    this.#field.addEventListener('keydown', (event) => this.#key(event));
    this.#field.addEventListener('blur', () => this.#close());
    this.#list.addEventListener('pointerdown', (event) => event.preventDefault()); // the field keeps the focus
    this.#list.addEventListener('click', ({ target }) => {
      const place = this.#found[[...this.#list.children].indexOf(target.closest('[role="option"]'))];
      if (place !== undefined) {
        this.#go(place);
      }
    });
  }

  async #look() {
    const typed = this.#field.value;
    const all = await places().catch(() => null); // asked again with the next letter
    if (typed !== this.#field.value || document.activeElement !== this.#field) {
      return; // more has been typed meanwhile
    }
    this.#found = search(all ?? [], typed, mostFound);
    this.#chosen = this.#found.length > 0 ? 0 : -1;
    this.#show(typed, all === null ? 'foundNotLoaded' : 'foundNone');
  }

  /** @param {string} noneKey the message where nothing was found */
  #show(typed, noneKey) {
    const { language } = this.#store.state;
    const rows = this.#found.map((place, index) => {
      const row = element('li', '');
      row.id = `found-${index}`;
      row.setAttribute('role', 'option');
      row.append(element('span', '', place[language]), element('small', '', [
        ...(language === 'ja' ? [place.kana] : [place.ja]), place.prefecture[language],
      ].join(' · ')));
      return row;
    });
    if (typed.trim() !== '' && rows.length === 0) {
      const none = element('li', 'none', new Words(language).say(noneKey));
      none.setAttribute('role', 'option');
      none.setAttribute('aria-disabled', 'true');
      rows.push(none);
    }
    this.#list.replaceChildren(...rows);
    this.#list.hidden = rows.length === 0;
    this.#field.setAttribute('aria-expanded', !this.#list.hidden);
    this.#choose(this.#chosen);
  }

  #choose(index) {
    this.#chosen = index;
    [...this.#list.children].forEach((row, i) => row.setAttribute('aria-selected', i === index));
    this.#field.setAttribute('aria-activedescendant', index < 0 ? '' : `found-${index}`);
  }

  #key(event) {
    if (event.isComposing || event.keyCode === compositionKey) {
      return; // the key is the input method's
    }
    const { length } = this.#found;
    if (event.key === 'Escape') {
      if (this.#field.value !== '') {
        event.stopPropagation(); // no more is closed than what was typed
      }
      this.#field.value = '';
      this.#field.blur();
    } else if (length > 0 && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      this.#choose((this.#chosen + (event.key === 'ArrowDown' ? 1 : length - 1)) % length);
    } else if (event.key === 'Enter' && this.#chosen >= 0) {
      event.preventDefault();
      this.#go(this.#found[this.#chosen]);
    }
  }

  #go({ latitude, longitude }) {
    this.#field.value = '';
    this.#close();
    goTo(this.#store, latitude, longitude);
  }

  #close() {
    this.#list.hidden = true;
    this.#field.setAttribute('aria-expanded', 'false');
  }
}

/** Shows a place, and goes on in its card. */
function goTo(store, latitude, longitude) {
  const place = placeAt(latitude, longitude);
  const zoom = Math.max(zoomOfAPlace, store.state.view?.zoom ?? 0);
  store.update({ place, view: Object.freeze({ zoom, latitude: place.latitude, longitude: place.longitude }) });
  at('place').focus();
}

/** Asks the browser where the reader is; only when the reader asks for it. */
function locate(store) {
  if (at('here').getAttribute('aria-busy') === 'true') {
    return;
  }
  const answered = (hint) => {
    at('here').setAttribute('aria-busy', 'false');
    store.update({ hint });
  };
  at('here').setAttribute('aria-busy', 'true');
  store.update({ hint: 'hereLooking' });
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      answered(null);
      goTo(store, coords.latitude, coords.longitude);
    },
    ({ code, PERMISSION_DENIED }) => answered(code === PERMISSION_DENIED ? 'hereDenied' : 'hereUnknown'),
    { timeout: locateMilliseconds, maximumAge: 60_000 },
  );
}

/** Lets the reader find a place by its name, or by being there. */
export function showSearch(store) {
  const made = new Search(store);
  at('here').hidden = !('geolocation' in navigator);
  at('here').addEventListener('click', () => locate(store));
  return made;
}
