// State and address follow each other.

import { readAddress, writeAddress } from './address.js';
import { showingTime } from './frames.js';

/** Browsers refuse to have the address changed many times a second. */
const settleMilliseconds = 300;

/** What stays as it is where an address does not say. */
const kept = Object.freeze(['view', 'nowcaster', 'palette', 'field']);

/** The address of a state. Of what plays it is the latest observation's: an address is of a moment. */
function addressOf(state) {
  return writeAddress(state.playing ? { ...state, shownTime: null } : state);
}

/** What an address changes of the time: one without a time lets go on what plays. */
function timeOf({ shownTime }, { forecast, playing }) {
  return shownTime === null && playing ? {} : { ...showingTime(forecast, shownTime), playing: false };
}

/**
 * Takes over what the address says, now and whenever the reader goes back, forward or elsewhere in it, and writes what
 * the state says. Opening and closing the box of a place makes entries in the history; the map's movements and the
 * frames change the entry that is there.
 */
export function mirrorAddress(store) {
  /** The place that the current entry of the history is of. */
  let place = null;
  /** The address that is there or is going to be. */
  let address = location.hash;
  let timer = 0;

  function read() {
    clearTimeout(timer);
    address = location.hash;
    const said = readAddress(address);
    place = said.place;
    store.update({
      place,
      ...Object.fromEntries(kept.filter((key) => said[key] !== null).map((key) => [key, said[key]])),
      ...timeOf(said, store.state),
    });
  }

  function write() {
    const { state } = store;
    if (state.place !== place) {
      history.replaceState(null, '', addressOf({ ...state, place })); // the entry that is left is of this view
      place = state.place;
      history.pushState(null, '', addressOf(state));
    } else {
      history.replaceState(null, '', addressOf(state));
    }
  }

  read();
  addEventListener('popstate', read); // at once; until hashchange comes, what is left could be written over what is gone back to
  addEventListener('hashchange', read);
  store.observe(['view', 'shownTime', 'place', 'playing', 'nowcaster', 'palette', 'field'], (state) => {
    const next = addressOf(state);
    if (next !== address && state.view !== null) {
      address = next;
      clearTimeout(timer);
      timer = setTimeout(write, state.place === place ? settleMilliseconds : 0);
    }
  });
}
