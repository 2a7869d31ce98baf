// A link to what is shown.

import { Words } from '../text/words.js';

const shownMilliseconds = 3000;

/**
 * Hands the address of the page to who the reader chooses, or else to the clipboard.
 *
 * @returns {Promise<'shared'|'copied'|'failed'>} what came of it; without a secure connection there is no clipboard
 */
async function handOver() {
  if (navigator.share !== undefined && matchMedia('(pointer: coarse)').matches) {
    await navigator.share({ title: document.title, url: location.href }).catch(() => {}); // the reader changed their mind
    return 'shared';
  }
  return navigator.clipboard?.writeText(location.href).then(() => 'copied', () => 'failed') ?? 'failed';
}

/** Makes a button share; for a while it says that it did, and a notice says so where it could not. */
export function shares(button, store) {
  button.addEventListener('click', async () => {
    const outcome = await handOver();
    if (outcome === 'failed') {
      store.update({ hint: 'copyFailed' });
    } else if (outcome === 'copied') {
      const words = new Words(store.state.language);
      const { title } = button;
      button.title = words.say('copied');
      button.setAttribute('aria-label', words.say('copied'));
      button.classList.add('done');
      setTimeout(() => {
        button.title = title;
        button.setAttribute('aria-label', title);
        button.classList.remove('done');
      }, shownMilliseconds);
    }
  });
}
