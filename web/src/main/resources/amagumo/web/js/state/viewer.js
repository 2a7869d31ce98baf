// What the page knows: the keys of its state.

/**
 * The state before anything is known.
 *
 * @param {string} language of the words
 * @param {'light'|'dark'} theme
 * @param {{smooth: boolean, palette: string, opacity: number}} look how the rain is shown
 * @param {number} now milliseconds since 1970
 */
export function initialState(language, theme, look, now) {
  return {
    language,
    theme,
    /** Where the map looks: `{zoom, latitude, longitude}`; null until the reader, the address or a forecast says. */
    view: null,
    /** The place whose rain is asked for: `{latitude, longitude}`, degrees, or null. */
    place: null,
    /** The rain at that place, as `place/reader.js` keeps it, or null. */
    placeRain: null,
    /** The place to which this page tells of rain that is coming, shown or not; null for none. */
    notified: null,
    /** The rain there, or null. */
    notifiedRain: null,
    /** A message for the reader that passes: a key of `text/`, or null. */
    hint: null,
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
    /** Whose forecasts the server has, those that it shows first; none until it tells. */
    nowcasters: Object.freeze([]),
    /** Whose forecasts are shown; empty for the ones that the server shows. */
    nowcaster: '',
    /** Whose forecasts are shown beside those, on the right of the divider; empty as above, null for nobody's. */
    beside: null,
    /** That forecast, null until it is there; it may be of another base time for a while. */
    besideForecast: null,
    /** Whether some of its frames could not be loaded. */
    besideMissing: false,
    /** Where the divider is: a part of the map's width, 0 to 1. */
    divider: 0.5,
    /** What is shown of the frames: one of `map/field/fields.js`. */
    field: 'rain',
    /** From which rate a forecast that is compared counts as rain, mm/h. */
    threshold: 1,
    /** Whether the browser can show anything but the rain. */
    drawsFields: false,
    /** Goes up when more is known of what is shown. */
    fieldNews: 0,
    /** Which frames of the forecast are there. */
    loaded: Object.freeze([]),
    /** Whether the rain moves between frames. */
    smooth: look.smooth,
    /** Whether arrows show how it moves. */
    arrows: false,
    /** The colours: one of `map/palettes.js`. */
    palette: look.palette,
    /** Of the rain, 0 to 1. */
    opacity: look.opacity,
    /** Which sheet is open: 'layers', 'about' or null. */
    sheet: null,
    /** Whether some pictures of the forecast could not be loaded. */
    picturesMissing: false,
    /** The `ApiError` that the newest question for a forecast ended in, or null. */
    trouble: null,
    /** What the server said that it does when it had no forecast, in the API's words; null where it did not say. */
    serverDoes: null,
    /** Whether there is no connection, and what is shown is what the browser kept. */
    offline: false,
    /** How far the server's clock is ahead of the browser's, milliseconds. */
    serverAhead: 0,
    /** The time by the server's clock, milliseconds; goes on a few times a minute. */
    now,
  };
}
