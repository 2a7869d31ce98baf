import en from '/js/admin/text/en.js';
import ja from '/js/admin/text/ja.js';
import { EventParser, listen } from '/js/admin/api/events.js';
import { follow } from '/js/admin/api/follow.js';
import { Session } from '/js/admin/api/session.js';
import { Coalesced } from '/js/admin/coalesced.js';
import { routeOf } from '/js/admin/route.js';
import { away, size, took, utc } from '/js/admin/text/spans.js';
import { AttemptView } from '/js/admin/view/attempt.js';
import { action } from '/js/admin/view/parts.js';
import { AdminWords } from '/js/admin/words.js';
import { Problem } from '/js/api/errors.js';
import { equal, fails, json, settle, test, withClock, withServer } from './harness.js';

const words = new AdminWords('en', 'Europe/London');
const placeholders = (messages) => Object.entries(messages).map(([key, text]) => [key, [...text.matchAll(/\{(\w+)/g)].map(([, name]) => name).sort()]).sort();

test('both languages say the same: the same messages with the same placeholders', () => {
  equal(placeholders(ja), placeholders(en));
});

test('every message that the page names is there', async () => {
  const page = new DOMParser().parseFromString(await (await fetch('/admin.html')).text(), 'text/html');
  const named = ['i18n', 'i18nLabel', 'i18nTitle'].flatMap((name) =>
    [...page.querySelectorAll('*')].map(({ dataset }) => dataset[name]).filter(Boolean));
  equal(named.length > 10, true);
  equal(named.filter((key) => !(key in words.messages)), []);
});

test('reads events as the standard writes them, in whatever pieces they come', () => {
  const parser = new EventParser();
  equal(parser.take('retry: 5000\n: connected\n\nid: 7\nevent: jo'), []);
  equal(parser.take('b\ndata: {"job":\ndata: "train"}\n\nevent: missed\ndata: {}'), [{ kind: 'job', data: '{"job":\n"train"}' }]);
  equal(parser.take('\n\n: still here\n\n'), [{ kind: 'missed', data: '{}' }]);
  equal(parser.lastId, '7');
});

test('hears what the server tells, and leaves no connection behind where it ends', async () => {
  const ending = new AbortController();
  const connections = [];
  const heard = [];
  const session = {
    events: async (lastId, signal) => {
      connections.push(signal);
      return new Response('id: 7\nevent: job\ndata: {}\n\n');
    },
  };
  await new Promise((resolve) => {
    listen(session, { onEvent: ({ kind }) => heard.push(kind), onLive: (live) => (live ? heard.push('live') : resolve()) }, ending.signal);
  });
  equal([heard, connections.map(({ aborted }) => aborted)], [['live', 'job'], [true]]);
  ending.abort();
});

test('a button that was clicked takes no other click until what it began has ended', async () => {
  const ends = [];
  const button = action('Resume', 'resume', () => new Promise((resolve) => { ends.push(resolve); }));
  button.click();
  button.click();
  equal(ends.length, 1);
  ends[0]();
  await settle();
  button.click();
  equal(ends.length, 2);
});

test('an attempt that is not there is said not to be there, in place of its head', () => {
  const container = document.createElement('div');
  const missing = new Problem('', 404, 'there is no such attempt', null);
  const troubles = [];
  const desk = { follow: async (number, { onTrouble }) => onTrouble(missing) };
  new AttemptView(container, 12, words, [], { desk, questions: {}, onTrouble: (reason) => troubles.push(reason), onEnd: () => {} });
  equal([container.querySelector('h2').textContent, container.querySelector('.empty').textContent],
    [words.say('attempt', { n: 12 }), 'Refused: there is no such attempt.']);
  equal(troubles, [missing]);
});

test('the address names a view, and the jobs where it names none', () => {
  equal(['', '#/jobs/prune', '#/attempts/12', '#/models', '#/models/3', '#/jobs/../x', '#/attempts/x'].map(routeOf), [
    { view: 'jobs' }, { view: 'job', job: 'prune' }, { view: 'attempt', number: 12 }, { view: 'models' },
    { view: 'model', number: 3 }, { view: 'jobs' }, { view: 'jobs' },
  ]);
});

test('who asks while a task runs has it run once more', async () => {
  const ends = [];
  const coalesced = new Coalesced(() => new Promise((resolve) => { ends.push(resolve); }));
  [1, 2, 3].forEach(() => coalesced.ask());
  equal(ends.length, 1);
  ends[0]();
  await settle();
  equal(ends.length, 2);
  ends[1]();
  await settle();
  equal(ends.length, 2);
});

test('follows a log part by part until the attempt has ended, whatever is in between', () => withClock(async (clock) => {
  let log = 'one\n';
  let end = null;
  let reachable = true;
  const session = {
    attempt: async () => {
      if (!reachable) {
        throw new Problem('', 503, '', null);
      }
      return { end };
    },
    log: async (number, from) => ({ text: log.slice(from), next: log.length }),
  };
  const texts = [];
  const troubles = [];
  const followed = follow(session, 4, {
    onAttempt: () => {}, onText: (text) => texts.push(text), onTrouble: (reason) => troubles.push(reason?.status ?? null),
  }, new AbortController().signal);
  await clock.pass(100);
  log += 'two\n';
  reachable = false;
  await clock.pass(1000);
  reachable = true;
  await clock.pass(3000);
  equal(texts, ['one\n', 'two\n']);
  log += 'three\n';
  end = '2024-03-01T00:00:00Z';
  await clock.pass(1000);
  await followed;
  equal(texts, ['one\n', 'two\n', 'three\n']);
  equal(troubles, [null, 503, null, null]);
}));

test('a token goes into the header alone, and a server that is not ready says why', async () => {
  const asked = [];
  const states = { ready: false, conditions: [{ name: 'disk', holds: false, reason: 'full' }] };
  await withServer((url, { headers }) => {
    asked.push([url, headers.authorization]);
    return json(states, { status: 503, headers: { 'content-type': 'application/json' } });
  }, async () => equal(await new Session('secret').conditions(), states.conditions));
  equal(asked, [['readyz', 'Bearer secret']]);
});

test('who only looks sends no token', async () => {
  const asked = [];
  await withServer((url, { headers }) => {
    asked.push(Object.keys(headers).map((name) => name.toLowerCase()).includes('authorization'));
    return json({ disks: [], queue: { waiting: 0 } });
  }, () => new Session(null).status());
  equal(asked, [false]);
});

test('what is refused says what to do', async () => {
  const reasons = [[401, ''], [403, ''], [409, 'the job is paused'], [500, '']].map(([status, detail]) => new Problem('', status, detail, null));
  equal(reasons.map((reason) => words.why(reason)), [
    en.tokenUnknown, en.tokensNone, 'Refused: the job is paused.', en.serverFailed.replace('{status}', '500'),
  ]);
  await withServer(() => json({ detail: 'no' }, { status: 401 }), async () => fails(Problem, () => new Session('x').status()));
});

test('times, spans and sizes are short', () => {
  equal([utc('2024-03-01T00:17:00Z'), utc('2024-03-01T00:17:05.25Z')], ['2024-03-01 00:17', '2024-03-01 00:17:05']);
  equal([400, 12_000, 200_000, 7_300_000].map((span) => took(words, span)), ['0.4 s', '12 s', '3 min 20 s', '2 h']);
  equal([-30_000, 0, 600_000].map((span) => away(words, span)), ['30 s ago', 'just now', 'in 10 min']);
  equal([0, 1023, 1536, 75 * 2 ** 30].map(size), ['0 B', '1023 B', '1.5 KiB', '75 GiB']);
});
