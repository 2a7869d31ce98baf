import { listenToForecasts } from '/js/api/events.js';
import { equal, test, withClock } from './harness.js';

/** Runs a body with connections that are objects, and a page that is seen or hidden. */
async function listening(body) {
  const { EventSource: real } = globalThis;
  const opened = [];
  let seen = 'visible';
  globalThis.EventSource = class extends EventTarget {
    static CLOSED = 2;
    readyState = 1;
    constructor() {
      super();
      opened.push(this);
    }
    close() {
      this.readyState = 2;
    }
  };
  Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => seen });
  const turn = (to) => {
    seen = to;
    document.dispatchEvent(new Event('visibilitychange'));
  };
  const open = () => opened.filter(({ readyState }) => readyState === 1).length;
  try {
    await withClock((clock) => body({ opened, open, turn, clock }));
  } finally {
    globalThis.EventSource = real;
    delete document.visibilityState;
  }
}

test('holds a connection while the page is seen, and none while it is not', () => listening(async ({ opened, open, turn }) => {
  let told = 0;
  listenToForecasts(() => { told++; });
  equal(open(), 1);
  turn('hidden');
  equal(open(), 0);
  turn('visible');
  equal([open(), opened.length], [1, 2]);
  opened[1].dispatchEvent(new Event('forecast'));
  equal(told, 1);
}));

test('a server that refuses is asked again after a minute, unless nobody looks any more', () => listening(async ({ opened, turn, clock }) => {
  listenToForecasts(() => {});
  const refuse = () => {
    opened.at(-1).close();
    opened.at(-1).dispatchEvent(new Event('error'));
  };
  refuse();
  await clock.pass(60_000);
  equal(opened.length, 2);
  refuse();
  turn('hidden');
  await clock.pass(120_000);
  equal(opened.length, 2);
}));
