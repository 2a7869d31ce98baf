// Asks for the rain at the place that the reader has touched.

import { ApiError, Problem } from '../api/errors.js';
import { rainAt } from '../api/forecasts.js';
import { NewestOnly } from '../api/newest.js';

const loading = Object.freeze({ status: 'loading', rates: [] });

function isInside({ bounds }, { latitude, longitude }) {
  return latitude >= bounds.south && latitude <= bounds.north && longitude >= bounds.west && longitude <= bounds.east;
}

function failure(reason, forecast, place) {
  if (!(reason instanceof ApiError)) {
    throw reason;
  }
  const outside = reason instanceof Problem && reason.status === 404 && !isInside(forecast, place);
  return Object.freeze({ status: outside ? 'outside' : 'failed', rates: [] });
}

/** Keeps `placeRain` that of the place and the forecast of the state; the last question wins. */
export function readPlace(store) {
  const questions = new NewestOnly();
  let asked = null;
  store.observe(['place', 'forecast'], ({ place, forecast, placeRain }) => {
    if (place === null) {
      questions.giveUp();
      store.update({ placeRain: null });
    } else {
      // A newer forecast for the same place takes over when it is there.
      store.update({ placeRain: place === asked ? placeRain : loading });
      if (forecast !== null) {
        questions.run(async (signal) => {
          const placeRain = await rainAt(forecast, place, signal).then(
            (rates) => Object.freeze({ status: 'known', rates }), (reason) => failure(reason, forecast, place));
          signal.throwIfAborted();
          store.update({ placeRain });
        });
      }
    }
    asked = place;
  });
}
