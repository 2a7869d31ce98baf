// The panel below the map: the time that is shown and the buttons.

import { freshness } from '../state/freshness.js';
import { shownIndex } from '../state/frames.js';
import { badge, clock, japanTime, nearDate, span, zone } from '../text/time.js';
import { Words } from '../text/words.js';

const at = (id) => document.getElementById(id);

/** How old the latest observation is, or else how far a frame is from it. */
function badgeOf(state, frame, words) {
  const { forecast, now } = state;
  return frame === forecast.frames[forecast.latestIndex] && freshness(state).kind !== 'ahead'
    ? words.say('latestAgo', { age: span(words, Math.max(0, now - frame.time)) }) : badge(words, frame);
}

function showFrame(state) {
  if (state.forecast === null) {
    return;
  }
  const words = new Words(state.language);
  const index = shownIndex(state);
  const frame = state.forecast.frames[index];
  at('player').dataset.fresh = freshness(state).kind;
  at('player').dataset.kind = frame.observed ? 'observed' : 'forecast';
  at('badge').textContent = badgeOf(state, frame, words);
  at('clock').textContent = clock(words, frame.time);
  at('clock').dateTime = frame.validTime;
  at('zone').textContent = zone(words, frame.time);
  at('date').textContent = nearDate(words, frame.time, state.now);
  at('jst').textContent = japanTime(words, frame.time);
  at('slider').value = index;
  at('slider').setAttribute('aria-valuetext', `${at('clock').textContent}, ${at('badge').textContent}`);
  at('now').setAttribute('aria-pressed', state.shownTime === null && !state.playing);
}

function showPlaying(state) {
  const action = new Words(state.language).say(state.playing ? 'pause' : 'play');
  at('player').dataset.playing = state.playing;
  at('play').title = action;
  at('play').setAttribute('aria-label', action);
}

function showForecast({ forecast, language }) {
  if (forecast === null) {
    return;
  }
  const words = new Words(language);
  at('slider').max = forecast.frames.length - 1;
  for (const id of ['slider', 'now', 'back', 'play', 'forward']) {
    at(id).disabled = false;
  }
  requestAnimationFrame(() => { document.body.dataset.state = 'ready'; }); // once all is as high as it will be
  at('made-by').textContent = words.say('madeBy', {
    model: words.nowcaster(forecast.origin), time: `${clock(words, forecast.baseTime)} ${zone(words, forecast.baseTime)}`,
  });
}

/** Tells the style sheets how high the player is, so that other panels keep clear of it. */
function tellHeight() {
  new ResizeObserver(() => {
    document.documentElement.style.setProperty('--player', `${at('player').offsetHeight}px`);
  }).observe(at('player'));
}

/** Shows the state in the panel, and lets the reader change it. */
export function showPanel(store, player) {
  tellHeight();
  store.observe(['forecast', 'language'], showForecast);
  store.observe(['forecast', 'language', 'shownTime', 'now', 'playing'], showFrame);
  store.observe(['playing', 'language'], showPlaying);
  store.observe(['speed'], ({ speed }) => { at('speed').value = speed; });
  at('play').addEventListener('click', () => player.toggle());
  at('now').addEventListener('click', () => player.now());
  at('back').addEventListener('click', () => player.step(-1));
  at('forward').addEventListener('click', () => player.step(1));
  at('slider').addEventListener('input', () => player.show(Number(at('slider').value)));
  at('speed').addEventListener('change', () => store.update({ speed: Number(at('speed').value) }));
}
