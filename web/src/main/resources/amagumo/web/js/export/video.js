// The animation as a video, recorded in the browser.

import { wait } from '../api/client.js';
import { drawMoments, framesOf } from './animation.js';
import { canvasOf } from './picture.js';

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

/** The moments of the video: numbers of frames, with fractions in between where the rain moves. */
function momentsOf(frames, smooth) {
  const between = Array.from({ length: smooth ? picturesOfAFrame : 1 }, (_, step) => step / picturesOfAFrame);
  return frames.flatMap((index) => (frames.includes(index + 1) ? between.map((part) => index + part) : [index]));
}

/**
 * Records what the map shows, from the first frame to the last.
 *
 * @param {(part: number) => void} onProgress told how much is done, 0 to 1
 * @returns {Promise<Blob>}
 */
export async function recordVideo(store, map, rain, onProgress) {
  const { smooth } = store.state;
  const canvas = canvasOf(map);
  const stream = canvas.captureStream(0);
  const [track] = stream.getVideoTracks();
  const recorder = new MediaRecorder(stream, { mimeType: recordedType(), videoBitsPerSecond: bitsASecond });
  const chunks = [];
  recorder.addEventListener('dataavailable', ({ data }) => chunks.push(data));
  const ended = new Promise((resolve) => { recorder.addEventListener('stop', resolve); });
  const moments = momentsOf(framesOf(store, rain), smooth);
  const pause = (1000 / picturesASecond) * (smooth ? 1 : picturesOfAFrame);
  recorder.start();
  try {
    await drawMoments(canvas.getContext('2d'), store, map, rain, moments, async (number) => {
      track.requestFrame();
      onProgress((number + 1) / moments.length);
      await wait(pause);
    });
  } finally {
    recorder.stop();
    await ended;
    track.stop();
  }
  return new Blob(chunks, { type: recorder.mimeType });
}
