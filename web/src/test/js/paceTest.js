import { Pace } from '/js/map/layer/pace.js';
import { equal, test } from './harness.js';

/** What a pace makes of pictures that each come so many milliseconds after the last. */
function details(pace, milliseconds, pictures, begun = 0) {
  return Array.from({ length: pictures }, (_, picture) => pace.next(true, begun + picture * milliseconds));
}

test('rain that stands still is drawn as finely as can be, however slow it is', () => {
  const pace = new Pace();
  equal([0, 300, 600, 900, 1200, 1500].map((now) => pace.next(false, now)), [1, 1, 1, 1, 1, 1]);
});

test('pictures that are slow one after the other make moving rain coarser, step by step, and no more than so far', () => {
  equal(details(new Pace(), 100, 20), [
    ...Array(4).fill(1), ...Array(4).fill(1 / 2), ...Array(12).fill(1 / 3),
  ]);
});

test('a single slow picture, and a tab that was hidden, change nothing', () => {
  const pace = new Pace();
  const times = [0, 16, 300, 316, 332, 500, 516, 9000, 18000, 27000, 36000, 45000];
  equal(times.map((now) => pace.next(true, now)), times.map(() => 1));
});

test('what was coarse stays so after a pause, and becomes finer once pictures have come fast for a while', () => {
  const pace = new Pace();
  details(pace, 100, 5);
  equal(pace.next(false, 1000), 1);
  equal(pace.next(true, 2000), 1 / 2);
  const later = details(pace, 16, 250, 2016);
  equal([later[0], later[198], later[200]], [1 / 2, 1 / 2, 1]);
});
