import { comingRain, Notification } from '/js/place/notification.js';
import { readPlace } from '/js/place/reader.js';
import { Store } from '/js/state/store.js';
import { initialState } from '/js/state/viewer.js';
import { Words } from '/js/text/words.js';
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
    readPlace(store, 'place', 'placeRain');
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
  equal(store.state.placeRain, {
    status: 'known', place: tokyo, sentence: 'It rains', rates: [{ time: 1709253000000, leadMinutes: 0, rateMmH: 2, range: null }], asked: 0, nowcaster: '',
  });
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
  equal([store.state.placeRain.place, store.state.placeRain.status], [osaka, 'loading']);
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

test('what is known of a place stands where it cannot be had anew, with the time that it is of', () => reading(async (store, questions, answer) => {
  const refusal = () => json({ detail: 'not now' }, { status: 400 });
  store.update({ place: tokyo });
  await answer(0, rain(2));
  store.update({ now: 61_000 });
  await answer(1, refusal());
  equal([store.state.placeRain.status, store.state.placeRain.asked, store.state.placeRain.rates[0].rateMmH], ['kept', 0, 2]);
  store.update({ now: 121_000 });
  await answer(2, refusal());
  equal(store.state.placeRain.status, 'kept');
  store.update({ now: 181_000 });
  await answer(3, rain(3));
  equal([store.state.placeRain.status, store.state.placeRain.asked], ['known', 181_000]);
  store.update({ nowcaster: 'rover', forecast: forecast({ version: 'v2' }) });
  await answer(4, refusal());
  equal(store.state.placeRain.status, 'failed', 'it was another nowcaster that said so');
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

const minute = 60_000;
const ratesOf = (...values) => values.map((rateMmH, i) => ({ time: 5 * (i - 1) * minute, leadMinutes: 5 * (i - 1), rateMmH }));

test('rain is coming where it will rain but does not now', () => {
  const coming = (minutes, ...values) => comingRain(ratesOf(...values), minutes * minute)?.leadMinutes ?? null;
  equal(coming(0, 0, 0.05, 0, 0.1, 3), 10);
  equal(coming(0, 0, 0.1, 0, 3), null, 'it rains already');
  equal(coming(0, 0, null, 0, 3), null, 'nobody knows whether it rains already');
  equal(coming(0, 3, 0, 0, null), null, 'it stays dry');
});

test('what is coming counts from now, not from the latest observation', () => {
  const coming = (minutes) => comingRain(ratesOf(0, 0, 2, 0, 0, 3), minutes * minute)?.leadMinutes ?? null;
  equal([4, 5, 11, 20, 60, -6].map(coming), [5, null, 20, null, null, null]);
});

/** Runs a body with somebody who is notified of rain in Tokyo, and a list of what they are told. */
async function notified(registration, body) {
  const told = [];
  window.Notification = class extends EventTarget {
    constructor(title, options) {
      super();
      told.push(['page', title, options.body]);
    }
  };
  const worker = { active: {}, showNotification: async (title, options) => told.push(['worker', title, options.body]) };
  const serviceWorker = Object.assign(new EventTarget(), { getRegistration: async () => (registration ? worker : undefined) });
  Object.defineProperty(navigator, 'serviceWorker', { value: serviceWorker, configurable: true });
  const store = new Store({ ...initialState('en', 'light', look, 0), notified: tokyo });
  const tells = new Notification(store);
  const known = async (sentence, ...values) => {
    store.update({ notifiedRain: { status: 'known', sentence, rates: ratesOf(...values) } });
    await settle();
  };
  await body({ store, tells, told, known });
}

test('rain that is seen coming is told once, and again only after it was not, whatever place is shown', () =>
  notified(true, async ({ store, told, known }) => {
    store.update({ place: osaka });
    await known('Rain in 10 minutes', 0, 0, 0, 3);
    store.update({ place: null });
    await known('Rain in 9 minutes', 0, 0, 0, 3);
    equal(told.map(([by, title]) => [by, title]), [['worker', 'Rain in 10 minutes']]);
    await known('No rain', 0, 0, 0, 0);
    await known('Rain soon', 0, 0, 4, 4);
    equal(told.map(([, title]) => title), ['Rain in 10 minutes', 'Rain soon']);
    equal(told[1][2].includes('4.0 mm/h. Experimental, not an official forecast.'), true, told[1][2]);
  }));

test('who touches a notification is shown its place', () => notified(true, async () => {
  const data = { url: new URL('#9/35.6900/139.6900&place=35.69000,139.69000', location).href };
  navigator.serviceWorker.dispatchEvent(new MessageEvent('message', { data }));
  equal(location.hash, '#9/35.6900/139.6900&place=35.69000,139.69000');
  history.back();
}));

test('without a worker the page itself tells', () => notified(false, async ({ told, known }) => {
  await known('Rain in 10 minutes', 0, 0, 0, 3);
  equal(told.map(([by]) => by), ['page']);
}));

test('the bell is on for its own place alone, and says so where the browser forbids it', () => notified(false, async ({ store, tells }) => {
  const words = new Words('en', 'UTC');
  const bell = (place) => tells.button(place, words);
  equal([tokyo, { ...tokyo }, osaka].map((place) => bell(place).getAttribute('aria-pressed')), ['true', 'true', 'false']);
  for (const [answer, hint] of [['default', null], ['denied', 'notifyDenied'], ['granted', 'notifyDenied']]) {
    window.Notification.requestPermission = async () => answer;
    bell(osaka).click();
    await settle();
    equal([store.state.notified === osaka, store.state.hint], [answer === 'granted', hint], answer);
  }
  bell(osaka).click();
  equal(store.state.notified, null);
}));
