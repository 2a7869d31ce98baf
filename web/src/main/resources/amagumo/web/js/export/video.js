// The animation as a video file, recorded in the browser.

import { canvasOf, drawPicture } from './picture.js';
import { Words } from '../text/words.js';
import { element } from '../ui/element.js';
import { compact } from '../api/times.js';

const picturesASecond = 15;
/** Pictures from one frame to the next, where the rain moves. */
const picturesOfAFrame = 6;
const bitsASecond = 4_000_000;
const types = ['video/webm;codecs=vp9', 'video/webm', 'video/mp4'];

/** The kind of video that this browser records, or undefined. */
export function recordedType() {
  return 'MediaRecorder' in window && 'captureStream' in HTMLCanvasElement.prototype
    ? types.find((type) => MediaRecorder.isTypeSupported(type)) : undefined;
}

function wait(milliseconds) {
  return new Promise((resolve) => { setTimeout(resolve, milliseconds); });
}

/** The moments of the animation: numbers of frames, with fractions in between where the rain moves. */
export function momentsOf({ frames }, smooth) {
  const steps = smooth ? picturesOfAFrame : 1;
  return Array.from({ length: (frames.length - 1) * steps + 1 }, (_, picture) => picture / steps);
}

/**
 * Records what the map shows, from the first frame to the last, at its size and place of now.
 *
 * @param {(part: number) => void} onProgress told how much is done, 0 to 1
 * @returns {Promise<Blob>}
 */
export async function recordAnimation(store, map, rain, onProgress) {
  const { state } = store;
  const { forecast } = state;
  const words = new Words(state.language);
  const canvas = canvasOf(map);
  const context = canvas.getContext('2d');
  const stream = canvas.captureStream(0);
  const [track] = stream.getVideoTracks();
  const recorder = new MediaRecorder(stream, { mimeType: recordedType(), videoBitsPerSecond: bitsASecond });
  const chunks = [];
  recorder.addEventListener('dataavailable', ({ data }) => chunks.push(data));
  const ended = new Promise((resolve) => { recorder.addEventListener('stop', resolve); });
  const credits = [words.say('disclaimer'), map.attributionControl.getContainer().textContent];
  const moments = momentsOf(forecast, state.smooth);
  const pause = (1000 / picturesASecond) * (state.smooth ? 1 : picturesOfAFrame);
  recorder.start();
  for (const [number, moment] of moments.entries()) {
    const index = Math.floor(moment);
    rain.layer.drawAt(moment);
    drawPicture(context, map, {
      frame: forecast.frames[index], legend: rain.field.legend(state, words, index), title: words.say(`field-${state.field}`), credits,
    }, words);
    track.requestFrame();
    onProgress((number + 1) / moments.length);
    await wait(pause);
  }
  recorder.stop();
  await ended;
  track.stop();
  rain.layer.redraw();
  return new Blob(chunks, { type: recorder.mimeType });
}

/** The name of the file of a recorded forecast. */
export function fileName({ baseTime }, { type }) {
  return `amagumo-${compact(baseTime)}.${type.startsWith('video/mp4') ? 'mp4' : 'webm'}`;
}

/** Hands a file to the reader. */
function save(blob, name) {
  const link = Object.assign(element('a', ''), { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** A button that saves the animation; null where the browser cannot. */
export function videoButton(store, map, rain, words) {
  if (recordedType() === undefined) {
    return null;
  }
  const button = element('button', 'action', words.say('saveVideo'));
  button.type = 'button';
  button.addEventListener('click', async () => {
    const { forecast, loaded } = store.state;
    if (forecast === null || rain.layer.drawsFields !== true || !loaded.every(Boolean)) {
      button.textContent = words.say('saveVideoLater');
      return;
    }
    store.update({ playing: false });
    button.disabled = true;
    try {
      const blob = await recordAnimation(store, map, rain, (part) => {
        button.textContent = words.say('savingVideo', { percent: Math.round(100 * part) });
      });
      save(blob, fileName(forecast, blob));
      button.textContent = words.say('saveVideo');
    } catch (reason) {
      reportError(reason);
      button.textContent = words.say('saveVideoFailed');
    }
    button.disabled = false;
  });
  return button;
}
