import { equal, settle, test } from './harness.js';

const page = 'http://rain.example/map/';

/** What a touch of a notification does where the browser has some windows: which has the focus then, and what is opened. */
async function touched(windows) {
  const listeners = {};
  const done = [];
  const self = {
    location: `${page}worker.js?version=1`,
    addEventListener: (kind, listener) => { listeners[kind] = listener; },
    clients: {
      matchAll: async () => windows.map((url) => ({ url, focus: async () => done.push(`focus ${url}`) })),
      openWindow: async (url) => done.push(`open ${url}`),
    },
  };
  new Function('self', await (await fetch('/worker.js')).text())(self);
  const notification = { close: () => done.push('close'), data: { url: `${page}#9/35/139` } };
  listeners.notificationclick({ notification, waitUntil: () => {} });
  await settle();
  return done;
}

test('a notification leads to the page, which is opened where it is not', async () => {
  equal(await touched([`${page}admin.html`, `${page}?lang=ja#5/36/138`]), ['close', `focus ${page}?lang=ja#5/36/138`]);
  equal(await touched([`${page}admin.html`]), ['close', `open ${page}#9/35/139`]);
});
