import { Store } from '/js/state/store.js';
import { shownIndex } from '/js/state/frames.js';
import { initialState } from '/js/state/viewer.js';
import { Player } from '/js/timeline/player.js';
import { equal, test } from './harness.js';
import { forecast, laterForecast, look } from './samples.js';

/** Runs a body with a player whose pictures come when the body says, and a rain that notes what it is told to show. */
async function playing(body, { awaited = () => false, smooth = true } = {}) {
  const { requestAnimationFrame: real } = globalThis;
  let next = null;
  let now = 0;
  globalThis.requestAnimationFrame = (callback) => { next = callback; return 1; };
  const moments = [];
  const store = new Store({ ...initialState('en', 'light', { ...look, smooth }, 0), forecast: forecast() });
  const player = new Player(store, { layer: { awaits: awaited }, show: (moment) => moments.push(moment) }, () => {});
  /** Pictures 20 ms apart. */
  const pass = (milliseconds) => {
    for (let end = now + milliseconds; now < end && next !== null;) {
      const callback = next;
      next = null;
      now += 20;
      callback(now);
    }
  };
  try {
    await body({ store, player, pass, moments, shown: () => shownIndex(store.state), due: () => next !== null });
  } finally {
    globalThis.requestAnimationFrame = real;
  }
}

test('opens paused at the latest observation', () => playing(({ shown, due, moments }) => {
  equal([shown(), due(), moments], [4, false, [4]]);
}));

test('steps round both ends and stays', () => playing(({ store, player, shown, due }) => {
  player.step(-5);
  equal(shown(), 19);
  player.step(1);
  equal([shown(), store.state.playing, due()], [0, false, false]);
  player.end(true);
  equal(shown(), 19);
  player.now();
  equal([shown(), store.state.shownTime], [4, null]);
}));

test('five minutes take 400 ms, less if told so, and the moments lie between the frames', () => playing(({ store, player, pass, shown, moments }) => {
  player.toggle();
  pass(20); // the first picture only sets the clock
  pass(200);
  equal([shown(), Number(moments.at(-1).toFixed(6))], [4, 4.5]);
  pass(200);
  equal(shown(), 5);
  store.update({ speed: 4 });
  pass(400);
  equal(Number(moments.at(-1).toFixed(6)), 9);
}));

test('goes from the end to the beginning after a pause', () => playing(({ player, pass, shown }) => {
  player.show(18);
  player.toggle();
  pass(420);
  equal(shown(), 19);
  pass(1180);
  equal(shown(), 19);
  pass(40);
  equal(shown(), 0);
}));

test('waits for a frame that is on its way, but not for one that does not come', () => {
  let awaited = [7, 8];
  return playing(({ player, pass, shown, moments }) => {
    player.toggle();
    pass(4000);
    equal([shown(), Math.max(...moments)], [6, 6]);
    awaited = []; // one came, the other one failed
    pass(800);
    equal(shown(), 8);
  }, { awaited: (index) => awaited.includes(index) });
});

test('a tab that was hidden goes on where it was', () => playing(({ player, shown, pass, moments }) => {
  const { requestAnimationFrame: fake } = globalThis;
  player.toggle();
  pass(20);
  let late = null;
  globalThis.requestAnimationFrame = (callback) => { late = callback; return 1; };
  pass(20);
  globalThis.requestAnimationFrame = fake;
  late(3_600_000);
  equal([shown(), moments.at(-1) < 4.5], [4, true]);
}));

test('shows plain frames where motion is not wanted', () => playing(({ player, pass, moments }) => {
  player.toggle();
  pass(1000);
  equal(moments.every(Number.isInteger), true);
}, { smooth: false }));

test('choosing a frame pauses', () => playing(({ store, player, pass, shown, due }) => {
  player.toggle();
  player.show(7);
  pass(20);
  equal([shown(), store.state.playing, due()], [7, false, false]);
}));

test('goes on where it was when a newer forecast comes', () => playing(({ store, player, pass, shown }) => {
  player.show(9);
  player.toggle();
  store.update({ forecast: laterForecast(5) });
  equal(shown(), 8);
  pass(440);
  equal(shown(), 9);
}));

test('does nothing while there is no forecast', () => playing(({ store, player, due }) => {
  store.update({ forecast: null });
  player.toggle();
  player.step(1);
  player.show(3);
  equal([store.state.playing, store.state.shownTime, due()], [false, null, false]);
}));
