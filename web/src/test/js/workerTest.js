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

/** A worker whose server and caches are objects, and what it has asked the server for; a list has the addresses of its frames. */
async function keeping() {
  const listeners = {};
  const server = new Map();
  const asked = [];
  const stores = new Map();
  const caches = {
    keys: async () => [...stores.keys()],
    open: async (name) => {
      if (!stores.has(name)) {
        stores.set(name, new Map());
      }
      const entries = stores.get(name);
      const urlOf = (key) => new URL(key.url ?? key, `${page}worker.js`).href;
      return {
        keys: async () => [...entries.keys()].map((url) => ({ url })),
        match: async (key) => entries.get(urlOf(key))?.clone(),
        put: async (key, answer) => { entries.set(urlOf(key), answer); },
        delete: async (key) => entries.delete(urlOf(key)),
      };
    },
  };
  const self = { location: new URL(`${page}worker.js?version=1`), addEventListener: (kind, listener) => { listeners[kind] = listener; } };
  const ask = async (request) => {
    asked.push(request.url ?? request);
    const answer = await server.get(request.url ?? request);
    if (answer === undefined) {
      throw new TypeError('Failed to fetch');
    }
    return new Response(answer);
  };
  new Function('self', 'caches', 'fetch', await (await fetch('/worker.js')).text())(self, caches, ask);
  const get = async (path) => {
    let answer;
    listeners.fetch({ request: { method: 'GET', mode: 'cors', url: page + path }, respondWith: (promise) => { answer = promise; } });
    const response = await answer;
    return response.type === 'error' ? null : response.text();
  };
  /** The page says that it has its frames; ends when the worker has kept what it keeps. */
  const say = () => new Promise((ended) => { listeners.message({ data: 'keep', waitUntil: (kept) => kept.then(ended) }); });
  return { server, asked, get, say };
}

test('the last forecast is kept until all frames of the next are there', async () => {
  const { server, get, say } = await keeping();
  const list = (...names) => JSON.stringify({ frames: names.map((name) => ({ levelsUrl: `f/${name}` })) });
  const latest = 'api/v1/forecasts/latest';
  server.set(page + latest, list('a', 'b'));
  ['a', 'b'].forEach((name) => server.set(`${page}f/${name}`, name));
  await get(latest);
  await say();

  server.clear();
  server.set(page + latest, list('c', 'd')); // and then the connection is lost
  await get(latest);
  await say();
  server.clear();
  equal([await get(latest), await get('f/a'), await get('f/b')], [list('a', 'b'), 'a', 'b']);

  server.set(page + latest, list('b', 'c'));
  server.set(`${page}f/c`, 'c');
  await get(latest);
  await say();
  server.clear();
  equal([await get(latest), await get('f/a'), await get('f/b'), await get('f/c')], [list('b', 'c'), null, 'b', 'c']);
});

test('the frames are asked for once the page has them, one after the other', async () => {
  const { server, asked, get, say } = await keeping();
  const latest = 'api/v1/forecasts/latest';
  const frame = (name) => `${page}f/${name}`;
  let answerA;
  server.set(page + latest, JSON.stringify({ frames: [{ levelsUrl: 'f/a' }, { levelsUrl: 'f/b' }] }));
  server.set(frame('a'), new Promise((resolve) => { answerA = resolve; }));
  server.set(frame('b'), 'b');
  await get(latest);
  await settle();
  equal(asked, [page + latest]);
  const kept = say();
  await until(() => asked.length > 1);
  await settle();
  equal(asked, [page + latest, frame('a')]);
  answerA('a');
  await kept;
  equal(asked, [page + latest, frame('a'), frame('b')]);
});

/** Waits for what bodies of answers take more than promises for. */
async function until(holds) {
  while (!holds()) {
    await new Promise((resolve) => { setTimeout(resolve, 1); });
  }
}
