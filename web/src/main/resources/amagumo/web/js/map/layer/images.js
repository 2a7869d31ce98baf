// Rain as pictures, for browsers without WebGL 2: a frame is an image that the server has reprojected to Web Mercator.

import { loadInOrder, orderFrom } from './loading.js';

const { L } = window;

/**
 * A layer of rain draws the frames of one forecast.
 *
 * @typedef {object} RainLayer
 * @property {(first: number, onLoaded: (index: number) => void) => {first: Promise<void>, all: Promise<boolean>}} load fetches
 *   the frames that are not there, what lies around one of them first
 * @property {(index: number) => boolean} has whether a frame is there
 * @property {(index: number) => boolean} awaits whether a frame has neither come nor failed yet
 * @property {(index: number) => ?Uint8Array} levels of a frame, undefined where there are none
 * @property {(index: number) => ?object} motion after a frame, null where there is none
 * @property {(position: number) => void} show shows a moment: the number of a frame, with a fraction on the way to the next
 * @property {(field: object, style: object) => void} dress changes what is shown of the frames, and how
 * @property {boolean} drawsFields whether it can show anything but pictures of the rain
 * @property {() => void} remove takes all of it from the map
 */
class ImageLayer {
  #map;
  #corners;
  #columns;
  #urls;
  #images;
  #there = new Set();
  #awaited;
  #shown = -1;
  #magnify = () => {
    const width = this.#map.project(this.#corners.getNorthEast()).x - this.#map.project(this.#corners.getSouthWest()).x;
    // Cells stay crisp where they are larger than pixels; where they are smaller they are averaged, not dropped.
    this.#images.forEach((image) => image.getElement()?.classList.toggle('magnified', width >= this.#columns));
  };

  constructor(map, { frames, bounds, columns }, pane) {
    this.#map = map;
    this.#columns = columns;
    this.#corners = L.latLngBounds([bounds.south, bounds.west], [bounds.north, bounds.east]);
    this.#urls = frames.map(({ url }) => url);
    this.#images = frames.map(({ url, observed }) => L.imageOverlay(url, this.#corners, {
      pane, className: observed ? 'frame observed' : 'frame forecast', interactive: false,
    }));
    this.#awaited = new Set(frames.keys());
    map.on('zoomend viewreset', this.#magnify);
  }

  load(first, onLoaded) {
    const missing = orderFrom(first, this.#images.length).filter((index) => !this.has(index));
    return loadInOrder(missing, async (index) => {
      try {
        const image = this.#images[index];
        if (this.#map.hasLayer(image)) {
          image.setUrl(this.#urls[index]); // it failed before
        } else {
          image.addTo(this.#map);
        }
        await image.getElement().decode();
        this.#there.add(index);
      } finally {
        this.#awaited.delete(index);
      }
      this.#magnify();
      onLoaded(index);
      this.show(this.#shown);
    });
  }

  has(index) {
    return this.#there.has(index);
  }

  awaits(index) {
    return this.#awaited.has(index);
  }

  levels() {
    return undefined;
  }

  motion() {
    return null;
  }

  /** What is not there yet leaves what is shown. */
  show(position) {
    this.#shown = position;
    const wanted = Math.round(position);
    if (this.has(wanted)) {
      this.#images.forEach((image, index) => image.getElement()?.classList.toggle('shown', index === wanted));
    }
  }

  get drawsFields() {
    return false;
  }

  dress(field, { opacity }) {
    this.#images.forEach((image) => image.setOpacity(opacity));
  }

  remove() {
    this.#map.off('zoomend viewreset', this.#magnify);
    this.#images.forEach((image) => image.remove());
  }
}

/** Opens the frames of a forecast in a pane of the map. */
export function openImages(map, forecast, pane) {
  return new ImageLayer(map, forecast, pane);
}
