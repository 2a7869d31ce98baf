// The map: land, coast, places, and above them the frames.

import { cities } from './cities.js';
import { drawLand, landArea } from './land.js';
import { language, say } from './messages.js';

const { L } = window;

const style = getComputedStyle(document.documentElement);

function colour(name) {
  return style.getPropertyValue(name).trim();
}

/** Reads "#zoom/latitude/longitude". */
function placeInAddress() {
  const parts = location.hash.slice(1).split('/').map(Number);
  return parts.length === 3 && parts.every(Number.isFinite) ? parts : null;
}

/** A text as HTML, which is what Leaflet takes for credits. */
function plain(text) {
  const element = document.createElement('span');
  element.textContent = text;
  return element.innerHTML;
}

export class RainMap {
  constructor(element, onPlace) {
    this.map = L.map(element, { zoomControl: false, minZoom: 3, maxZoom: 12, zoomSnap: 0.5, maxBoundsViscosity: 1 });
    this.map.attributionControl.setPrefix(false).setPosition('bottomleft');
    for (const [pane, zIndex] of [['land', 200], ['rain', 300], ['coast', 350], ['cities', 380]]) {
      this.map.createPane(pane).style.zIndex = zIndex;
    }
    for (const pane of ['coast', 'cities']) {
      this.map.getPane(pane).style.pointerEvents = 'none';
    }
    this.frames = [];
    this.shown = null;
    this.area = null;
    this.credits = [];
    this.map.on('click', ({ latlng }) => onPlace(latlng));
    this.map.on('zoomend viewreset', () => this.zoomed());
    this.map.on('moveend', () => this.writeAddress());
    addEventListener('hashchange', () => this.readAddress());
    this.map.setView([36, 138], 5);
    this.readAddress();
    this.drawLand();
  }

  /** Cells stay crisp where they are larger than pixels; where they are smaller they are averaged, not dropped. */
  zoomed() {
    const { dataset } = this.map.getContainer();
    dataset.zoom = Math.floor(this.map.getZoom());
    if (this.area) {
      const bounds = this.area.getBounds();
      const width = this.map.project(bounds.getNorthEast()).x - this.map.project(bounds.getSouthWest()).x;
      dataset.magnified = width >= this.columns;
    }
  }

  readAddress() {
    const place = placeInAddress();
    if (place) {
      this.map.setView([place[1], place[2]], place[0], { animate: false });
    }
    return place !== null;
  }

  writeAddress() {
    const { lat, lng } = this.map.getCenter();
    const address = `#${this.map.getZoom()}/${lat.toFixed(4)}/${lng.toFixed(4)}`;
    if (this.area && address !== location.hash) {
      history.replaceState(null, '', address);
    }
  }

  async drawLand() {
    const { land, coast } = await drawLand(this.map);
    this.land = land;
    this.coast = coast;
    this.paint();
  }

  /** Takes the colours of the theme. */
  paint() {
    this.land?.setStyle({ fillColor: colour('--land') });
    this.coast?.setStyle({ color: colour('--coast') });
    this.area?.setStyle({ color: colour('--area') });
  }

  /** Writes everything on the map that is words. The credit is that of the rain's data, where there is one. */
  speak(rainCredit) {
    this.names?.remove();
    this.names = L.layerGroup(cities.map(([latitude, longitude, zoom, en, ja]) => {
      const name = document.createElement('span');
      name.textContent = language() === 'ja' ? ja : en;
      const icon = L.divIcon({ className: `city from-${zoom}`, html: name, iconSize: [0, 0] });
      return L.marker([latitude, longitude], { icon, pane: 'cities', interactive: false, keyboard: false });
    })).addTo(this.map);
    this.zoom?.remove();
    this.zoom = L.control.zoom({ position: 'topleft', zoomInTitle: say('zoomIn'), zoomOutTitle: say('zoomOut') })
      .addTo(this.map);
    this.credits.forEach((credit) => this.map.attributionControl.removeAttribution(credit));
    this.credits = [say('mapCredit'), ...(rainCredit ? [plain(say('rainCredit', { credit: rainCredit }))] : [])];
    this.credits.forEach((credit) => this.map.attributionControl.addAttribution(credit));
  }

  /** Replaces the frames by those of a forecast; resolves when each is loaded, to whether all of them are. */
  async load(forecast, frames) {
    const { south, west, north, east } = forecast.bounds;
    const bounds = L.latLngBounds([south, west], [north, east]);
    const next = frames.map(({ url, observed }) => L.imageOverlay(url, bounds, {
      pane: 'rain', className: observed ? 'frame observed' : 'frame forecast', interactive: false,
    }).addTo(this.map));
    const loaded = await Promise.all(next.map((frame) => frame.getElement().decode().then(() => true, () => false)));
    this.frames.forEach((frame) => frame.remove());
    this.frames = next;
    this.columns = forecast.grid.nx;
    this.showArea(bounds);
    this.zoomed();
    return loaded.every(Boolean);
  }

  showArea(bounds) {
    const first = this.area === null;
    this.area?.remove();
    this.area = L.rectangle(bounds, {
      pane: 'coast', fill: false, weight: 1.5, dashArray: '2 6', interactive: false, className: 'area',
    }).addTo(this.map);
    this.paint();
    if (landArea.contains(bounds)) {
      this.map.setMaxBounds(landArea).setMinZoom(this.map.getBoundsZoom(landArea, true));
    }
    if (first && !this.readAddress()) {
      this.map.fitBounds(bounds, { animate: false, paddingTopLeft: [10, 70], paddingBottomRight: [10, 150] });
    }
  }

  /** Shows one of the loaded frames. */
  show(index) {
    this.frames.forEach((frame, i) => frame.getElement().classList.toggle('shown', i === index));
  }

  /** Opens a box of content at a place. */
  openPlace(latlng, content) {
    this.popup?.remove();
    this.popup = L.popup({ className: 'place', minWidth: 230, maxWidth: 280, autoPanPaddingBottomRight: [10, 190],
      autoPanPaddingTopLeft: [10, 80] }).setLatLng(latlng).setContent(content).openOn(this.map);
    this.popup.getElement().querySelector('.leaflet-popup-close-button')?.setAttribute('aria-label', say('close'));
    return this.popup;
  }
}
