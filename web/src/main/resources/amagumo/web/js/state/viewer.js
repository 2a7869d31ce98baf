// What the page knows: the keys of its state.

/**
 * The state before anything is known.
 *
 * @param {string} language of the words
 * @param {'light'|'dark'} theme
 * @param {number} now milliseconds since 1970
 */
export function initialState(language, theme, now) {
  return {
    language,
    theme,
    /** Where the map looks: `{zoom, latitude, longitude}`; null until the reader, the address or a forecast says. */
    view: null,
    /** The place whose rain is asked for: `{latitude, longitude}`, degrees, or null. */
    place: null,
    /** The rain at that place: `{status: 'loading'|'known'|'outside'|'failed', rates}`, or null. */
    placeRain: null,
    /** Valid time of the frame that is shown, milliseconds; null for the latest observation, whichever that is. */
    shownTime: null,
    /** A valid time that was asked for and that no frame has; null where there is none. */
    missedTime: null,
    playing: false,
    /** How many times as fast as normal. */
    speed: 1,
    /** The forecast that is shown, as `api/forecasts.js` makes it; null until there is one. */
    forecast: null,
    /** Valid time of the newest frame that the server has, milliseconds; null where it tells of none. */
    newestFrame: null,
    /** Why the server's source brings no frames, in the server's words; null where it does. */
    sourceFailure: null,
    /** Whether some pictures of the forecast could not be loaded. */
    picturesMissing: false,
    /** The `ApiError` that the newest question for a forecast ended in, or null. */
    trouble: null,
    /** How far the server's clock is ahead of the browser's, milliseconds. */
    serverAhead: 0,
    /** The time by the server's clock, milliseconds; goes on a few times a minute. */
    now,
  };
}
