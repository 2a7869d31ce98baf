// What the map shows, drawn once more on a canvas of its own, with what must be told burnt in.

import { drawArrows } from '../map/arrows.js';
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

/** The names, and the dots that they stand beside. */
function drawNames(context, map, style) {
  const whole = map.getContainer().getBoundingClientRect();
  context.font = `600 12px ${font}`;
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  context.strokeStyle = style.getPropertyValue('--city-halo');
  context.fillStyle = style.getPropertyValue('--city');
  context.lineWidth = 2;
  for (const city of map.getPane('cities').querySelectorAll('.city')) {
    const { left, top } = city.getBoundingClientRect();
    context.beginPath();
    context.arc(left - whole.left, top - whole.top, 2.5, 0, 2 * Math.PI);
    context.stroke();
    context.fill();
  }
  context.lineWidth = 3;
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

/** A text in lines that are not wider than so many pixels: broken at blanks, or between any two letters of Japanese. */
export function wrapped(context, text, width) {
  const lines = [''];
  for (const part of text.match(/[\u3000-\u9fff\uff00-\uffef]|[^\s\u3000-\u9fff\uff00-\uffef]+|\s+/g) ?? []) {
    if (context.measureText((lines.at(-1) + part).trim()).width > width) {
      lines.push('');
    }
    lines.push((lines.pop() + part).trimStart());
  }
  return lines.filter((line) => line !== '');
}

/** What the colours mean, and what they are of: on the right side, or on narrow pictures below the time. */
function drawLegend(context, style, { classes, unit, caption }, title) {
  const row = 18;
  const isNarrow = context.canvas.width < timeBox.width + legendWidth + 3 * margin;
  const x = isNarrow ? margin : context.canvas.width - margin - legendWidth;
  const top = isNarrow ? timeBox.height + 2 * margin : margin;
  const inside = legendWidth - 20;
  context.font = `500 12px ${font}`;
  const said = wrapped(context, caption, inside);
  drawBox(context, style, x, top, legendWidth, row * (classes.length + said.length + 1) + 16);
  context.textBaseline = 'middle';
  context.font = `650 12px ${font}`;
  context.fillStyle = style.getPropertyValue('--ink');
  context.fillText(`${title} ${unit === '' ? '' : `(${unit})`}`, x + 10, top + 16, inside);
  context.font = `500 12px ${font}`;
  said.forEach((line, index) => context.fillText(line, x + 10, top + row * (index + 1) + 16, inside));
  [...classes].reverse().forEach(({ label, colour }, index) => {
    const y = top + row * (said.length + index + 1) + 16;
    for (const fill of [style.getPropertyValue('--land'), colour]) { // as on the map
      context.fillStyle = fill;
      context.fillRect(x + 10, y - 7, 22, 14);
    }
    context.strokeStyle = style.getPropertyValue('--edge'); // the lightest class is as light as the box
    context.lineWidth = 1;
    context.strokeRect(x + 10.5, y - 6.5, 21, 13);
    context.fillStyle = style.getPropertyValue('--ink');
    context.fillText(label, x + 40, y, legendWidth - 50);
  });
}

/** Whom it is from, and what it is not, in as many lines as that takes. */
function drawCredits(context, style, credits) {
  const inside = context.canvas.width - 2 * margin - 20;
  context.font = `500 12px ${font}`;
  const lines = credits.flatMap((credit) => wrapped(context, credit, inside));
  const height = 18 * lines.length + 10;
  const top = context.canvas.height - margin - height;
  drawBox(context, style, margin, top, context.canvas.width - 2 * margin, height);
  context.textBaseline = 'middle';
  context.fillStyle = style.getPropertyValue('--ink');
  lines.forEach((line, index) => context.fillText(line, margin + 10, top + 14 + 18 * index, inside));
}

/**
 * Draws the map of now, its rain included, which must have been drawn in the same task.
 *
 * @param {{forecast: object, frame: object, motion: ?object, legend: object, title: string, credits: string[]}} shown with the motion
 *   that arrows tell of, null for none
 */
export function drawPicture(context, map, { forecast, frame, motion, legend, title, credits }, words) {
  const style = getComputedStyle(document.documentElement);
  context.fillStyle = style.getPropertyValue('--sea');
  context.fillRect(0, 0, context.canvas.width, context.canvas.height);
  panes.forEach((name) => drawPane(context, map, name));
  drawNames(context, map, style);
  if (motion !== null) {
    drawArrows(context, map, forecast, motion);
  }
  drawTime(context, style, frame, words);
  drawLegend(context, style, legend, title);
  drawCredits(context, style, credits);
}

/** A canvas as large as the map; even sides are what encoders take. */
export function canvasOf(map) {
  const { x, y } = map.getSize();
  return Object.assign(element('canvas', ''), { width: x - (x % 2), height: y - (y % 2) });
}
