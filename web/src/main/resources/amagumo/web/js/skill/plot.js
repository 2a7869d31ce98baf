// Lines of scores by lead time, each named at its end and told in words for who does not see them.

const width = 344;
const height = 200;
const box = { left: 34, right: 8, top: 24, bottom: 34 };
const svgNamespace = 'http://www.w3.org/2000/svg';
/** So that lines can be told apart without colours. */
const dashes = ['', '7 4', '2 4', '10 4 2 4'];

function svg(name, attributes, text = '') {
  const made = document.createElementNS(svgNamespace, name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  made.textContent = text;
  return made;
}

/**
 * A plot of values from 0 to 1.
 *
 * @param {object[]} lines of `scores.js`
 * @param {string} label what is seen, in a sentence
 * @param {{across: string, up: string}} axes what they count
 */
export function plotOf(lines, label, axes) {
  const plot = svg('svg', { viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': label, class: 'plot' });
  const last = Math.max(...lines.flatMap(({ points }) => points.map(({ leadMinutes }) => leadMinutes)));
  const x = (minutes) => box.left + (minutes / last) * (width - box.left - box.right);
  const y = (value) => box.top + (1 - value) * (height - box.top - box.bottom);
  for (const value of [0, 0.25, 0.5, 0.75, 1]) {
    plot.append(
      svg('line', { x1: box.left, x2: width - box.right, y1: y(value), y2: y(value), class: 'grid' }),
      svg('text', { x: box.left - 6, y: y(value) + 4, 'text-anchor': 'end' }, `${100 * value}`),
    );
  }
  const every = last > 100 ? 30 : 15;
  for (let minutes = every; minutes <= last; minutes += every) {
    plot.append(svg('text', { x: x(minutes), y: height - box.bottom + 16, 'text-anchor': minutes === last ? 'end' : 'middle' }, minutes));
  }
  plot.append(
    svg('text', { x: width - box.right, y: height - 3, 'text-anchor': 'end' }, axes.across),
    svg('text', { x: 0, y: 11 }, axes.up),
  );
  lines.forEach(({ points }, index) => {
    plot.append(svg('polyline', {
      points: points.map(({ leadMinutes, value }) => `${x(leadMinutes)},${y(value)}`).join(' '),
      class: `line line-${index}`, 'stroke-dasharray': dashes[index % dashes.length],
    }));
  });
  return plot;
}

/** How a line is drawn, for a list of names. */
export function keyOf(index) {
  const key = svg('svg', { viewBox: '0 0 30 8', class: 'key', 'aria-hidden': 'true' });
  key.append(svg('polyline', { points: '0,4 30,4', class: `line line-${index}`, 'stroke-dasharray': dashes[index % dashes.length] }));
  return key;
}
