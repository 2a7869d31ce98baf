// Places: latitude and longitude in degrees.

const digits = 5; // a metre

/** A place as the state holds it. */
export function placeAt(latitude, longitude) {
  return Object.freeze({ latitude: Number(latitude.toFixed(digits)), longitude: Number(longitude.toFixed(digits)) });
}

/** Whether two places, or nulls, are one. */
export function isSame(one, other) {
  return one?.latitude === other?.latitude && one?.longitude === other?.longitude;
}
