import { loadInOrder, orderFrom } from '/js/map/layer/loading.js';
import { equal, test } from './harness.js';

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
