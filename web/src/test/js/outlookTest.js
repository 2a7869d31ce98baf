import { outlook, peak } from '/js/place/outlook.js';
import { Words } from '/js/text/words.js';
import { equal, test } from './harness.js';
import { baseTime } from './samples.js';

const words = new Words('en', 'UTC');

/** Rates from a lead on, five minutes apart. */
function rates(first, ...values) {
  return values.map((rateMmH, i) => {
    const leadMinutes = first + 5 * i;
    return { leadMinutes, rateMmH, time: baseTime + leadMinutes * 60_000 };
  });
}

test('tells when rain starts, stops, stays or keeps away', () => {
  equal(outlook(rates(-5, 0, 0, 0, 0.4, 0.5, 3), words), 'Rain expected in about 15 min');
  equal(outlook(rates(-5, 0, 2, 2, 0.5, 0.4, 0), words), 'Rain now, expected to stop in about 15 min');
  equal(outlook(rates(-5, 0, 2, 0, 0, 0, 0.5), words), 'Rain now and for the next 20 min', 'a break is no end');
  equal(outlook(rates(-5, 9, 0.4, 0, 0, 0, 0), words), 'No rain expected in the next 20 min');
});

test('places without data are not called dry', () => {
  equal(outlook(rates(0, null, 0, 0), words), 'No data at this place.');
  equal(outlook(rates(0, 0, null, null), words), 'No data at this place.');
  equal(outlook(rates(-5, 0, null, 0, 0), words), 'No rain expected in the next 10 min', 'the last known observation counts');
});

test('the peak is the heaviest rain to come', () => {
  equal(peak(rates(-5, 90, 80, 3, 12.4, 4), words), 'Up to 12 mm/h at 00:40');
  equal(peak(rates(0, 0, 2.34, null), words), 'Up to 2.3 mm/h at 00:35');
  equal(peak(rates(0, 9, 0.4, null), words), '');
});
