// The names of cities.

import { cities } from './cities.js';

const { L } = window;

/** Shows the names in the language of the state, the more of them the nearer one looks. */
export function showNames(store, map) {
  let names = null;
  store.observe(['language'], ({ language }) => {
    names?.remove();
    names = L.layerGroup(cities.map(([latitude, longitude, zoom, en, ja]) => {
      const name = document.createElement('span');
      name.textContent = language === 'ja' ? ja : en;
      const icon = L.divIcon({ className: `city from-${zoom}`, html: name, iconSize: [0, 0] });
      return L.marker([latitude, longitude], { icon, pane: 'cities', interactive: false, keyboard: false });
    })).addTo(map);
  });
  const tellZoom = () => { map.getContainer().dataset.zoom = Math.floor(map.getZoom()); };
  map.on('zoomend viewreset', tellZoom);
  tellZoom();
}
