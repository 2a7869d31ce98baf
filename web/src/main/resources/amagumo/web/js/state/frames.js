// Which frame of the forecast is shown.

/** The frame nearest to a time. */
function nearest(frames, time) {
  const distance = (index) => Math.abs(frames[index].time - time);
  return frames.reduce((best, _, index) => (distance(index) < distance(best) ? index : best), 0);
}

/** Whether two forecasts are shown with the same frames. */
export function hasSameFrames(one, other) {
  const addresses = ({ frames }) => frames.map(({ levelsUrl }) => levelsUrl).join('\n');
  return addresses(one) === addresses(other);
}

/** The number of the frame that a snapshot shows; needs a forecast. */
export function shownIndex({ forecast, shownTime }) {
  return shownTime === null ? forecast.latestIndex : nearest(forecast.frames, shownTime);
}

/** The change of state that shows a frame. At the latest observation the page follows it as newer ones arrive. */
export function showing(forecast, index) {
  return { shownTime: index === forecast.latestIndex ? null : forecast.frames[index].time, missedTime: null };
}

/**
 * The change of state that shows a time which came from elsewhere, such as a link; null is the latest observation. A time
 * that no frame has is told, and the latest observation shown. While there is no forecast yet, it is kept.
 */
export function showingTime(forecast, time) {
  if (forecast === null || time === null) {
    return { shownTime: time, missedTime: null };
  }
  const index = forecast.frames.findIndex((frame) => frame.time === time);
  return index >= 0 ? showing(forecast, index) : { shownTime: null, missedTime: time };
}

/** The change of state that replaces the forecast, the shown time kept where it is still there or near. */
export function replacing(state, forecast) {
  const time = state.shownTime;
  return {
    forecast,
    ...(state.forecast === null && time !== null ? showingTime(forecast, time)
      : { shownTime: time === null ? null : showing(forecast, nearest(forecast.frames, time)).shownTime }),
  };
}
