import { Store } from '/js/state/store.js';
import { initialState } from '/js/state/viewer.js';
import { shares } from '/js/ui/share.js';
import { equal, settle, test } from './harness.js';
import { look } from './samples.js';

/** The button and the state after the link was shared with a clipboard. */
async function shared(clipboard) {
  Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true });
  const store = new Store(initialState('en', 'light', look, 0));
  const button = document.createElement('button');
  shares(button, store);
  button.click();
  await settle();
  return [button.className, store.state.hint];
}

test('says whether the link is in the clipboard, which there is none of without a secure connection', async () => {
  equal(await shared({ writeText: async () => {} }), ['done', null]);
  equal(await shared({ writeText: async () => { throw new DOMException('no', 'NotAllowedError'); } }), ['', 'copyFailed']);
  equal(await shared(undefined), ['', 'copyFailed']);
});
