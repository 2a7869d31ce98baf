// The map: where it looks, and the panes that rain, land and names are drawn in.

import { showCredits } from './credits.js';
import { landArea } from './land.js';
import { Words } from '../text/words.js';

const { L } = window;

/** Where the map looks until somebody says: Japan. */
const start = Object.freeze({ zoom: 5, latitude: 36, longitude: 138 });
/** From the bottom upwards. */
const panes = { land: 200, tiles: 250, rain: 300, beside: 310, coast: 350, cities: 380 };
/** Between what is fitted and what lies on the map, pixels. */
const gap = 10;

function viewOf(map) {
  const { lat, lng } = map.getCenter();
  return Object.freeze({
    zoom: Number(map.getZoom().toFixed(2)), latitude: Number(lat.toFixed(4)), longitude: Number(lng.toFixed(4)),
  });
}

function same(one, other) {
  return one.zoom === other.zoom && one.latitude === other.latitude && one.longitude === other.longitude;
}

function makeMap(element, isEmbedded) {
  const isFingers = matchMedia('(pointer: coarse)').matches;
  const map = L.map(element, { zoomControl: false, minZoom: 3, maxZoom: 12, zoomSnap: 0.5, maxBoundsViscosity: 1,
    scrollWheelZoom: !isEmbedded, dragging: !(isEmbedded && isFingers) }); // two fingers still move and zoom it
  map.attributionControl.setPrefix(false).setPosition('bottomleft');
  for (const [pane, zIndex] of Object.entries(panes)) {
    map.createPane(pane).style.zIndex = zIndex;
  }
  for (const pane of ['coast', 'cities']) {
    map.getPane(pane).style.pointerEvents = 'none';
  }
  map.setView([start.latitude, start.longitude], start.zoom);
  return map;
}

/** Looks where the state says, and tells the state where the reader has moved it. */
function followView(store, map) {
  store.observe(['view'], ({ view }) => {
    if (view !== null && !same(view, viewOf(map))) {
      map.setView([view.latitude, view.longitude], view.zoom, { animate: false });
    }
  });
  map.on('moveend', () => {
    if (store.state.forecast !== null) {
      store.update({ view: viewOf(map) });
    }
  });
}

/** What the search and the player cover, as far as they are there, pixels. */
function covered(map) {
  const { top, bottom } = map.getContainer().getBoundingClientRect();
  const below = document.querySelector('.search').getBoundingClientRect().bottom - top;
  const above = bottom - document.querySelector('.bottom').getBoundingClientRect().top;
  return { paddingTopLeft: [gap, Math.max(0, below) + gap], paddingBottomRight: [gap, above + gap] };
}

/** How far the map can be moved at a zoom: over all land that it has, and as far below as the player hides that there is no more. */
function reach(map, zoom) {
  const [, hidden] = covered(map).paddingBottomRight;
  const corner = map.project(landArea.getSouthWest(), zoom).add([0, hidden]);
  return L.latLngBounds(map.unproject(corner, zoom), landArea.getNorthEast());
}

function fit(map, bounds) {
  const padding = covered(map);
  if (map.options.maxBounds) {
    map.setMaxBounds(reach(map, map.getBoundsZoom(bounds, false, L.point(padding.paddingTopLeft).add(padding.paddingBottomRight))));
  }
  map.fitBounds(bounds, { animate: false, ...padding });
}

/** Shows the area of the first forecast where nobody has said yet where to look. */
function fitForecast(store, map) {
  let fitted = false;
  store.observe(['forecast'], ({ forecast, view }) => {
    if (forecast === null) {
      return;
    }
    const { south, west, north, east } = forecast.bounds;
    const bounds = L.latLngBounds([south, west], [north, east]);
    if (landArea.contains(bounds)) {
      map.setMaxBounds(reach(map, map.getZoom())).setMinZoom(map.getBoundsZoom(landArea, true));
    }
    if (!fitted && view === null) {
      requestAnimationFrame(() => fit(map, bounds)); // the player is as high as it will be
    }
    fitted = true;
  });
  map.on('zoomend', () => {
    if (map.options.maxBounds) {
      map.setMaxBounds(reach(map, map.getZoom()));
    }
  });
}

function zoomButtons(store, map) {
  let buttons = null;
  store.observe(['language'], ({ language }) => {
    const words = new Words(language);
    buttons?.remove();
    buttons = L.control.zoom({
      position: 'topright', zoomInTitle: words.say('zoomIn'), zoomOutTitle: words.say('zoomOut'),
    }).addTo(map);
  });
}

/**
 * Makes the map and lets it follow the state.
 *
 * @param {boolean} isEmbedded whether it lies in another page, which the wheel and one finger are to move
 */
export function showMap(store, element, isEmbedded) {
  const map = makeMap(element, isEmbedded);
  followView(store, map);
  fitForecast(store, map);
  zoomButtons(store, map);
  showCredits(store, map);
  return map;
}
