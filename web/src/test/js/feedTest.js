import { Feed } from '/js/api/feed.js';
import { shownIndex } from '/js/state/frames.js';
import { Store } from '/js/state/store.js';
import { initialState } from '/js/state/viewer.js';
import { equal, json, test, withClock, withServer } from './harness.js';
import { answer, look, observation } from './samples.js';

const newStore = () => new Store(initialState('en', 'light', look, Date.now()));
const down = () => Promise.reject(new TypeError('Failed to fetch'));
const noForecast = () => json({ detail: 'there is no forecast yet' }, { status: 503, headers: { 'retry-after': '7' } });

const health = () => json({ status: 'waiting for frames', feed: { newestFrame: null, failure: { reason: 'cut' } } });

/** Frames that are there at once, all of them or not. */
const loading = (complete) => ({ first: Promise.resolve(), all: Promise.resolve(complete) });

/** Follows a server that gives one answer after the other, the last one for ever, and no frames before a forecast unless told to. */
function following(answers, body, prepare = () => loading(true), { past = () => json({ observations: [] }), onTaken = () => {} } = {}) {
  const asked = [];
  return withClock((clock) => withServer((url) => {
    if (String(url).endsWith('healthz')) {
      return health();
    }
    if (String(url).includes('/observations')) {
      return past();
    }
    asked.push(Date.now());
    return answers[Math.min(asked.length, answers.length) - 1]();
  }, async () => {
    const store = newStore();
    new Feed(store, prepare, () => {}, onTaken).start();
    await clock.pass(0);
    await body(store, clock, asked);
  }));
}

test('waits as long as the server says for the first forecast, then shows it', () => following(
  [noForecast, noForecast, () => json(answer())],
  async (store, clock, asked) => {
    equal([store.state.trouble.status, store.state.serverDoes, store.state.sourceFailure], [503, 'waiting for frames', 'cut']);
    await clock.pass(13_999);
    equal([asked.length, store.state.forecast], [2, null]);
    await clock.pass(1);
    equal([asked.length, store.state.forecast.version, store.state.trouble], [3, 'v1', null]);
    equal(store.state.sourceFailure, null);
  }));

test('asks a server that is away less and less often, and goes on when it is back', () => following(
  [() => json(answer()), ...Array(8).fill(down), () => json(answer({ version: 'v2' }))],
  async (store, clock, asked) => {
    await clock.pass(30_000);
    equal([store.state.trouble.name, store.state.forecast.version], ['Unreachable', 'v1']);
    await clock.pass(300_000);
    const waits = asked.slice(2).map((time, i) => (time - asked[i + 1]) / 1000);
    const within = (wait, nominal) => wait >= 0.8 * nominal && wait <= 1.2 * nominal;
    equal([2, 4, 8, 16, 30, 30, 30, 30].every((nominal, i) => within(waits[i], nominal)), true, String(waits));
    equal([store.state.trouble, store.state.forecast.version], [null, 'v2']);
  }));

test('asks at once when the network is back, but never twice at a time', () => {
  let finish;
  return following(
    [down, () => new Promise((resolve) => { finish = resolve; })],
    async (store, clock, asked) => {
      dispatchEvent(new Event('online'));
      dispatchEvent(new Event('online'));
      await clock.pass(0);
      equal(asked.length, 2);
      finish(json(answer()));
      await clock.pass(0);
      equal(store.state.forecast.version, 'v1');
      equal(clock.due(), [30_000]);
    });
});

test('the first forecast is shown with its first frame, a later one when all its frames are there; each is loaded once', () => {
  const loads = [];
  const finish = {};
  return following([() => json(answer()), () => json(answer()), () => json(answer({ version: 'v2' }))], async (store, clock) => {
    equal([loads, store.state.forecast], [['v1'], null]);
    finish.first();
    await clock.pass(0);
    equal(store.state.forecast.version, 'v1');
    finish.all(true);
    await clock.pass(60_000);
    equal([loads, store.state.forecast.version], [['v1', 'v2'], 'v1']);
    finish.first();
    await clock.pass(0);
    equal(store.state.forecast.version, 'v1', 'nothing flickers');
    finish.all(true);
    await clock.pass(0);
    equal(store.state.forecast.version, 'v2');
  }, ({ version }) => {
    loads.push(version);
    const end = (name) => new Promise((resolve) => { finish[name] = resolve; });
    return { first: end('first'), all: end('all') };
  });
});

test('pictures that are missing are loaded again soon, for the forecast that is shown already', () => {
  const complete = [false, true];
  const prepared = [];
  return following([() => json(answer())], async (store, clock) => {
    equal(store.state.picturesMissing, true);
    await clock.pass(2400);
    equal(store.state.picturesMissing, false);
    equal([prepared.length, prepared.every((forecast) => forecast === store.state.forecast)], [2, true]);
  }, (forecast) => {
    prepared.push(forecast);
    return loading(complete.shift());
  });
});

test('a server that is too busy to say what it does is not one that waits', () => withClock((clock) => withServer(
  () => json({ detail: 'the server is busy or is stopping' }, { status: 503, headers: { 'retry-after': '5' } }),
  async () => {
    const store = newStore();
    new Feed(store, () => loading(true)).start();
    await clock.pass(0);
    equal([store.state.trouble.status, store.state.serverDoes], [503, null]);
  })));

test('pictures that go on missing are asked for later and later', () => {
  let loads = 0;
  return following([() => json(answer())], async (store, clock) => {
    await clock.pass(60_000);
    equal([loads > 3, loads < 8], [true, true]);
  }, () => {
    loads++;
    return loading(false);
  });
});

test('takes the time from the server where the own clock is wrong', () => following(
  [() => json(answer(), { headers: { date: 'Fri, 01 Mar 2024 02:00:00 GMT' } }),
    () => json(answer(), { headers: { date: 'Fri, 01 Mar 2024 00:00:32 GMT' } })],
  async (store, clock) => {
    equal(store.state.serverAhead, 7_200_000);
    await clock.pass(30_000);
    equal(store.state.serverAhead, 0, 'two seconds are the way of the answer');
  }));

test('what is known of the server’s clock stands while the browser answers with what it kept', () => following(
  [() => json(answer(), { headers: { date: 'Fri, 01 Mar 2024 02:00:00 GMT' } }),
    () => json(answer(), { headers: { date: 'Fri, 01 Mar 2024 02:00:00 GMT', 'amagumo-kept': 'true' } })],
  async (store, clock) => {
    await clock.pass(30_000);
    equal([store.state.offline, store.state.serverAhead], [true, 7_200_000]);
  }));

test('one answer without the hour before takes nothing from the timeline', () => {
  const hour = () => json({ observations: [observation(-25), observation(-30)] });
  const pasts = [hour, down, hour];
  const loads = [];
  return following([() => json(answer())], async (store, clock) => {
    const { forecast } = store.state;
    equal(forecast.frames.length, 22);
    for (const passed of [30_000, 30_000]) {
      await clock.pass(passed);
      equal([store.state.forecast === forecast, loads.length], [true, 1]);
    }
    equal(pasts, []);
  }, (forecast) => {
    loads.push(forecast);
    return loading(true);
  }, { past: () => pasts.shift()() });
});

test('a frame that comes while its forecast is awaited is the latest observation, which is followed', () => {
  const arrived = [[0], [5, 0]];
  return following([() => json(answer())], async (store, clock) => {
    const shown = () => store.state.forecast.frames[shownIndex(store.state)].url;
    equal(shown(), 'frame0.png');
    await clock.pass(30_000);
    equal(shown(), 'seen5.png');
    const { forecast } = store.state;
    await clock.pass(30_000);
    equal(store.state.forecast === forecast, true, 'and shown as long as nothing else comes');
  }, () => loading(true), { past: () => json({ observations: (arrived.length > 1 ? arrived.shift() : arrived[0]).map(observation) }) });
});

test('tells of each answer once the frames in it have been tried', () => {
  let tell;
  let told = 0;
  return following([() => json(answer())], async (store, clock) => {
    equal([store.state.forecast.version, told], ['v1', 0]);
    tell(true);
    await clock.pass(0);
    equal(told, 1);
    await clock.pass(30_000);
    equal(told, 2);
  }, () => ({ first: Promise.resolve(), all: new Promise((resolve) => { tell = resolve; }) }), { onTaken: () => { told++; } });
});

test('a nowcaster that the server does not run gives way to the one that it shows', () => following(
  [() => json(answer()), () => json({ detail: 'not run' }, { status: 404 }), () => json(answer({ version: 'v2' }))],
  async (store, clock, asked) => {
    store.update({ nowcaster: 'nonsense' });
    await clock.pass(0);
    equal([asked.length, store.state.nowcaster, store.state.hint, store.state.trouble], [3, '', 'nowcasterUnknown', null]);
    equal(store.state.forecast.version, 'v2');
  }));
