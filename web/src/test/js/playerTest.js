import { Store } from '/js/state/store.js';
import { shownIndex } from '/js/state/frames.js';
import { initialState } from '/js/state/viewer.js';
import { Player } from '/js/timeline/player.js';
import { equal, test, withClock } from './harness.js';
import { forecast, laterForecast } from './samples.js';

function playing(body) {
  return withClock(async (clock) => {
    const store = new Store({ ...initialState('en', 'light', 0), forecast: forecast() });
    const player = new Player(store);
    await body(store, player, clock, () => shownIndex(store.state));
  });
}

test('steps round both ends and stays', () => playing((store, player, clock, shown) => {
  player.step(-5);
  equal(shown(), 19);
  player.step(1);
  equal([shown(), store.state.playing, clock.due()], [0, false, []]);
}));

test('plays from frame to frame, longer at now and at the end, faster if told so', () => playing(async (store, player, clock, shown) => {
  player.toggle();
  equal(clock.due(), [1260]);
  await clock.pass(1260);
  equal([shown(), clock.due()], [5, [420]]);
  store.update({ speed: 2 });
  equal(clock.due(), [210]);
  await clock.pass(14 * 210);
  equal([shown(), clock.due()], [19, [630]]);
  await clock.pass(630);
  equal(shown(), 0);
  player.toggle();
  equal([store.state.playing, clock.due()], [false, []]);
}));

test('choosing a frame pauses', () => playing((store, player, clock, shown) => {
  player.toggle();
  player.show(7);
  equal([shown(), store.state.playing, clock.due()], [7, false, []]);
}));

test('goes on where it was when a newer forecast comes', () => playing(async (store, player, clock, shown) => {
  player.show(9);
  player.toggle();
  store.update({ forecast: laterForecast(5) });
  equal([shown(), clock.due()], [8, [420]]);
  await clock.pass(420);
  equal(shown(), 9);
}));

test('does nothing while there is no forecast', () => withClock((clock) => {
  const store = new Store(initialState('en', 'light', 0));
  const player = new Player(store);
  player.toggle();
  player.step(1);
  player.show(3);
  equal([store.state.playing, store.state.shownTime, clock.due()], [false, null, []]);
}));
