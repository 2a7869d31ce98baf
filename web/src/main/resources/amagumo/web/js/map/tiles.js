// Another base map below the rain, where the server's settings name one.

import { plain } from './credits.js';

const { L } = window;

/** Shows the tiles; the page's own land stays below them, for where they do not come. */
export function showTiles(map, { url, credit, maxZoom }) {
  L.tileLayer(url, {
    pane: 'tiles', maxNativeZoom: maxZoom, attribution: plain(credit), crossOrigin: 'anonymous',
    referrerPolicy: 'origin', // map services want to know which site asks
  }).addTo(map);
  map.getContainer().dataset.tiles = 'true';
}
