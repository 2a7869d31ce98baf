// The buttons that save the animation.

import { compact } from '../api/times.js';
import { element } from '../ui/element.js';
import { framesOf, ShownAnew } from './animation.js';
import { recordedType, recordVideo } from './video.js';

const endings = { 'video/mp4': 'mp4', 'video/webm': 'webm', 'image/gif': 'gif' };

/** By the message that names it: how a file is made. The encoder of GIFs is fetched when it is wanted first. */
const makers = {
  saveVideo: recordVideo,
  saveGif: async (...parts) => (await import('./gif.js')).makeGif(...parts),
};

/** Hands a file to the reader. */
function save(blob, { baseTime }) {
  const name = `amagumo-${compact(baseTime)}.${endings[blob.type.split(';')[0]]}`;
  const link = Object.assign(element('a', ''), { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Buttons for what this browser can make; one file is made at a time. */
export function saveButtons(store, map, rain, words) {
  const buttons = Object.keys(makers).filter((key) => key !== 'saveVideo' || recordedType() !== undefined).map((key) => {
    const button = element('button', 'action', words.say(key));
    button.type = 'button';
    button.addEventListener('click', () => make(key, button));
    return button;
  });
  async function make(key, button) {
    const { forecast, loaded } = store.state;
    if (forecast === null || rain.layer.drawsFields !== true || !loaded.every(Boolean) || !rain.field.settled) {
      button.textContent = words.say('saveLater');
      return;
    }
    if (framesOf(store, rain).length === 0) {
      button.textContent = words.say('saveNone');
      return;
    }
    store.update({ playing: false });
    buttons.forEach((one) => { one.disabled = true; });
    const made = () => makers[key](store, map, rain, (part) => {
      button.textContent = words.say('saving', { percent: Math.round(100 * part) });
    });
    try {
      // Forecasts come minutes apart: one that comes meanwhile is what the file is made of.
      const file = await made().catch((reason) => (reason instanceof ShownAnew ? made() : Promise.reject(reason)));
      save(file, store.state.forecast);
      button.textContent = words.say(key);
    } catch (reason) {
      reportError(reason);
      button.textContent = words.say('saveFailed');
    }
    buttons.forEach((one) => { one.disabled = false; });
  }
  return buttons;
}
