// The animation as a GIF, made in the browser: for what shows no video.

import { applyPalette, GIFEncoder, quantize } from '../../gifenc/gifenc.js';
import { wait } from '../api/client.js';
import { drawMoments, framesOf } from './animation.js';
import { canvasOf } from './picture.js';

/** Wider than this a file becomes larger than what people send to each other, pixels. */
const mostWidth = 800;
const frameMilliseconds = 200;
const lastMilliseconds = 1500;
/** Pictures that the colours are chosen from; with all of them it would take long and change little. */
const palettePictures = 4;
/** One of 256 is kept for what is as in the picture before. */
const mostColours = 255;

/** A smaller copy of a canvas, to be read. */
function shrunk({ width, height }) {
  const part = Math.min(1, mostWidth / width);
  const canvas = Object.assign(document.createElement('canvas'), { width: Math.round(width * part), height: Math.round(height * part) });
  return canvas.getContext('2d', { willReadFrequently: true });
}

function read(context, from) {
  const { width, height } = context.canvas;
  context.drawImage(from, 0, 0, width, height);
  return context.getImageData(0, 0, width, height).data;
}

/** Colours that all pictures of the animation share: lest what stands still flickers. */
async function paletteOf(context, small, store, map, rain, frames) {
  const { width, height } = small.canvas;
  const sample = new Uint8ClampedArray(4 * width * height * palettePictures);
  const moments = Array.from({ length: palettePictures },
    (_, i) => frames[Math.round((i * (frames.length - 1)) / (palettePictures - 1))]);
  await drawMoments(context, store, map, rain, moments, async (number) => {
    sample.set(read(small, context.canvas), 4 * width * height * number);
  });
  return quantize(sample, mostColours);
}

/**
 * Makes a file of what the map shows: a picture a frame, from the first to the last, which begins again by itself.
 *
 * @param {(part: number) => void} onProgress told how much is done, 0 to 1
 * @returns {Promise<Blob>}
 */
export async function makeGif(store, map, rain, onProgress) {
  const frames = framesOf(store, rain);
  const context = canvasOf(map).getContext('2d');
  const small = shrunk(context.canvas);
  const palette = await paletteOf(context, small, store, map, rain, frames);
  const same = palette.length;
  const encoder = GIFEncoder();
  let before = null;
  await drawMoments(context, store, map, rain, frames, async (number) => {
    const colours = applyPalette(read(small, context.canvas), palette);
    const pixels = before === null ? colours : colours.map((colour, i) => (colour === before[i] ? same : colour));
    encoder.writeFrame(pixels, small.canvas.width, small.canvas.height, {
      ...(before === null ? { palette: [...palette, [0, 0, 0]] } : { transparent: true, transparentIndex: same }),
      dispose: 1, delay: number === frames.length - 1 ? lastMilliseconds : frameMilliseconds,
    });
    before = colours;
    onProgress((number + 1) / frames.length);
    await wait(0);
  });
  encoder.finish();
  return new Blob([encoder.bytesView()], { type: 'image/gif' });
}
