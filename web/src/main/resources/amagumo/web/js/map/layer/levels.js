// Rain as levels that the graphics processor reprojects, moves and colours.

import { levelsAt, motionAt } from '../../api/levels.js';
import { RainCanvas } from '../../gl/rain.js';
import { loadInOrder, orderFrom } from './loading.js';
import { Pace } from './pace.js';

const { L } = window;

const minute = 60_000;
/** More pixels than this on a point of the screen cost time and show nothing. */
const mostPixelsOfAPoint = 2;

/** A canvas that covers the visible map and follows it, however it moves. */
const MapCanvas = L.Layer.extend({
  initialize(pane, draw) {
    this.pane = pane;
    this.draw = draw;
    this.detail = 1;
  },

  onAdd(map) {
    this.canvas ??= L.DomUtil.create('canvas', 'rain leaflet-zoom-animated');
    map.getPane(this.pane).append(this.canvas);
    this.place();
  },

  onRemove() {
    this.canvas.remove();
  },

  getEvents() {
    return { move: this.place, resize: this.place, viewreset: this.place, zoomend: this.place, zoomanim: this.zoom };
  },

  /** Puts the canvas over what is seen, and draws. */
  place() {
    this.fit();
    this.draw();
  },

  fit() {
    const map = this._map;
    const { x, y } = map.getSize();
    this.pixelRatio = Math.min(devicePixelRatio, mostPixelsOfAPoint) * this.detail;
    const [width, height] = [Math.round(x * this.pixelRatio), Math.round(y * this.pixelRatio)];
    if (this.canvas.width !== width || this.canvas.height !== height) {
      Object.assign(this.canvas, { width, height });
      Object.assign(this.canvas.style, { width: `${x}px`, height: `${y}px` });
    }
    const corner = map.containerPointToLayerPoint([0, 0]);
    L.DomUtil.setPosition(this.canvas, corner);
    const northWest = map.containerPointToLatLng([0, 0]);
    const southEast = map.containerPointToLatLng([x, y]);
    this.placed = { northWest, zoom: map.getZoom() };
    this.view = {
      west: northWest.lng, north: northWest.lat, east: southEast.lng, south: southEast.lat,
      pixelRatio: this.pixelRatio, detail: this.detail,
    };
  },

  /** Changes how finely it is drawn, as `Pace` says; it is empty then, until it is drawn on. */
  refine(detail) {
    if (detail !== this.detail) {
      this.detail = detail;
      this.fit();
    }
  },

  /** While the map zooms, what was drawn zooms with it. */
  zoom({ zoom, center }) {
    const map = this._map;
    const scale = map.getZoomScale(zoom, this.placed.zoom);
    const offset = map._latLngToNewLayerPoint(this.placed.northWest, zoom, center); // as Leaflet's own layers do
    L.DomUtil.setTransform(this.canvas, offset, scale);
  },
});

/** What lies between two frames: the motion up to the second one, if they are one step apart. */
function motionUrlBetween(frames, index, stepMinutes) {
  const next = frames[index + 1];
  return next !== undefined && next.time - frames[index].time === stepMinutes * minute ? next.motionUrl : null;
}

/** The frames of one forecast, drawn with WebGL 2. A `RainLayer`, as `images.js` describes. */
class LevelLayer {
  #map;
  #forecast;
  #field = null;
  #style = null;
  #levels = [];
  #awaited;
  #motions = new Map();
  #position = 0;
  #rain;
  #layer;
  #pace = new Pace();
  #pending = 0;
  /** What the canvas shows: all that its picture is made of. */
  #drawn = [];
  #shown = false;

  constructor(map, forecast, pane) {
    this.#map = map;
    this.#forecast = forecast;
    this.#awaited = new Set(forecast.frames.keys());
    this.#layer = new MapCanvas(pane, () => this.redraw());
    this.#layer.canvas = L.DomUtil.create('canvas', 'rain leaflet-zoom-animated');
    this.#rain = new RainCanvas(this.#layer.canvas, forecast.levels);
    this.#layer.canvas.addEventListener('webglcontextlost', (event) => event.preventDefault());
    this.#layer.canvas.addEventListener('webglcontextrestored', () => {
      this.#rain.restore();
      this.#drawn = [];
      this.redraw();
    });
  }

  /** Begins to load what is not there, what lies around a frame first. */
  load(first, onLoaded) {
    const { frames, levels, stepMinutes } = this.#forecast;
    const order = orderFrom(first, frames.length);
    const loading = loadInOrder(order.filter((index) => !this.has(index)), async (index) => {
      try {
        this.#levels[index] = await levelsAt(frames[index].levelsUrl, levels);
      } finally {
        this.#awaited.delete(index);
      }
      onLoaded(index);
      this.redraw();
    });
    const urls = order.map((index) => motionUrlBetween(frames, index, stepMinutes))
      .filter((url) => url !== null && !this.#motions.has(url));
    loading.first.then(() => loadInOrder([...new Set(urls)], async (url) => {
      this.#motions.set(url, await motionAt(url)); // without it frames are mixed, not moved
    }));
    return loading;
  }

  has(index) {
    return this.#levels[index] !== undefined;
  }

  awaits(index) {
    return this.#awaited.has(index);
  }

  /** The levels of a frame, or undefined while they are not there. */
  levels(index) {
    return this.#levels[index];
  }

  /** The motion after a frame, or null. */
  motion(index) {
    return this.#motions.get(motionUrlBetween(this.#forecast.frames, index, this.#forecast.stepMinutes)) ?? null;
  }

  show(position) {
    this.#position = position;
    if (!this.#shown) {
      this.#shown = true;
      this.#layer.addTo(this.#map);
    }
    this.redraw();
  }

  get drawsFields() {
    return true;
  }

  dress(field, style) {
    this.#field = field;
    this.#style = style;
    this.redraw();
  }

  remove() {
    cancelAnimationFrame(this.#pending);
    this.#layer.remove();
    this.#rain.remove();
  }

  /** Draws a moment at once, for who takes a picture of it. */
  drawAt(position) {
    this.#drawn = []; // the canvas is empty to who reads it, once the browser has shown it
    this.#draw(position, 1);
  }

  /** Draws with the browser's next picture, however often it is asked, unless the same is there already. */
  redraw() {
    if (this.#shown && this.#field !== null && this.#pending === 0) {
      this.#pending = requestAnimationFrame((now) => {
        this.#pending = 0;
        this.#draw(this.#position, this.#pace.next(this.#position % 1 !== 0, now));
      });
    }
  }

  #draw(position, detail) {
    const moment = this.#field.moment(position);
    if (moment === undefined || this.#layer.view === undefined) {
      return; // what was drawn before stays
    }
    this.#layer.refine(detail);
    const picture = [this.#layer.view, this.#style, moment?.before, moment?.after, moment?.fraction, moment?.motion];
    if (picture.some((part, index) => part !== this.#drawn[index])) {
      this.#rain.draw(moment, this.#layer.view, this.#style);
      this.#drawn = picture;
    }
  }
}

/**
 * Opens the frames of a forecast in a pane of the map.
 *
 * @throws {Error} if the browser cannot do it
 */
export function openLevels(map, forecast, pane) {
  return new LevelLayer(map, forecast, pane);
}
