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

/** Lets a link lead from a frame in another page to the whole one, which shows the same in the same language. */
export function leadsToWhole(link, store) {
  const lead = () => { link.href = `./?lang=${store.state.language}${location.hash}`; };
  for (const kind of ['pointerdown', 'click']) { // a middle click is no click
    link.addEventListener(kind, lead);
  }
}

/** Makes a button share; for a while it says that it did, and a notice says so where it could not. */
export function shares(button, store) {
  let timer = 0;
  let label = '';
  button.addEventListener('click', async () => {
    const outcome = await handOver();
    if (outcome === 'failed') {
      store.update({ hint: 'copyFailed' });
    } else if (outcome === 'copied') {
      const copied = new Words(store.state.language).say('copied');
      label = button.classList.contains('done') ? label : button.title;
      button.title = copied;
      button.setAttribute('aria-label', copied);
      button.classList.add('done');
      clearTimeout(timer);
      timer = setTimeout(() => {
        button.classList.remove('done');
        if (button.title === copied) { // else the language was changed meanwhile
          button.title = label;
          button.setAttribute('aria-label', label);
        }
      }, shownMilliseconds);
    }
  });
}
