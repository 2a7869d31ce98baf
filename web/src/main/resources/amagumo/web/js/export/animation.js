// The animation, picture by picture, for who makes a file of it.

import { Words } from '../text/words.js';
import { drawPicture } from './picture.js';

/** The map has come to show something else while it was drawn. */
export class ShownAnew extends Error {}

/** The numbers of the frames that what is shown has a map of: chances are of the future, comparisons of the past. */
export function framesOf({ state: { forecast } }, { field }) {
  return [...forecast.frames.keys()].filter((index) => field.covers(index));
}

/**
 * Draws what the map shows at some moments, one after the other, at its size and place of now; then the map shows again what it did.
 *
 * @param {CanvasRenderingContext2D} context of a canvas of `canvasOf`
 * @param {number[]} moments numbers of frames, with fractions in between where the rain moves
 * @param {(number: number) => Promise<void>} onPicture told the number of each as it is there
 * @throws {ShownAnew} if another forecast or field came meanwhile
 */
export async function drawMoments(context, store, map, rain, moments, onPicture) {
  const { state } = store;
  const words = new Words(state.language);
  const credits = [words.say('disclaimer'), map.attributionControl.getContainer().textContent];
  const title = words.say(`field-${state.field}`);
  for (const [number, moment] of moments.entries()) {
    if (store.state.forecast !== state.forecast || store.state.field !== state.field) {
      throw new ShownAnew('a file is of one forecast');
    }
    const index = Math.floor(moment);
    rain.layer.drawAt(moment);
    drawPicture(context, map, {
      forecast: state.forecast, frame: state.forecast.frames[index], motion: state.arrows ? rain.layer.motion(index) : null,
      legend: rain.field.legend(state, words, index), title, credits,
    }, words);
    await onPicture(number);
  }
  rain.layer.redraw();
}
