// Rain as pictures: a frame is an image that the server has reprojected to Web Mercator.

const { L } = window;

/**
 * A layer of rain draws the frames of one forecast.
 *
 * @typedef {object} RainLayer
 * @property {boolean} complete whether every frame could be loaded
 * @property {(index: number) => void} show shows one frame and no other; at once, for everything is loaded
 * @property {() => void} remove takes all of it from the map
 */

/**
 * Loads the frames of a forecast into the pane "rain"; none is visible before `show`.
 *
 * @param {L.Map} map
 * @param {object} forecast
 * @returns {Promise<RainLayer>}
 */
export async function openImages(map, { frames, bounds, columns }) {
  const corners = L.latLngBounds([bounds.south, bounds.west], [bounds.north, bounds.east]);
  const images = frames.map(({ url, observed }) => L.imageOverlay(url, corners, {
    pane: 'rain', className: observed ? 'frame observed' : 'frame forecast', interactive: false,
  }).addTo(map));

  /** Cells stay crisp where they are larger than pixels; where they are smaller they are averaged, not dropped. */
  function magnify() {
    const width = map.project(corners.getNorthEast()).x - map.project(corners.getSouthWest()).x;
    images.forEach((image) => image.getElement().classList.toggle('magnified', width >= columns));
  }

  map.on('zoomend viewreset', magnify);
  magnify();
  const loaded = await Promise.all(images.map((image) => image.getElement().decode().then(() => true, () => false)));
  return {
    complete: loaded.every(Boolean),
    show(index) {
      images.forEach((image, i) => image.getElement().classList.toggle('shown', i === index));
    },
    remove() {
      map.off('zoomend viewreset', magnify);
      images.forEach((image) => image.remove());
    },
  };
}
