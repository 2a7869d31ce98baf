// The timeline: what was observed, what is forecast, what is there, what time it is, and where the moment that is shown is.

import { clock } from '../text/time.js';
import { Words } from '../text/words.js';

const minute = 60_000;
/** The time stands below every so many minutes before and after the latest observation: the first of these that leave room for it. */
const tickMinutes = [5, 10, 15, 20, 30, 60];
const pixelsOfATick = 52;

const at = (id) => document.getElementById(id);

/** How far along the track a position among frames is, as a `transform`. */
function along(position, frames) {
  return `translateX(${(100 * position) / (frames.length - 1)}cqw)`;
}

function ticksOf({ frames, latestIndex, stepMinutes }, language, width) {
  const words = new Words(language);
  const span = (frames.at(-1).time - frames[0].time) / minute;
  const every = tickMinutes.find((minutes) => minutes % stepMinutes === 0 && (width * minutes) / span >= pixelsOfATick)
    ?? tickMinutes.at(-1);
  return frames.map((frame, index) => {
    const tick = document.createElement('li');
    tick.className = index === latestIndex ? 'latest' : '';
    tick.textContent = frame.leadMinutes % every === 0 ? clock(words, frame.time) : '';
    return tick;
  });
}

function showForecast({ forecast, language }) {
  if (forecast === null) {
    return;
  }
  const { frames, latestIndex } = forecast;
  at('track-observed').style.flexGrow = latestIndex;
  at('track-forecast').style.flexGrow = frames.length - 1 - latestIndex;
  at('ticks').replaceChildren(...ticksOf(forecast, language, at('ticks').clientWidth));
}

function showLoaded({ forecast, loaded }) {
  if (forecast !== null) {
    at('buffer').replaceChildren(...forecast.frames.map((_, index) => {
      const part = document.createElement('i');
      part.className = loaded[index] ? 'there' : '';
      return part;
    }));
  }
}

/** Where the time by the clock is among the frames, by their number; beyond the ends it is nowhere. */
function showPresent({ forecast, now, language }) {
  if (forecast === null) {
    return;
  }
  const { frames } = forecast;
  const before = frames.findLastIndex(({ time }) => time <= now);
  at('present').hidden = before < 0 || before === frames.length - 1;
  if (!at('present').hidden) {
    const part = (now - frames[before].time) / (frames[before + 1].time - frames[before].time);
    at('present').style.transform = along(before + part, frames);
    at('present').dataset.label = new Words(language).say('present');
  }
}

/** Shows the timeline; returns a function that moves its thumb to a moment. */
export function showTrack(store) {
  store.observe(['forecast', 'language'], showForecast);
  store.observe(['forecast', 'loaded'], showLoaded);
  store.observe(['forecast', 'now', 'language'], showPresent);
  new ResizeObserver(() => showForecast(store.state)).observe(at('ticks'));
  return (position) => {
    at('thumb').style.transform = along(position, store.state.forecast.frames);
  };
}
