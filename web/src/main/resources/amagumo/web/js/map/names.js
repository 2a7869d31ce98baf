// The names of cities and towns.

import { places } from '../place/names.js';
import { labelsOf, zoomOfPlaces } from './labels.js';

const { L } = window;

/** Names beyond the edges are there before they come into sight: a part of the map's size. */
const around = 0.3;

function markerOf({ latitude, longitude, name, isCity }) {
  const text = document.createElement('span');
  text.textContent = name;
  const icon = L.divIcon({ className: isCity ? 'city' : 'city town', html: text, iconSize: [0, 0] });
  return L.marker([latitude, longitude], { icon, pane: 'cities', interactive: false, keyboard: false });
}

/** Shows the names in the language of the state, the more of them the nearer one looks. */
export function showNames(store, map) {
  let labels = [];
  let all = []; // places, from the zoom level on at which they are shown
  const markers = new Map();
  function draw() {
    const zoom = Math.floor(map.getZoom());
    const bounds = map.getBounds().pad(around);
    const wanted = new Set(labels.filter((label) => label.zoom <= zoom && bounds.contains([label.latitude, label.longitude])));
    for (const label of [...markers.keys()].filter((one) => !wanted.has(one))) {
      markers.get(label).remove();
      markers.delete(label);
    }
    for (const label of [...wanted].filter((one) => !markers.has(one))) {
      markers.set(label, markerOf(label).addTo(map));
    }
  }
  function name() {
    labels = labelsOf(all, store.state.language);
    draw();
  }
  async function look() {
    draw();
    if (all.length === 0 && map.getZoom() >= zoomOfPlaces) {
      const found = await places().catch(() => []); // asked again when the map is moved again
      if (all.length === 0 && found.length > 0) {
        all = found;
        name();
      }
    }
  }
  store.observe(['language'], name);
  map.on('moveend', look);
  look();
}
