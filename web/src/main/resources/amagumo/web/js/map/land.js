// The land and its coasts, as data/land.json has them: a fine part around Japan, a coarse one around that; lakes, rivers and the
// borders of the prefectures.

import { get, wait } from '../api/client.js';
import { ApiError } from '../api/errors.js';

const { L } = window;
const againMilliseconds = 15_000;

/** Where the file was cut: its edges there are no coast. West, south, east, north. */
const cuts = [[110, 15, 155, 55], [110.02, 15.02, 154.98, 54.98], [80, -5, 180, 70]];

/** What the file covers; panning stays a little inside. */
export const landArea = L.latLngBounds([-4, 81], [69, 179]);

function isCut([x1, y1], [x2, y2]) {
  return cuts.some(([west, south, east, north]) =>
    (x1 === x2 && (x1 === west || x1 === east)) || (y1 === y2 && (y1 === south || y1 === north)));
}

/** The stretches of a ring that are coast, as lines of latitudes and longitudes. */
function coasts(ring) {
  const lines = [];
  let line = null;
  for (let i = 1; i < ring.length; i++) {
    if (isCut(ring[i - 1], ring[i])) {
      line = null;
      continue;
    }
    if (line === null) {
      line = [[ring[i - 1][1], ring[i - 1][0]]];
      lines.push(line);
    }
    line.push([ring[i][1], ring[i][0]]);
  }
  return lines;
}

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

async function read(name) {
  return (await get(`data/${name}.json`, { patient: true })).body;
}

/** Adds the land, its waters, the coast and the borders to their panes. */
async function drawLand(map) {
  const [geometry, waters, borders] = await Promise.all(['land', 'water', 'prefectures'].map(read));
  const options = (pane) => ({ pane, interactive: false, renderer: L.canvas({ pane, padding: 0.5 }) });
  const rings = geometry.geometries.flatMap(({ coordinates }) => coordinates.flat());
  return {
    land: L.geoJSON(geometry, { pane: 'land', interactive: false,
      style: { ...options('land'), stroke: false, fillOpacity: 1 } }).addTo(map),
    waters: L.geoJSON(waters, { pane: 'land', interactive: false, style: { ...options('land'), weight: 1, fillOpacity: 1 } }).addTo(map),
    borders: L.geoJSON(borders, { pane: 'coast', interactive: false, style: { ...options('coast'), weight: 0.8 } }).addTo(map),
    coast: L.polyline(rings.flatMap(coasts), { ...options('coast'), weight: 1, opacity: 1 }).addTo(map),
  };
}

/** The same, for as long as it takes: a map of sea alone would be taken for the truth. */
async function drawnLand(map) {
  for (;;) {
    try {
      return await drawLand(map);
    } catch (reason) {
      if (!(reason instanceof ApiError)) {
        throw reason;
      }
      await wait(againMilliseconds);
    }
  }
}

/** Shows land and coast in the colours of the theme. */
export async function showLand(store, map) {
  const { land, waters, borders, coast } = await drawnLand(map);
  store.observe(['theme'], () => {
    land.setStyle({ fillColor: colour('--land') });
    waters.setStyle({ color: colour('--river'), fillColor: colour('--sea') });
    borders.setStyle({ color: colour('--border') });
    coast.setStyle({ color: colour('--coast') });
  });
}

/** Everything that can be seen of the map, and more. */
const everywhere = [[-89, -180], [-89, 360], [89, 360], [89, -180]];

/** Outlines the area of the forecast, and shades what lies beyond it: nobody looks there, which is not the same as dry. */
export function showArea(store, map) {
  let area = null;
  let beyond = null;
  // Not SVG, which saved pictures would lack.
  const options = { pane: 'coast', interactive: false, renderer: L.canvas({ pane: 'coast', padding: 0.5 }) };
  store.observe(['forecast', 'theme'], ({ forecast }) => {
    if (forecast !== null) {
      const { south, west, north, east } = forecast.bounds;
      area?.remove();
      beyond?.remove();
      beyond = L.polygon([everywhere, [[south, west], [south, east], [north, east], [north, west]]], {
        ...options, stroke: false, fillColor: colour('--beyond'), fillOpacity: 1,
      }).addTo(map);
      area = L.rectangle([[south, west], [north, east]], {
        ...options, fill: false, weight: 1.5, dashArray: '2 6', color: colour('--area'),
      }).addTo(map);
    }
  });
}
