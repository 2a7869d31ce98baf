// The sheet with more to see or to choose than the map has room for; one at a time.

import { Words } from '../text/words.js';
import { aboutSheet } from '../skill/sheet.js';
import { layersSheet } from './layers.js';

const sheets = { layers: layersSheet, about: aboutSheet };

const at = (id) => document.getElementById(id);

/** Opens and closes the sheet of the state. */
export function showSheet(store, map, rain) {
  const body = at('sheet-body');
  let end = () => {};
  for (const name of Object.keys(sheets)) {
    at(`open-${name}`).addEventListener('click', () => store.update({ sheet: store.state.sheet === name ? null : name }));
  }
  at('close-sheet').addEventListener('click', () => store.update({ sheet: null }));
  let before = null;
  store.observe(['sheet', 'language', 'nowcasters'], ({ sheet, language }) => {
    const hadFocus = at('sheet').contains(document.activeElement);
    const opener = before === null ? null : at(`open-${before}`);
    const isOther = sheet !== before;
    before = sheet;
    end();
    body.replaceChildren();
    at('sheet').hidden = sheet === null;
    document.body.dataset.sheet = sheet === null ? 'closed' : 'open';
    for (const name of Object.keys(sheets)) {
      at(`open-${name}`).setAttribute('aria-expanded', sheet === name);
    }
    if (sheet === null) {
      end = () => {};
      if (hadFocus) {
        opener.focus();
      }
      return;
    }
    const words = new Words(language);
    at('sheet-title').textContent = words.say(sheet);
    end = sheets[sheet](store, words, body, map, rain);
    if (isOther) {
      at('sheet').scrollTop = 0;
    }
    if (opener === null || hadFocus) {
      at('sheet').focus();
    }
  });
}
