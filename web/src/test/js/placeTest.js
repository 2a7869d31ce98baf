import { comingRain } from '/js/place/notification.js';
import { readPlace } from '/js/place/reader.js';
import { Store } from '/js/state/store.js';
import { initialState } from '/js/state/viewer.js';
import { equal, json, settle, test, withServer } from './harness.js';
import { forecast, look } from './samples.js';

const tokyo = Object.freeze({ latitude: 35.69, longitude: 139.69 });
const osaka = Object.freeze({ latitude: 34.69, longitude: 135.5 });
const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;

function rain(rateMmH) {
  return json({ sentence: 'It rains', rates: [{ validTime: '2024-03-01T00:30:00Z', leadMinutes: 0, rateMmH, range: null }] });
}

/** Runs a body with a reader whose questions wait until they are answered by their number. */
function reading(body) {
  const questions = [];
  return withServer((url) => new Promise((answer) => { questions.push({ url: new URL(url, location.href), answer }); }), async () => {
    const store = new Store({ ...initialState('en', 'light', look, 0), forecast: forecast() });
    readPlace(store);
    const answer = async (number, response) => { questions[number].answer(response); await settle(); };
    await body(store, questions, answer);
  });
}

test('asks for the sentence in the language and the zone of the reader', () => reading(async (store, questions, answer) => {
  store.update({ place: tokyo });
  equal(store.state.placeRain.status, 'loading');
  const [{ url }] = questions;
  equal([url.pathname, ...url.searchParams.values()], ['/api/v1/points', '35.69000', '139.69000', 'en', zone]);
  await answer(0, rain(2));
  equal(store.state.placeRain, { status: 'known', sentence: 'It rains', rates: [{ time: 1709253000000, leadMinutes: 0, rateMmH: 2, range: null }] });
  store.update({ language: 'ja' });
  equal(questions[1].url.searchParams.get('lang'), 'ja');
}));

test('the forecast of another nowcaster is asked for by its name', () => reading(async (store, questions) => {
  store.update({ nowcaster: 'rover' });
  store.update({ place: tokyo });
  equal(questions[0].url.searchParams.get('nowcaster'), 'rover');
}));

test('the answer for an earlier place never overwrites that for a later one', () => reading(async (store, questions, answer) => {
  store.update({ place: tokyo });
  store.update({ place: osaka });
  await answer(1, rain(5));
  await answer(0, rain(1));
  equal(store.state.placeRain.rates[0].rateMmH, 5);
}));

test('asks again for a newer forecast and each minute, and what is known stands until the answer', () => reading(async (store, questions, answer) => {
  store.update({ place: tokyo });
  await answer(0, rain(2));
  store.update({ forecast: forecast({ version: 'v2' }) });
  equal(store.state.placeRain.rates[0].rateMmH, 2);
  await answer(1, rain(3));
  equal(store.state.placeRain.rates[0].rateMmH, 3);
  store.update({ now: 59_000 });
  equal(questions.length, 2);
  store.update({ now: 61_000 });
  await answer(2, rain(4));
  equal(store.state.placeRain.rates[0].rateMmH, 4);
}));

test('a box that is closed stays closed', () => reading(async (store, questions, answer) => {
  store.update({ place: tokyo });
  store.update({ place: null });
  await answer(0, rain(2));
  equal(store.state.placeRain, null);
}));

test('a place that cannot be read is told from one that no radar covers', () => reading(async (store, questions, answer) => {
  store.update({ place: tokyo });
  await answer(0, json({ sentence: 'No radar covers this place', rates: [] }));
  equal(store.state.placeRain.status, 'known');
  store.update({ place: osaka });
  await answer(1, json({ detail: 'there is no forecast' }, { status: 404 }));
  equal(store.state.placeRain.status, 'failed');
  store.update({ place: tokyo });
  await answer(2, json({ sentence: 'It rains', rates: [{ validTime: 'never' }] }));
  equal(store.state.placeRain.status, 'failed');
}));

test('a place of a link waits for the first forecast', () => reading(async (store, questions, answer) => {
  store.update({ forecast: null });
  store.update({ place: tokyo });
  equal([questions.length, store.state.placeRain.status], [0, 'loading']);
  store.update({ forecast: forecast() });
  await answer(0, rain(2));
  equal(store.state.placeRain.status, 'known');
}));

test('rain is coming where it is forecast and does not fall yet', () => {
  const rates = (...values) => values.map((rateMmH, i) => ({ leadMinutes: 5 * (i - 1), rateMmH }));
  equal(comingRain(rates(0, 0.05, 0, 0.1, 3)).leadMinutes, 10);
  equal(comingRain(rates(0, 0.1, 0, 3)), null, 'it rains already');
  equal(comingRain(rates(0, null, 0, 3)), null, 'nobody knows whether it rains already');
  equal(comingRain(rates(3, 0, 0, null)), null, 'it stays dry');
});
