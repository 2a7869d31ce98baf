// Whom the map and the rain are from.

import { Words } from '../text/words.js';

/** A text as HTML, which is what Leaflet takes for credits. */
export function plain(text) {
  const element = document.createElement('span');
  element.textContent = text;
  return element.innerHTML;
}

/** Tells the style sheets how high the credits are, so that panels keep clear of them. */
function tellHeight(credits) {
  new ResizeObserver(() => {
    document.documentElement.style.setProperty('--credits', `${Math.ceil(credits.getBoundingClientRect().height)}px`);
  }).observe(credits);
}

/** Keeps the credits below the map those of the forecast, in the reader's language. */
export function showCredits(store, map) {
  let shown = [];
  tellHeight(map.attributionControl.getContainer());
  store.observe(['language', 'forecast'], ({ language, forecast }) => {
    const words = new Words(language);
    shown.forEach((credit) => map.attributionControl.removeAttribution(credit));
    shown = [words.say('mapCredit'), ...(forecast?.credit ? [words.say('rainCredit', { credit: forecast.credit })] : [])]
      .map(plain);
    shown.forEach((credit) => map.attributionControl.addAttribution(credit));
  });
}
