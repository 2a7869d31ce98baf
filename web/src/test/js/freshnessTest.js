import { freshness } from '/js/state/freshness.js';
import { awaitedOf } from '/js/ui/awaiting.js';
import { noticesOf } from '/js/ui/notice.js';
import { Problem, TimedOut, Unreachable } from '/js/api/errors.js';
import { initialState } from '/js/state/viewer.js';
import { Words } from '/js/text/words.js';
import { equal, test } from './harness.js';
import { baseTime, forecast, look } from './samples.js';

const minute = 60_000;
const london = new Words('en', 'Europe/London');

/** The freshness of the sample, whose frames are some minutes apart, at a time. */
function at(now, { stepMinutes = 5, newestFrame = baseTime } = {}) {
  return freshness({ forecast: forecast({ stepMinutes }), newestFrame, now });
}

test('is live up to three steps and ten minutes', () => {
  equal(at(baseTime + 25 * minute), { kind: 'live', time: baseTime, milliseconds: 25 * minute });
  equal(at(baseTime + 25 * minute + 1).kind, 'stale');
  equal(at(baseTime + 40 * minute, { stepMinutes: 10 }).kind, 'live');
  equal(at(baseTime + 40 * minute + 1, { stepMinutes: 10 }).kind, 'stale');
});

test('is ahead where the newest frame is more than a minute from now, shown or not', () => {
  equal(at(baseTime - minute), { kind: 'live', time: baseTime, milliseconds: 0 });
  equal(at(baseTime - minute - 1), { kind: 'ahead', time: baseTime, milliseconds: minute + 1 });
  const newestFrame = baseTime + 60 * minute;
  equal(at(baseTime, { newestFrame }), { kind: 'ahead', time: newestFrame, milliseconds: 60 * minute });
  equal(at(newestFrame, { newestFrame }).kind, 'stale', 'what is shown is old though frames arrive');
  equal(at(baseTime - minute - 1, { newestFrame: null }).kind, 'ahead', 'of what is shown, where nothing else is known');
});

function notices(change) {
  return noticesOf({ ...initialState('en', 'light', look, baseTime), ...change }, london);
}

test('nothing is to be told of a live forecast', () => {
  equal(notices({ forecast: forecast() }), []);
});

test('says how old or how far ahead the latest observation is', () => {
  equal(notices({ forecast: forecast(), now: baseTime + 47 * minute }),
    ['Not live: the latest observation is 45 min old (Mar 1, 2024, 00:30 GMT).']);
  equal(notices({ forecast: forecast(), now: baseTime - 25 * minute }),
    ['Radar times are ahead of the clock: the newest frame is for Mar 1, 2024, 00:30 GMT, 25 min from now.']);
});

test('says that newer frames have arrived where no forecast could be made of them', () => {
  const state = { forecast: forecast(), now: baseTime + 32 * minute, newestFrame: baseTime + 30 * minute };
  equal(notices(state), ['Not live: the last forecast is 30 min old (Mar 1, 2024, 00:30 GMT). '
    + 'Radar frames up to Mar 1, 2024, 01:00 GMT have arrived since.']);
  equal(notices({ ...state, newestFrame: baseTime }), ['Not live: the latest observation is 30 min old (Mar 1, 2024, 00:30 GMT).']);
});

test('says what is awaited until there is a forecast, in the middle of the map and not in the notice', () => {
  const awaited = (change) => awaitedOf({ ...initialState('en', 'light', look, baseTime), ...change });
  equal([awaited({}), notices({})], [{ what: 'loading', why: null }, []]);
  const trouble = new Problem('u', 503, '', 30);
  equal(['waiting for frames', 'making the first forecast', 'making no forecasts', null].map((serverDoes) => awaited({ trouble, serverDoes })), [
    { what: 'waiting', why: 'waitingWhy' }, { what: 'waiting', why: 'beingMade' }, { what: 'troubled', why: 'makesNone' },
    { what: 'troubled', why: 'busy' },
  ]);
  equal(awaited({ trouble: new Unreachable('u') }), { what: 'troubled', why: 'unreachable' });
  equal(awaited({ forecast: forecast() }), null);
  equal(notices({ forecast: forecast(), trouble: new Problem('u', 503, '', 30) }),
    ['The server is busy. What you see may be out of date; retrying.'], 'what is shown is not awaited');
});

test('says what went wrong before what is old', () => {
  equal(notices({ forecast: forecast(), now: baseTime + 3 * 60 * minute, trouble: new Unreachable('u') }), [
    'The server does not answer. What you see may be out of date; retrying.',
    'Not live: the latest observation is 3 h old (Mar 1, 2024, 00:30 GMT).',
  ]);
  equal(notices({ forecast: forecast(), trouble: new TimedOut('u', 20_000) }),
    ['The server did not answer within 20 s. What you see may be out of date; retrying.']);
  equal(notices({ forecast: forecast(), trouble: new Problem('u', 500, 'the server failed; its log says why', null) }),
    ['The server has a problem (status 500). What you see may be out of date; retrying.']);
});

test('says that a linked time is gone and that pictures are missing', () => {
  equal(notices({ forecast: forecast(), missedTime: baseTime - 60 * minute, picturesMissing: true }), [
    'The frame for Feb 29, 2024, 23:30 GMT is no longer available; showing the latest.',
    'Some frames could not be loaded; retrying.',
  ]);
});
