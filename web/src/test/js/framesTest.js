import { replacing, showing, showingTime, shownIndex } from '/js/state/frames.js';
import { equal, test } from './harness.js';
import { baseTime, forecast, laterForecast } from './samples.js';

const minute = 60_000;
const sample = forecast();

test('without a time the latest observation is shown', () => {
  equal(shownIndex({ forecast: sample, shownTime: null }), 4);
});

test('a time shows its frame, or the nearest', () => {
  equal(shownIndex({ forecast: sample, shownTime: baseTime + 25 * minute }), 9);
  equal(shownIndex({ forecast: sample, shownTime: baseTime + 26 * minute }), 9);
  equal(shownIndex({ forecast: sample, shownTime: 0 }), 0);
  equal(shownIndex({ forecast: sample, shownTime: baseTime + 1e9 }), 19);
});

test('showing the latest observation is following it', () => {
  equal(showing(sample, 4), { shownTime: null, missedTime: null });
  equal(showing(sample, 9), { shownTime: baseTime + 25 * minute, missedTime: null });
});

test('a time that no frame has is missed, and the latest observation shown', () => {
  equal(showingTime(sample, baseTime + 5 * minute), { shownTime: baseTime + 5 * minute, missedTime: null });
  equal(showingTime(sample, baseTime + 6 * minute), { shownTime: null, missedTime: baseTime + 6 * minute });
  equal(showingTime(sample, null), { shownTime: null, missedTime: null });
});

test('a time of a link waits for the first forecast', () => {
  const time = baseTime + 1e9;
  const waiting = { forecast: null, ...showingTime(null, time) };
  equal(waiting.shownTime, time);
  equal(replacing(waiting, sample), { forecast: sample, shownTime: null, missedTime: time });
});

test('a newer forecast keeps the time that is shown, and the latest observation the latest', () => {
  const newer = laterForecast(5);
  const after = (shownTime) => shownIndex(replacing({ forecast: sample, shownTime }, newer));
  equal(after(null), 4);
  equal(after(baseTime + 25 * minute), 8);
  equal(after(baseTime - 20 * minute), 0, 'the oldest frame has gone');
  equal(replacing({ forecast: sample, shownTime: baseTime + 5 * minute }, newer).shownTime, null, 'has become the latest');
});
