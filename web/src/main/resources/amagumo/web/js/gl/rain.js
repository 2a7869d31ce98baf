// Draws rain with WebGL 2.

import { program } from './program.js';
import { fragmentShader, vertexShader } from './shaders.js';
import { FrameTextures, motionTexture, RowTexture } from './textures.js';

const frameSlots = 4;

/** `#rrggbb` or `#rrggbbaa` as four numbers from 0 to 1. */
function channels(colour) {
  return [1, 3, 5, 7].map((i) => (i < colour.length ? parseInt(colour.slice(i, i + 2), 16) / 255 : 1));
}

/** A canvas on which the rain of frames of one grid is drawn. */
export class RainCanvas {
  #canvas;
  #gl;
  #program;
  #grid;
  #frames;
  #rows;
  #motions = new Map();

  /**
   * @param {HTMLCanvasElement} canvas
   * @param {object} grid of `api/levels.js`
   * @throws {Error} if there is no WebGL 2
   */
  constructor(canvas, grid) {
    this.#canvas = canvas;
    this.#grid = grid;
    this.#gl = canvas.getContext('webgl2', { antialias: false, depth: false, preserveDrawingBuffer: false });
    if (this.#gl === null) {
      throw new Error('this browser has no WebGL 2');
    }
    this.#begin();
  }

  #begin() {
    this.#program = program(this.#gl, vertexShader, fragmentShader);
    this.#frames = new FrameTextures(this.#gl, this.#grid, frameSlots);
    this.#rows = new RowTexture(this.#gl, this.#grid);
    this.#motions.clear();
  }

  /** Makes everything again after the graphics processor has forgotten it. */
  restore() {
    this.#begin();
  }

  #motion(motion) {
    if (!this.#motions.has(motion)) {
      this.#motions.set(motion, motionTexture(this.#gl, motion, this.#grid));
    }
    return this.#motions.get(motion);
  }

  /**
   * Draws a moment, or nothing.
   *
   * @param {?{before: Uint8Array, after: Uint8Array, fraction: number, motion: ?object, values: ?number[]}} moment levels of two
   *   frames, how far it is from the first to the second, 0 to 1, how the rain moves between them, and what the levels stand
   *   for if not for rates; null for nothing
   * @param {{west: number, north: number, east: number, south: number, pixelRatio: number, detail: ?number}} view the canvas' edges,
   *   degrees, its pixels on a point of the screen, and which part of the pixels that it could have along a side it has
   * @param {{bounds: number[], colours: string[], missing: string, opacity: number, outline: ?string, comparing: ?boolean}}
   *   style if it is comparing, what is wet by the first bound in both frames, in the second alone and in the first alone has a colour each
   */
  draw(moment, view, style) {
    const gl = this.#gl;
    if (gl.isContextLost()) {
      return;
    }
    if (moment === null) {
      gl.clear(gl.COLOR_BUFFER_BIT);
      return;
    }
    const values = moment.values ?? this.#grid.rates;
    const textures = [this.#frames.of(moment.before, values), this.#frames.of(moment.after, values),
      moment.motion === null ? null : this.#motion(moment.motion)];
    this.#program.use();
    ['before', 'after', 'motion'].forEach((name, unit) => {
      gl.activeTexture(gl.TEXTURE0 + unit);
      gl.bindTexture(gl.TEXTURE_2D, textures[unit] ?? textures[0]);
      gl.uniform1i(this.#program.at(name), unit);
    });
    gl.activeTexture(gl.TEXTURE0 + textures.length);
    gl.uniform1i(this.#program.at('down'), textures.length);
    this.#setView(view);
    gl.uniform1f(this.#program.at('fraction'), moment.fraction);
    gl.uniform1i(this.#program.at('moving'), moment.motion === null ? 0 : 1);
    this.#setStyle(style, view.pixelRatio);
    gl.viewport(0, 0, this.#canvas.width, this.#canvas.height);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
  }

  #setView({ west, north, east, south, detail = 1 }) {
    const gl = this.#gl;
    const grid = this.#grid;
    const { width, height } = this.#canvas;
    const across = (east - west) / (grid.east - grid.west) / width;
    gl.uniform2f(this.#program.at('across'), (west - grid.west) / (grid.east - grid.west), across);
    gl.uniform2f(this.#program.at('cell'), 1 / grid.columns, 1 / grid.rows);
    gl.uniform2f(this.#program.at('cellsOfAPixel'), detail * across * grid.columns,
      detail * ((north - south) / (grid.north - grid.south)) * (grid.rows / height));
    this.#rows.set(north, south, height);
  }

  #setStyle({ bounds, colours, missing, opacity, outline = '#00000000', comparing = false }, pixelRatio) {
    const gl = this.#gl;
    gl.uniform1i(this.#program.at('comparing'), comparing ? 1 : 0);
    gl.uniform1i(this.#program.at('classes'), bounds.length);
    gl.uniform1fv(this.#program.at('bounds'), bounds.map((bound) => bound * 0.9999)); // halves are rounded
    gl.uniform4fv(this.#program.at('colours'), colours.flatMap(channels));
    gl.uniform1f(this.#program.at('opacity'), opacity);
    gl.uniform4fv(this.#program.at('missing'), channels(missing));
    gl.uniform4fv(this.#program.at('outline'), channels(outline));
    gl.uniform1f(this.#program.at('pixelRatio'), pixelRatio);
  }

  /** Forgets everything, so that the graphics processor's memory is free at once. */
  remove() {
    this.#frames.remove();
    this.#rows.remove();
    this.#motions.forEach((texture) => this.#gl.deleteTexture(texture));
    this.#gl.getExtension('WEBGL_lose_context')?.loseContext();
  }
}
