// The page: brings the forecast, the map, the player and the reader together.

import { framesOf, latestForecast, Unanswered } from './api.js';
import { showLegend } from './legend.js';
import { RainMap } from './map.js';
import { language, say, speak } from './messages.js';
import { PlaceReader } from './place.js';
import { Player } from './player.js';
import { keepLanguage, keepTheme, preferredLanguage, preferredTheme } from './preferences.js';
import { age, clock, date, dateAndClock, japanTime, lead, zone } from './time.js';

const refreshMilliseconds = 30_000;
const liveMilliseconds = 3_600_000;

const at = (id) => document.getElementById(id);
document.documentElement.dataset.theme = preferredTheme();

let forecast = null;
let frames = [];
/** The key of what went wrong at last, empty where nothing did. */
let trouble = '';
const player = new Player(showFrame);
const places = new PlaceReader(player);
const map = new RainMap(at('map'), (latlng) => forecast && places.read(map, forecast, latlng));

function showFrame({ index, playing }) {
  const frame = frames[index];
  const kind = frame.observed ? 'observed' : 'forecast';
  map.show(index);
  places.show(index);
  at('player').dataset.kind = kind;
  at('player').dataset.playing = playing;
  at('badge').textContent = say(`${kind}Badge`, { lead: lead(frame.leadMinutes) });
  at('clock').textContent = clock(frame.time);
  at('clock').dateTime = frame.validTime;
  at('zone').textContent = zone(frame.time);
  at('date').textContent = date(frame.time);
  at('jst').textContent = japanTime(frame.time);
  at('slider').value = index;
  at('slider').setAttribute('aria-valuetext', `${clock(frame.time)}, ${at('badge').textContent}`);
  const action = say(playing ? 'pause' : 'play');
  at('play').title = action;
  at('play').setAttribute('aria-label', action);
}

function showTimeline() {
  const observed = frames.filter((frame) => frame.observed).length;
  at('track-observed').style.flexGrow = observed - 0.5;
  at('track-forecast').style.flexGrow = frames.length - observed - 0.5;
  at('ticks').replaceChildren(...frames.map((frame, index) => {
    const tick = document.createElement('li');
    const fromBase = index - (observed - 1);
    tick.className = fromBase === 0 ? 'base' : '';
    tick.textContent = fromBase % 3 === 0 ? clock(frame.time) : '';
    return tick;
  }));
  at('slider').max = frames.length - 1;
}

function showWords() {
  speak(language());
  at('language').textContent = say('otherLanguage');
  at('language').lang = language() === 'en' ? 'ja' : 'en';
  map.speak(forecast?.credit ?? '');
  if (forecast) {
    showTimeline();
    showFrame(player);
    const time = dateAndClock(new Date(forecast.baseTime));
    at('made-by').textContent = say('madeBy', { model: forecast.model, time });
  }
  showNotice();
}

/** What the reader must know: that the data are old, or not to be had. */
function showNotice() {
  const old = forecast ? Date.now() - new Date(forecast.baseTime) : 0;
  if (trouble) {
    notice(say(trouble));
  } else if (old > liveMilliseconds) {
    notice(say('archive', { age: age(old), time: dateAndClock(new Date(forecast.baseTime)) }));
  } else {
    notice('');
  }
}

function notice(words) {
  at('notice').textContent = words;
  at('notice').hidden = words === '';
}

async function take(next) {
  const first = forecast === null;
  const nextFrames = framesOf(next);
  const base = nextFrames.findLastIndex((frame) => frame.observed);
  trouble = (await map.load(next, nextFrames)) ? '' : 'frameMissing';
  forecast = next;
  frames = nextFrames;
  showLegend(forecast.legend);
  player.load(frames.length, first ? base : Math.min(player.index, frames.length - 1), base);
  showWords();
  for (const id of ['slider', 'back', 'play', 'forward']) {
    at(id).disabled = false;
  }
  document.body.dataset.state = 'ready';
  if (first && !matchMedia('(prefers-reduced-motion: reduce)').matches) {
    player.play();
  }
}

async function refresh() {
  try {
    const next = await latestForecast();
    if (next.version !== forecast?.version || trouble) {
      await take(next);
    }
  } catch (reason) {
    if (!(reason instanceof Unanswered)) {
      throw reason;
    }
    trouble = reason.status === 503 ? 'waiting' : 'unreachable';
  } finally {
    showNotice();
    setTimeout(refresh, refreshMilliseconds);
  }
}

function listen() {
  at('play').addEventListener('click', () => player.toggle());
  at('back').addEventListener('click', () => player.step(-1));
  at('forward').addEventListener('click', () => player.step(1));
  at('speed').addEventListener('change', () => player.setSpeed(Number(at('speed').value)));
  at('slider').addEventListener('input', () => {
    const chosen = Number(at('slider').value); // pausing shows the frame that was
    player.pause();
    player.show(chosen);
  });
  at('language').addEventListener('click', () => {
    speak(language() === 'en' ? 'ja' : 'en');
    keepLanguage(language());
    showWords();
    places.again(map, forecast);
  });
  at('theme').addEventListener('click', () => {
    const { dataset } = document.documentElement;
    dataset.theme = dataset.theme === 'dark' ? 'light' : 'dark';
    keepTheme(dataset.theme);
    map.paint();
  });
  document.addEventListener('keydown', (event) => {
    const { target } = event;
    if (!forecast || event.ctrlKey || event.metaKey || event.altKey || target.matches('select, input')) {
      return;
    }
    if (event.key === ' ' && !target.matches('button, a')) {
      event.preventDefault();
      player.toggle();
    } else if (event.key.startsWith('Arrow') && target.closest('#map')) {
      return; // the map moves
    } else if (event.key === 'ArrowLeft') {
      player.step(-1);
    } else if (event.key === 'ArrowRight') {
      player.step(1);
    }
  });
}

speak(preferredLanguage());
showWords();
listen();
refresh();
