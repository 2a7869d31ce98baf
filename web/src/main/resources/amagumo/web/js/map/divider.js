// The divider between two forecasts: moved by a finger, the mouse or the arrow keys.

import { shownIndex } from '../state/frames.js';
import { clock } from '../text/time.js';
import { Words } from '../text/words.js';
import { element } from '../ui/element.js';

const { L } = window;

/** How far a key moves it, a part of the map's width. */
const step = 0.05;
const keys = { ArrowLeft: -step, ArrowDown: -step, ArrowRight: step, ArrowUp: step, Home: -1, End: 1 };

function within(part) {
  return Math.min(1, Math.max(0, part));
}

/** The handle, a slider for who does not see it. */
function makeHandle(store, map) {
  const handle = element('div', 'divider');
  handle.tabIndex = 0;
  handle.setAttribute('role', 'slider');
  handle.setAttribute('aria-valuemin', 0);
  handle.setAttribute('aria-valuemax', 100);
  handle.append(element('span', 'side'), element('i', 'grip'), element('span', 'side'));
  L.DomEvent.disableClickPropagation(handle);
  const follow = ({ clientX }) => {
    const { left, width } = map.getContainer().getBoundingClientRect();
    store.update({ divider: within((clientX - left) / width) });
  };
  handle.addEventListener('pointerdown', (event) => {
    event.stopPropagation(); // the map stays
    handle.setPointerCapture(event.pointerId);
  });
  handle.addEventListener('pointermove', (event) => handle.hasPointerCapture(event.pointerId) && follow(event));
  handle.addEventListener('keydown', (event) => {
    if (event.key in keys) {
      event.preventDefault();
      event.stopPropagation(); // neither the map moves nor the time
      store.update({ divider: within(store.state.divider + keys[event.key]) });
    }
  });
  map.getContainer().append(handle);
  return handle;
}

/** Shows what is left of the divider of one pane, and what is right of it of the other, however the map moves. */
function clip(map, divider) {
  const { x, y } = map.getSize();
  const { x: left, y: top } = map.containerPointToLayerPoint([0, 0]);
  const box = (from, to) => {
    const corners = [[from, 0], [to, 0], [to, y], [from, y]].map(([across, down]) => `${left + across}px ${top + down}px`);
    return `polygon(${corners.join(', ')})`;
  };
  map.getPane('beside').hidden = divider === null;
  map.getPane('rain').style.clipPath = divider === null ? '' : box(0, divider * x);
  map.getPane('beside').style.clipPath = divider === null ? '' : box(divider * x, x);
}

/** Whose forecast lies on a side and when it was made, or that it has no frame of the time that is shown. */
function sideOf(forecast, name, time, words) {
  if (forecast === null) {
    return name; // on its way
  }
  return forecast.frames.some((frame) => frame.time === time)
    ? words.say('madeBy', { model: name, time: clock(words, forecast.baseTime) }) : words.say('besideNoFrame', { model: name });
}

/** Shows the divider, and what lies on its sides, while the state names another nowcaster. */
export function showDivider(store, map) {
  const handle = makeHandle(store, map);
  const [left, right] = handle.querySelectorAll('.side');
  const draw = () => {
    const { beside, besideForecast, divider, field, forecast, language, nowcasters } = store.state;
    const isShown = beside !== null && forecast !== null && field === 'rain';
    handle.hidden = !isShown;
    clip(map, isShown ? divider : null);
    if (isShown) {
      const words = new Words(language);
      const other = beside === '' ? nowcasters[0] : beside;
      const { time } = forecast.frames[shownIndex(store.state)];
      left.textContent = sideOf(forecast, words.nowcaster(forecast.origin), time, words);
      right.textContent = sideOf(besideForecast, words.nowcaster({ nowcaster: other, model: other }), time, words);
      handle.style.left = `${100 * divider}%`;
      handle.setAttribute('aria-label', words.say('divider'));
      handle.setAttribute('aria-valuenow', Math.round(100 * divider));
      handle.setAttribute('aria-valuetext', `${left.textContent} ${Math.round(100 * divider)} %, ${right.textContent}`);
    }
  };
  map.on('move zoomend viewreset resize', draw);
  store.observe(['beside', 'besideForecast', 'divider', 'field', 'forecast', 'shownTime', 'language'], draw);
}
