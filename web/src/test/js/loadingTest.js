import { loadInOrder, orderFrom } from '/js/map/layer/loading.js';
import { Store } from '/js/state/store.js';
import { initialState } from '/js/state/viewer.js';
import { equal, json, test, withServer } from './harness.js';
import { forecast, look } from './samples.js';

test('what lies around the first frame comes first, what is later before what is earlier', () => {
  equal(orderFrom(2, 6), [2, 3, 1, 4, 0, 5]);
});

test('the first one comes alone, the others some at a time, and one that fails stops none', async () => {
  const running = [];
  const ended = [];
  const { first, all } = loadInOrder([3, 1, 2, 0, 4, 5, 6], (index) => {
    running.push(index);
    return new Promise((resolve, reject) => { ended[index] = index === 2 ? reject : resolve; });
  });
  equal(running, [3]);
  ended[3]();
  await first;
  await Promise.resolve();
  await Promise.resolve();
  equal(running, [3, 1, 2, 0, 4]);
  [1, 2, 0, 4].forEach((index) => ended[index]());
  await new Promise((resolve) => { setTimeout(resolve); });
  [5, 6].forEach((index) => ended[index]());
  equal([await all, running.length], [false, 7]);
});

test('frames that could not be loaded are awaited no more, and asked for again by the layer that is there', async () => {
  await import('/leaflet/leaflet.js');
  const { Rain } = await import('/js/map/rain.js');
  const map = window.L.map(document.createElement('div'), { center: [35, 139], zoom: 5 });
  map.createPane('rain');
  let broken = true;
  let asked = [];
  await withServer((url) => {
    asked.push(url);
    if (url === 'motion') {
      return json({ rows: 1, columns: 1, east: [0], north: [0] });
    }
    return url === 'frame5.levels' && broken ? new Response('', { status: 500 }) : new Response(new Uint8Array(8));
  }, async () => {
    const shown = forecast();
    const store = new Store(initialState('en', 'light', look, Date.now()));
    const rain = new Rain(store, map);
    const first = rain.prepare(shown);
    store.update({ forecast: shown });
    const { layer } = rain;
    equal([layer.has(5), layer.awaits(5)], [false, true]);
    equal(await first.all, false);
    equal([layer.has(5), layer.awaits(5), layer.has(6), layer.awaits(6)], [false, false, true, false]);
    broken = false;
    asked = [];
    equal(await rain.prepare(shown).all, true);
    equal([rain.layer === layer, layer.has(5), asked.filter((url) => url.endsWith('.levels'))], [true, true, ['frame5.levels']]);
  });
});
