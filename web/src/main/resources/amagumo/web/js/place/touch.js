// A touch of the map, which may turn out to be half of a double one.

import { placeAt } from './place.js';

/** Two touches within this are a double one, by which the map comes nearer. */
const doubleMilliseconds = 250;

/** Calls back with the place of each single touch. */
export function onTouch(map, act) {
  let timer = 0;
  map.on('click', ({ latlng, originalEvent }) => {
    const isSecond = timer !== 0 || originalEvent.detail > 1;
    clearTimeout(timer);
    timer = isSecond ? 0 : setTimeout(() => {
      timer = 0;
      const { lat, lng } = latlng.wrap();
      act(placeAt(lat, lng));
    }, doubleMilliseconds);
  });
}
