// The panel below the map: the time that is shown, the timeline and the buttons.

import { shownIndex } from '../state/frames.js';
import { clock, date, dateAndClock, japanTime, lead, zone } from '../text/time.js';
import { Words } from '../text/words.js';

/** Every so many frames the timeline tells the time. */
const framesOfATick = 3;

const at = (id) => document.getElementById(id);

function showFrame(state) {
  if (state.forecast === null) {
    return;
  }
  const words = new Words(state.language);
  const index = shownIndex(state);
  const frame = state.forecast.frames[index];
  const kind = frame.observed ? 'observed' : 'forecast';
  at('player').dataset.kind = kind;
  at('badge').textContent = words.say(`${kind}Badge`, { lead: lead(words, frame.leadMinutes) });
  at('clock').textContent = clock(words, frame.time);
  at('clock').dateTime = frame.validTime;
  at('zone').textContent = zone(words, frame.time);
  at('date').textContent = date(words, frame.time);
  at('jst').textContent = japanTime(words, frame.time);
  at('slider').value = index;
  at('slider').setAttribute('aria-valuetext', `${at('clock').textContent}, ${at('badge').textContent}`);
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
  const { frames, baseIndex } = forecast;
  // Frames stand at the ends of the track and evenly between; the border is halfway after the latest observation.
  at('track-observed').style.flexGrow = baseIndex + 0.5;
  at('track-forecast').style.flexGrow = frames.length - 1 - baseIndex - 0.5;
  at('ticks').replaceChildren(...frames.map((frame, index) => {
    const tick = document.createElement('li');
    tick.className = index === baseIndex ? 'base' : '';
    tick.textContent = (index - baseIndex) % framesOfATick === 0 ? clock(words, frame.time) : '';
    return tick;
  }));
  at('slider').max = frames.length - 1;
  for (const id of ['slider', 'back', 'play', 'forward']) {
    at(id).disabled = false;
  }
  document.body.dataset.state = 'ready';
  at('made-by').textContent = words.say('madeBy', { model: forecast.model, time: dateAndClock(words, forecast.baseTime) });
}

/** Shows the state in the panel, and lets the reader change it. */
export function showPanel(store, player) {
  store.observe(['forecast', 'language'], showForecast);
  store.observe(['forecast', 'language', 'shownTime'], showFrame);
  store.observe(['playing', 'language'], showPlaying);
  at('play').addEventListener('click', () => player.toggle());
  at('back').addEventListener('click', () => player.step(-1));
  at('forward').addEventListener('click', () => player.step(1));
  at('slider').addEventListener('input', () => player.show(Number(at('slider').value)));
  at('speed').addEventListener('change', () => store.update({ speed: Number(at('speed').value) }));
}
