import { readPlace } from '/js/place/reader.js';
import { Store } from '/js/state/store.js';
import { initialState } from '/js/state/viewer.js';
import { equal, json, settle, test, withServer } from './harness.js';
import { forecast, look } from './samples.js';

const tokyo = Object.freeze({ latitude: 35.69, longitude: 139.69 });
const osaka = Object.freeze({ latitude: 34.69, longitude: 135.5 });
const far = Object.freeze({ latitude: 1, longitude: 2 });

function rain(rateMmH) {
  return json({ rates: [{ validTime: '2024-03-01T00:30:00Z', leadMinutes: 0, rateMmH }] });
}

/** Runs a body with a reader whose questions wait until they are answered by their number. */
function reading(body) {
  const questions = [];
  return withServer((url) => new Promise((answer) => { questions.push({ url: new URL(url), answer }); }), async () => {
    const store = new Store({ ...initialState('en', 'light', look, 0), forecast: forecast() });
    readPlace(store);
    const answer = async (number, response) => { questions[number].answer(response); await settle(); };
    await body(store, questions, answer);
  });
}

test('asks for the place at the address that the forecast names', () => reading(async (store, questions, answer) => {
  store.update({ place: tokyo });
  equal(store.state.placeRain.status, 'loading');
  const [{ url }] = questions;
  equal(url.pathname + url.search, '/api/v1/forecasts/20240301T003000Z/points?lat=35.69000&lon=139.69000');
  await answer(0, rain(2));
  equal(store.state.placeRain, { status: 'known', rates: [{ time: 1709253000000, leadMinutes: 0, rateMmH: 2 }] });
}));

test('the answer for an earlier place never overwrites that for a later one', () => reading(async (store, questions, answer) => {
  store.update({ place: tokyo });
  store.update({ place: osaka });
  await answer(1, rain(5));
  await answer(0, rain(1));
  equal(store.state.placeRain.rates[0].rateMmH, 5);
}));

test('a newer forecast is asked too, and what is known stands until it answers', () => reading(async (store, questions, answer) => {
  store.update({ place: tokyo });
  await answer(0, rain(2));
  store.update({ forecast: forecast({ version: 'v2', pointsUrl: '/later/points?v=2' }) });
  equal(store.state.placeRain.rates[0].rateMmH, 2);
  equal(questions[1].url.search, '?v=2&lat=35.69000&lon=139.69000');
  await answer(1, rain(3));
  equal(store.state.placeRain.rates[0].rateMmH, 3);
}));

test('a box that is closed stays closed', () => reading(async (store, questions, answer) => {
  store.update({ place: tokyo });
  store.update({ place: null });
  await answer(0, rain(2));
  equal(store.state.placeRain, null);
}));

test('a place outside the area is told from one that could not be read', () => reading(async (store, questions, answer) => {
  store.update({ place: far });
  await answer(0, json({}, { status: 404 }));
  equal(store.state.placeRain.status, 'outside');
  store.update({ place: tokyo });
  await answer(1, json({ detail: 'no forecast of this base time is kept' }, { status: 404 }));
  equal(store.state.placeRain.status, 'failed');
  store.update({ place: osaka });
  await answer(2, json({ rates: [{ validTime: 'never' }] }));
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
