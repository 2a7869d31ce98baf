import { get } from '/js/api/client.js';
import { Problem, TimedOut, Unintelligible, Unreachable } from '/js/api/errors.js';
import { forecastOf, latestForecast } from '/js/api/forecasts.js';
import { NewestOnly } from '/js/api/newest.js';
import { pageSettingsOnceThere } from '/js/api/page.js';
import { equal, fails, json, settle, test, withClock, withServer } from './harness.js';
import { answer, baseTime, lately, observation } from './samples.js';

const never = () => new Promise(() => {});
const down = () => Promise.reject(new TypeError('Failed to fetch'));

test('an answer that the browser kept says so, and tells nothing of the time of now', () =>
  withServer(() => json({ a: 1 }, { headers: { date: 'Fri, 01 Mar 2024 00:30:00 GMT', 'amagumo-kept': 'true' } }), async () => {
    equal(await get('x'), { body: { a: 1 }, serverTime: null, kept: true });
  }));

test('gives the JSON and the time of the server', () => withServer(
  () => json({ a: 1 }, { headers: { date: 'Fri, 01 Mar 2024 00:30:00 GMT' } }),
  async () => equal(await get('x'), { body: { a: 1 }, serverTime: baseTime, kept: false })));

test('a problem is told with status, detail and when to ask again', () => withServer(
  () => json({ title: 'Service Unavailable', detail: 'there is no forecast yet' }, { status: 503, headers: { 'retry-after': '30' } }),
  async () => {
    const problem = await fails(Problem, () => get('x'));
    equal([problem.status, problem.detail, problem.retryAfterSeconds], [503, 'there is no forecast yet', 30]);
    equal(problem.messageKey, 'busy');
  }));

test('a status without an explanation is a problem too', () => withServer(
  () => new Response('<h1>Bad Gateway</h1>', { status: 502, headers: { 'content-type': 'text/html' } }),
  async () => {
    const problem = await fails(Problem, () => get('x'));
    equal([problem.status, problem.detail, problem.retryAfterSeconds], [502, '', null]);
  }));

test('an explanation that is broken, or no object, is none', () => withServer(
  (url) => new Response(url === 'broken' ? '{"detail":' : '["detail"]', { status: 400, headers: { 'content-type': 'application/problem+json' } }),
  async () => {
    for (const url of ['broken', 'list']) {
      equal((await fails(Problem, () => get(url))).detail, '');
    }
  }));

test('when to ask again may be a date', () => withClock(() => withServer(
  () => json({}, { status: 503, headers: { 'retry-after': 'Fri, 01 Mar 2024 00:02:00 GMT' } }),
  async () => equal((await fails(Problem, () => get('x'))).retryAfterSeconds, 120))));

test('silence, and an answer that is no JSON, are told apart', async () => {
  await withServer(down, () => fails(Unreachable, () => get('x')));
  await withServer(() => new Response('<html>'), () => fails(Unintelligible, () => get('x')));
});

test('who does not answer in time is not waited for', () => withClock((clock) => withServer(never, async () => {
  const failure = fails(TimedOut, () => get('x'));
  await clock.pass(19_999);
  equal(clock.due(), [1]);
  await clock.pass(1);
  equal((await failure).values, { seconds: 20 });
})));

test('the patient try again what may pass, and only that', () => withClock(async (clock) => {
  let asked = 0;
  const answers = [down, () => json({}, { status: 502 }), () => json('there')];
  await withServer(() => answers[asked++](), async () => {
    const got = get('x', { patient: true });
    await clock.pass(10_000);
    equal((await got).body, 'there');
    equal(asked, 3);
  });
  asked = 0;
  await withServer(() => { asked++; return json({}, { status: 404 }); }, () => fails(Problem, () => get('x', { patient: true })));
  equal(asked, 1);
  asked = 0;
  await withServer(() => { asked++; return down(); }, async () => {
    const failure = fails(Unreachable, () => get('x', { patient: true }));
    await clock.pass(10_000);
    await failure;
    equal(asked, 3);
  });
  equal(clock.due(), []);
}));

test('a question that is given up ends with the reason, while asking and while waiting to ask again', () => withClock(async (clock) => {
  for (const server of [never, down]) {
    await withServer(server, async () => {
      const controller = new AbortController();
      const failure = fails(RangeError, () => get('x', { patient: true, signal: controller.signal }));
      await settle();
      controller.abort(new RangeError('no longer of interest'));
      await failure;
    });
  }
  equal(clock.due(), []);
}));

test('a forecast is taken over with its frames in order', () => {
  const forecast = forecastOf(answer());
  equal([forecast.frames.length, forecast.latestIndex, forecast.baseTime], [20, 4, baseTime]);
  equal(forecast.frames[9], { time: baseTime + 25 * 60_000, validTime: '2024-03-01T00:55:00.000Z', url: 'frame25.png',
    levelsUrl: 'frame25.levels', motionUrl: 'motion', observed: false, leadMinutes: 25 });
  equal(Object.isFrozen(forecast) && Object.isFrozen(forecast.frames) && Object.isFrozen(forecast.frames[0]), true);
});

const shownWith = (...minutes) => {
  const { frames, latestIndex } = forecastOf(answer(), lately(...minutes));
  return { urls: frames.map(({ url }) => url), latest: frames[latestIndex].url, leads: frames.map(({ leadMinutes }) => leadMinutes) };
};

test('before the frames of a forecast lies the hour that was observed', () => {
  const { urls, latest, leads } = shownWith(-65, -60, -25, -20, 0);
  equal(urls.slice(0, 3), ['seen-60.png', 'seen-25.png', 'frame-20.png']);
  equal([urls.length, latest, leads[0]], [22, 'frame0.png', -60]);
});

test('what was observed since a forecast stands in place of what it had foretold for then', () => {
  const { urls, latest, leads } = shownWith(-60, -25, 0, 5, 10);
  equal(urls.slice(0, 9), ['seen-25.png', 'frame-20.png', 'frame-15.png', 'frame-10.png', 'frame-5.png', 'frame0.png',
    'seen5.png', 'seen10.png', 'frame15.png']);
  equal([urls.length, latest], [21, 'seen10.png']);
  equal([leads[0], leads[6], leads[7], leads[8], leads.at(-1)], [-35, -5, 0, 5, 65], 'from the latest observation');
});

test('a forecast that is over is shown no more, but what was observed since', () => {
  equal(shownWith(75, 80, 85).urls, ['seen75.png', 'seen80.png', 'seen85.png']);
  equal(shownWith(40, 80).urls, ['seen40.png', 'seen80.png']);
});

test('a forecast and what was observed lately are asked for at the same time', async () => {
  const asked = [];
  const answers = [];
  await withServer((url) => {
    asked.push(String(url));
    return new Promise((resolve) => answers.push(resolve));
  }, async () => {
    const latest = latestForecast('rover', { stepMinutes: 10 });
    equal(asked, ['api/v1/forecasts/latest?nowcaster=rover', 'api/v1/observations?limit=7']);
    answers[1](json({ observations: [observation(5), observation(0)] }));
    answers[0](json(answer()));
    const { forecast, hasLately } = await latest;
    equal([forecast.frames[forecast.latestIndex].url, hasLately], ['seen5.png', true]);
  });
});

test('an answer that is no forecast is unintelligible', async () => {
  const { observations, leads } = answer();
  const broken = [null, [], {}, 'forecast', answer({ baseTime: 'now' }), answer({ observations: [] }), answer({ leads: null }),
    answer({ leads: [...leads].reverse() }), answer({ observations: leads, leads: observations }), answer({ grid: {} }),
    answer({ bounds: { south: 1, north: 0, west: 0, east: 1 } }), answer({ stepMinutes: 0 }), answer({ legend: {} }),
    answer({ feed: null }), answer({ feed: { newestFrame: 'soon' } })];
  for (const body of broken) {
    await withServer(() => json(body), () => fails(Unintelligible, latestForecast));
  }
});

test('what an older question still gets is not used, nor is what it fails with', async () => {
  const newest = new NewestOnly();
  const used = [];
  const finish = [];
  const ask = (name) => newest.run(async (signal) => {
    await new Promise((resolve, reject) => finish.push(name === 'fails' ? reject : resolve));
    signal.throwIfAborted();
    used.push(name);
  });
  const all = [ask('old'), ask('fails'), ask('new')];
  finish.reverse().forEach((end) => end(new Error('failed')));
  await Promise.all(all);
  equal(used, ['new']);
});

test('what the server says of the page is asked for until there is an answer', () => withClock((clock) => {
  let asked = 0;
  return withServer(() => {
    asked++;
    return asked < 3 ? json({}, { status: 500 }) : json({ version: 'ab12', nowcasters: ['rover'], tiles: null });
  }, async () => {
    const settings = pageSettingsOnceThere();
    await clock.pass(60_000);
    equal([asked, await settings], [3, { version: 'ab12', nowcasters: ['rover'], tiles: null }]);
  });
}));
