// Arrows that show where the rain moves.

import { shownIndex } from '../state/frames.js';

const { L } = window;

/** Slower than this is standing still, degrees per step. */
const leastDegrees = 0.002;
/** How many steps long an arrow is: where the rain is in about half an hour. */
const aheadMinutes = 30;
const headPixels = 6;

function drawArrow(context, from, to) {
  const angle = Math.atan2(to.y - from.y, to.x - from.x);
  context.moveTo(from.x, from.y);
  context.lineTo(to.x, to.y);
  for (const side of [-0.5, 0.5]) {
    context.moveTo(to.x, to.y);
    context.lineTo(to.x - headPixels * Math.cos(angle + side), to.y - headPixels * Math.sin(angle + side));
  }
}

/** The arrows of a motion on a map: from where it stands to where it goes, in pixels of the map. */
function arrowsOf({ levels: grid, stepMinutes }, motion, project) {
  const steps = aheadMinutes / stepMinutes;
  const arrows = [];
  for (let node = 0; node < motion.east.length; node++) {
    const [east, north] = [motion.east[node], motion.north[node]];
    if (Math.hypot(east, north) >= leastDegrees) {
      const latitude = grid.north - ((Math.floor(node / motion.columns) + 0.5) / motion.rows) * (grid.north - grid.south);
      const longitude = grid.west + (((node % motion.columns) + 0.5) / motion.columns) * (grid.east - grid.west);
      arrows.push([project([latitude, longitude]), project([latitude + north * steps, longitude + east * steps])]);
    }
  }
  return arrows;
}

/** Draws the arrows of a motion on a canvas of the map's size. */
export function drawArrows(context, map, forecast, motion) {
  context.beginPath();
  arrowsOf(forecast, motion, (place) => map.latLngToContainerPoint(place)).forEach(([from, to]) => drawArrow(context, from, to));
  const style = getComputedStyle(document.documentElement);
  for (const [width, name] of [[3.5, '--city-halo'], [1.5, '--city']]) {
    context.lineWidth = width;
    context.strokeStyle = style.getPropertyValue(name);
    context.stroke();
  }
}

/** Keeps the arrows those of the frame that is shown, while the reader wants them. */
export function showArrows(store, map, rain) {
  const canvas = L.DomUtil.create('canvas', 'arrows', map.getPane('cities'));
  function draw() {
    const { state } = store;
    const motion = state.arrows && state.forecast !== null ? rain.layer?.motion(shownIndex(state)) ?? null : null;
    canvas.hidden = motion === null;
    if (motion === null) {
      return;
    }
    const { x, y } = map.getSize();
    Object.assign(canvas, { width: x * devicePixelRatio, height: y * devicePixelRatio });
    Object.assign(canvas.style, { width: `${x}px`, height: `${y}px` });
    L.DomUtil.setPosition(canvas, map.containerPointToLayerPoint([0, 0]));
    const context = canvas.getContext('2d');
    context.scale(devicePixelRatio, devicePixelRatio);
    drawArrows(context, map, state.forecast, motion);
  }
  map.on('move zoomend viewreset resize', draw);
  store.observe(['arrows', 'forecast', 'shownTime', 'theme', 'loaded'], draw);
}
