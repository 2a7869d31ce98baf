// What the map shows, drawn once more on a canvas of its own, with what must be told burnt in.

import { badge, clock, date, zone } from '../text/time.js';
import { element } from '../ui/element.js';

/** From the bottom upwards. */
const panes = ['land', 'tiles', 'rain', 'coast'];
const margin = 12;
/** Of the box with the time, and of the legend. */
const timeBox = { width: 268, height: 66 };
const legendWidth = 140;
const font = 'system-ui, "Hiragino Sans", "Noto Sans JP", sans-serif';

function drawPane(context, map, name) {
  const whole = map.getContainer().getBoundingClientRect();
  for (const part of map.getPane(name).querySelectorAll('canvas, img')) {
    const { left, top, width, height } = part.getBoundingClientRect();
    if (width > 0 && height > 0) {
      context.drawImage(part, left - whole.left, top - whole.top, width, height);
    }
  }
}

function drawNames(context, map, style) {
  const whole = map.getContainer().getBoundingClientRect();
  context.font = `600 12px ${font}`;
  context.textBaseline = 'middle';
  context.lineWidth = 3;
  context.strokeStyle = style.getPropertyValue('--city-halo');
  context.fillStyle = style.getPropertyValue('--city');
  for (const name of map.getPane('cities').querySelectorAll('.city span')) {
    const { left, top, width, height } = name.getBoundingClientRect();
    if (width > 0) {
      context.strokeText(name.textContent, left - whole.left, top - whole.top + height / 2);
      context.fillText(name.textContent, left - whole.left, top - whole.top + height / 2);
    }
  }
}

/** A rounded box of the panels' colour. */
function drawBox(context, style, x, y, width, height) {
  context.fillStyle = style.getPropertyValue('--box');
  context.beginPath();
  context.roundRect(x, y, width, height, 10);
  context.fill();
}

/** The time, and whether it is observed or forecast. */
function drawTime(context, style, frame, words) {
  const { time, observed } = frame;
  drawBox(context, style, margin, margin, timeBox.width, timeBox.height);
  context.textBaseline = 'alphabetic';
  context.fillStyle = style.getPropertyValue('--ink');
  context.font = `680 28px ${font}`;
  context.fillText(clock(words, time), margin + 12, margin + 32);
  const { width } = context.measureText(clock(words, time));
  context.font = `500 12px ${font}`;
  context.fillText(`${zone(words, time)}  ${date(words, time)}`, margin + 20 + width, margin + 32);
  context.font = `650 13px ${font}`;
  context.fillStyle = style.getPropertyValue(observed ? '--observed' : '--forecast');
  context.fillText(badge(words, frame), margin + 12, margin + 54);
}

/** What the colours mean: on the right side, or on narrow pictures below the time. */
function drawLegend(context, style, { classes, unit }, title) {
  const row = 18;
  const isNarrow = context.canvas.width < timeBox.width + legendWidth + 3 * margin;
  const x = isNarrow ? margin : context.canvas.width - margin - legendWidth;
  const top = isNarrow ? timeBox.height + 2 * margin : margin;
  drawBox(context, style, x, top, legendWidth, row * (classes.length + 1) + 16);
  context.textBaseline = 'middle';
  context.font = `650 12px ${font}`;
  context.fillStyle = style.getPropertyValue('--ink');
  context.fillText(`${title} ${unit === '' ? '' : `(${unit})`}`, x + 10, top + 16, legendWidth - 20);
  context.font = `500 12px ${font}`;
  [...classes].reverse().forEach(({ label, colour }, index) => {
    const y = top + row * (index + 1) + 16;
    context.fillStyle = colour;
    context.fillRect(x + 10, y - 7, 22, 14);
    context.strokeStyle = style.getPropertyValue('--edge'); // the lightest class is as light as the box
    context.lineWidth = 1;
    context.strokeRect(x + 10.5, y - 6.5, 21, 13);
    context.fillStyle = style.getPropertyValue('--ink');
    context.fillText(label, x + 40, y, legendWidth - 50);
  });
}

/** Whom it is from, and what it is not. */
function drawCredits(context, style, lines) {
  const height = 18 * lines.length + 10;
  drawBox(context, style, margin, context.canvas.height - margin - height, context.canvas.width - 2 * margin, height);
  context.textBaseline = 'middle';
  context.fillStyle = style.getPropertyValue('--ink');
  context.font = `500 12px ${font}`;
  lines.forEach((line, index) => context.fillText(line, margin + 10, context.canvas.height - margin - height + 14 + 18 * index,
    context.canvas.width - 2 * margin - 20));
}

/** Draws the map of now, its rain included, which must have been drawn in the same task. */
export function drawPicture(context, map, { frame, legend, title, credits }, words) {
  const style = getComputedStyle(document.documentElement);
  context.fillStyle = style.getPropertyValue('--sea');
  context.fillRect(0, 0, context.canvas.width, context.canvas.height);
  panes.forEach((name) => drawPane(context, map, name));
  drawNames(context, map, style);
  drawTime(context, style, frame, words);
  drawLegend(context, style, legend, title);
  drawCredits(context, style, credits);
}

/** A canvas as large as the map; even sides are what encoders take. */
export function canvasOf(map) {
  const { x, y } = map.getSize();
  return Object.assign(element('canvas', ''), { width: x - (x % 2), height: y - (y % 2) });
}
