// Where on the map the place is that is shown, and the one to which the reader is told of rain.

import { Words } from '../text/words.js';
import { isSame } from './place.js';

const { L } = window;

function pinAt({ latitude, longitude }, options) {
  const icon = L.divIcon({ className: 'pin', iconSize: [26, 34], iconAnchor: [13, 33] });
  return L.marker([latitude, longitude], { icon, ...options });
}

/** Shows a pin at each of them; that of a place which is not shown shows it. */
export function showPins(store, map) {
  let pins = [];
  store.observe(['place', 'notified', 'language'], ({ place, notified, language }) => {
    pins.forEach((pin) => pin.remove());
    pins = [];
    if (place !== null) {
      pins.push(pinAt(place, { interactive: false, keyboard: false }));
    }
    if (notified !== null && !isSame(notified, place)) {
      const title = new Words(language).say('notifiedPlace');
      const show = () => store.update({ place: notified });
      pins.push(pinAt(notified, { title }).on('click', show)
        .on('keypress', ({ originalEvent }) => originalEvent.key === 'Enter' && show()));
    }
    pins.forEach((pin) => pin.addTo(map));
  });
}
