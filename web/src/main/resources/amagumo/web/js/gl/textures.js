// Frames, motions and their storage on the graphics processor.

const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

/** The nearest number of 16 bits (IEEE 754 binary16) to one that is positive and below 65504. */
export function half(number) {
  [float[0]] = [Math.abs(number)];
  const sign = number < 0 ? 0x8000 : 0;
  const exponent = (bits[0] >>> 23) - 112;
  if (exponent <= 0) {
    return sign | Math.round(Math.abs(number) * 2 ** 24); // subnormal
  }
  return sign | ((exponent << 10) + (((bits[0] & 0x7fffff) + 0x1000) >>> 13));
}

function make(gl, columns, rows) {
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RG16F, columns, rows);
  for (const [name, value] of [['MIN_FILTER', 'LINEAR'], ['MAG_FILTER', 'LINEAR'], ['WRAP_S', 'CLAMP_TO_EDGE'], ['WRAP_T', 'CLAMP_TO_EDGE']]) {
    gl.texParameteri(gl.TEXTURE_2D, gl[`TEXTURE_${name}`], gl[value]);
  }
  return texture;
}

function fill(gl, texture, columns, rows, halves) {
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.pixelStorei(gl.UNPACK_ALIGNMENT, 4);
  gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, columns, rows, gl.RG, gl.HALF_FLOAT, halves);
}

/** For each level the two halves that a cell of it becomes, as one number of 32 bits: its value and 1, or nothing. */
function cellsOf(values) {
  const cells = new Uint32Array(256);
  values.forEach((value, level) => {
    cells[level] = Number.isNaN(value) ? 0 : half(value) | (half(1) << 16); // every browser's machine is little-endian
  });
  return cells;
}

/**
 * The frames that are drawn, a few at a time: while others take their turn they stay packed in ordinary memory. A frame
 * that is drawn again soon is not sent again.
 */
export class FrameTextures {
  #gl;
  #grid;
  #cells = new Map();
  #halves;
  #slots = [];
  #uses = 0;

  /** @param grid of `api/levels.js` @param {number} slots how many frames are kept; 3 or more */
  constructor(gl, grid, slots) {
    this.#gl = gl;
    this.#grid = grid;
    this.#halves = new Uint32Array(grid.columns * grid.rows);
    for (let i = 0; i < slots; i++) {
      this.#slots.push({ levels: null, used: 0, texture: make(gl, grid.columns, grid.rows) });
    }
  }

  /** The texture of a frame's levels. @param {number[]} values what each of them stands for */
  of(levels, values) {
    const slot = this.#slots.find((one) => one.levels === levels)
      ?? this.#slots.reduce((oldest, one) => (one.used < oldest.used ? one : oldest));
    slot.used = ++this.#uses;
    if (slot.levels !== levels) {
      slot.levels = levels;
      const cells = this.#cellsOf(values);
      for (let i = 0; i < levels.length; i++) {
        this.#halves[i] = cells[levels[i]];
      }
      const { columns, rows } = this.#grid;
      fill(this.#gl, slot.texture, columns, rows, new Uint16Array(this.#halves.buffer));
    }
    return slot.texture;
  }

  #cellsOf(values) {
    if (!this.#cells.has(values)) {
      this.#cells.set(values, cellsOf(values));
    }
    return this.#cells.get(values);
  }

  remove() {
    this.#slots.forEach(({ texture }) => this.#gl.deleteTexture(texture));
  }
}

/** The texture of a motion: its displacements in parts of the grid's area. */
export function motionTexture(gl, motion, grid) {
  const texture = make(gl, motion.columns, motion.rows);
  const halves = new Uint16Array(2 * motion.columns * motion.rows);
  motion.east.forEach((degrees, node) => {
    halves[2 * node] = half(degrees / (grid.east - grid.west));
    halves[2 * node + 1] = half(-motion.north[node] / (grid.north - grid.south));
  });
  fill(gl, texture, motion.columns, motion.rows, halves);
  return texture;
}

const radians = Math.PI / 180;

/** Where the rows of pixels of a Web Mercator map are on a latitude-longitude grid. */
export class RowTexture {
  #gl;
  #grid;
  #texture;
  #held = '';

  constructor(gl, grid) {
    this.#gl = gl;
    this.#grid = grid;
    this.#texture = gl.createTexture();
  }

  /** Binds the texture of a map between two latitudes, degrees, so many pixels high. */
  set(north, south, height) {
    const gl = this.#gl;
    gl.bindTexture(gl.TEXTURE_2D, this.#texture);
    const wanted = `${north} ${south} ${height}`;
    if (wanted === this.#held) {
      return;
    }
    this.#held = wanted;
    const [bottom, top] = [south, north].map((latitude) => Math.asinh(Math.tan(latitude * radians)));
    const places = Float32Array.from({ length: height }, (_, row) => {
      const latitude = Math.atan(Math.sinh(bottom + ((row + 0.5) / height) * (top - bottom))) / radians;
      return (this.#grid.north - latitude) / (this.#grid.north - this.#grid.south);
    });
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.R32F, height, 1, 0, gl.RED, gl.FLOAT, places);
    for (const name of ['MIN_FILTER', 'MAG_FILTER']) {
      gl.texParameteri(gl.TEXTURE_2D, gl[`TEXTURE_${name}`], gl.NEAREST);
    }
  }

  remove() {
    this.#gl.deleteTexture(this.#texture);
  }
}
