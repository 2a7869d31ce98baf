import { Store } from '/js/state/store.js';
import { equal, fails, test } from './harness.js';

test('tells an observer at once, then when one of its keys has another value', () => {
  const store = new Store({ a: 1, b: 2, c: 3 });
  const seen = [];
  store.observe(['a', 'b'], ({ a, b }) => seen.push([a, b]));
  store.update({ a: 5 });
  store.update({ c: 9 });
  store.update({ a: 5 });
  store.update({ a: 6, b: 7 });
  equal(seen, [[1, 2], [5, 2], [6, 7]]);
});

test('snapshots do not change', async () => {
  const store = new Store({ a: 1 });
  const before = store.state;
  store.update({ a: 2 });
  equal([before.a, store.state.a], [1, 2]);
  await fails(TypeError, () => { store.state.a = 3; });
  equal(store.update({ a: 2 }), undefined);
});

test('a change that changes nothing makes no snapshot', () => {
  const store = new Store({ a: NaN });
  const before = store.state;
  store.update({ a: NaN });
  equal(before === store.state, true);
});

test('every observer sees the same snapshots in the same order, even where one changes the state', () => {
  const store = new Store({ value: 0, double: 0 });
  const first = [];
  const last = [];
  store.observe(['value', 'double'], ({ value, double }) => first.push([value, double]));
  store.observe(['value'], ({ value }) => store.update({ double: 2 * value }));
  store.observe(['value', 'double'], ({ value, double }) => last.push([value, double]));
  store.update({ value: 3 });
  equal(first, [[0, 0], [3, 0], [3, 6]]);
  equal(last, first);
});

test('a key that the state does not have is refused', async () => {
  const store = new Store({ a: 1 });
  await fails(TypeError, () => store.update({ a: 2, typo: 1 }));
  equal(store.state, { a: 1 });
});

test('an observer that fails is reported and does not keep others from being told', () => {
  const store = new Store({ a: 1 });
  const reported = [];
  const hear = (event) => { reported.push(event.error.message); event.preventDefault(); };
  addEventListener('error', hear);
  const seen = [];
  store.observe(['a'], ({ a }) => { if (a > 1) { throw new Error('broken view'); } });
  store.observe(['a'], ({ a }) => seen.push(a));
  store.update({ a: 2 });
  store.update({ a: 3 });
  removeEventListener('error', hear);
  equal(seen, [1, 2, 3]);
  equal(reported, ['broken view', 'broken view']);
});

test('an observer that has ended is not told', () => {
  const store = new Store({ a: 1 });
  const seen = [];
  const end = store.observe(['a'], ({ a }) => seen.push(a));
  end();
  store.update({ a: 2 });
  equal(seen, [1]);
});
