// Keeps the page and the last forecast for when there is no connection. While there is one, everything is asked of the server,
// so that nothing old is ever shown unasked. A new version of the page brings a worker of its own, at an address of its own.

const version = new URL(self.location).searchParams.get('version');
const pageCache = `page-${version}`;
const forecastCache = 'forecast';
const root = new URL('./', self.location).pathname;
const latestPath = `${root}api/v1/forecasts/latest`;
const observationsPath = `${root}api/v1/observations`;
/** Says that an answer is not of now. */
const keptHeader = 'Amagumo-Kept';

/**
 * What kind of answer by which the page knows of a forecast an address is of, null for all else. The newest answer of each kind is
 * kept: one for each nowcaster, while observations are the same however many of them are asked for.
 */
function kindOf(url) {
  const { pathname, search } = new URL(url);
  return pathname === latestPath ? pathname + search : pathname === observationsPath ? pathname : null;
}

async function install() {
  const answer = await fetch('api/v1/page', { cache: 'no-cache' });
  const page = await answer.json();
  if (page.version !== version) {
    throw new Error('the page has changed meanwhile');
  }
  const cache = await caches.open(pageCache);
  await cache.addAll(['./', 'api/v1/page', ...page.files.filter((file) => !file.includes('admin'))]);
}

async function activate() {
  const old = (await caches.keys()).filter((name) => name.startsWith('page-') && name !== pageCache);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** Addresses of the frames and motions that a list names, however deep. */
function framesIn(value) {
  if (value === null || typeof value !== 'object') {
    return [];
  }
  return Object.entries(value).flatMap(([key, part]) =>
    (['levelsUrl', 'motionUrl'].includes(key) && typeof part === 'string' ? [new URL(part, self.location).href] : framesIn(part)));
}

/** Keeps a frame; fails where there is no connection, but not where the server has no such frame. */
async function keepFrame(cache, url) {
  const answer = await fetch(url);
  if (answer.ok) {
    await cache.put(url, answer);
  }
}

/**
 * Keeps a list and the frames that the lists name now, and no others. The frames come from the browser's own cache. They are there
 * before anything goes: where the connection is lost in between, the list before is whole.
 */
async function keep(request, answer) {
  const cache = await caches.open(forecastCache);
  const kind = kindOf(request.url);
  const there = new Set((await cache.keys()).map(({ url }) => url));
  const frames = framesIn(await answer.clone().json());
  for (const url of frames.filter((one) => !there.has(one))) {
    await keepFrame(cache, url); // one after the other: the page is never made to wait
  }
  await Promise.all([...there].filter((url) => kindOf(url) === kind).map((url) => cache.delete(url)));
  await cache.put(request, answer);
  const keys = await cache.keys();
  const isList = ({ url }) => kindOf(url) !== null;
  const bodies = await Promise.all(keys.filter(isList).map(async (key) => (await cache.match(key)).json()));
  const wanted = new Set(bodies.flatMap(framesIn));
  await Promise.all(keys.filter((key) => !isList(key) && !wanted.has(key.url)).map((key) => cache.delete(key)));
}

/** The newest answer of each kind that is not kept yet, with its request; the frames in it are the page's first. */
const unkept = new Map();

/** One after the other: each looks at what the one before has left. */
let keeping = Promise.resolve();

/** Keeps what is not kept yet; the page says when, once its own frames have been asked for. */
function keepAll() {
  for (const { request, list } of unkept.values()) {
    keeping = keeping.then(() => keep(request, list)).catch(() => {}); // storage is full: the page does without
  }
  unkept.clear();
  return keeping;
}

async function kept(request) {
  const page = await caches.open(pageCache);
  const forecast = await caches.open(forecastCache);
  const isPage = request.mode === 'navigate' && new URL(request.url).pathname === root;
  const found = isPage ? await page.match('./')
    : await forecast.match(request, { ignoreSearch: kindOf(request.url) === observationsPath }) ?? await page.match(request);
  if (found === undefined) {
    return Response.error();
  }
  const headers = new Headers(found.headers);
  headers.set(keptHeader, 'true');
  return new Response(found.body, { status: found.status, headers });
}

async function answer(request) {
  let fresh;
  try {
    fresh = await fetch(request);
  } catch {
    return kept(request);
  }
  const kind = kindOf(request.url);
  if (kind !== null && fresh.ok) {
    unkept.set(kind, { request, list: fresh.clone() });
  }
  return fresh;
}

/** Goes to the page, or opens it at the place that the reader is told of. */
async function goTo(url) {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const page = windows.find((one) => new URL(one.url).pathname === root);
  if (page === undefined) {
    await self.clients.openWindow(url);
  } else {
    (await page.focus()).postMessage({ url });
  }
}

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(goTo(event.notification.data.url));
});
self.addEventListener('message', (event) => event.waitUntil(keepAll()));
self.addEventListener('install', (event) => event.waitUntil(install().then(() => self.skipWaiting())));
self.addEventListener('activate', (event) => event.waitUntil(activate()));
self.addEventListener('fetch', (event) => {
  const { method, url } = event.request;
  const { origin, pathname } = new URL(url);
  const isOthers = ['api/v1/events', 'admin'].some((path) => pathname.startsWith(root + path));
  if (method === 'GET' && origin === self.location.origin && !isOthers) {
    event.respondWith(answer(event.request));
  }
});
