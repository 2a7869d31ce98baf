// What the tests of the page's modules share. A test file calls test(); the page that imports it runs what it named.

/** The tests of the imported file by name. */
export const tests = new Map();

/** Names a test. */
export function test(name, body) {
  if (tests.has(name)) {
    throw new Error(`two tests are named ${name}`);
  }
  tests.set(name, body);
}

/** Fails unless both are the same as JSON; what JSON does not know, such as undefined, is told apart too. */
export function equal(actual, expected, what = '') {
  const shown = (value) => JSON.stringify(value, (_, v) => (v === undefined || Object.is(v, NaN) ? String(v) : v)) ?? 'undefined';
  if (shown(actual) !== shown(expected)) {
    throw new Error(`${what ? `${what}: ` : ''}expected ${shown(expected)} but was ${shown(actual)}`);
  }
}

/** Fails unless the body throws, or rejects with, an error of a type; returns the error. */
export async function fails(type, body) {
  try {
    await body();
  } catch (reason) {
    if (reason instanceof type) {
      return reason;
    }
    throw reason;
  }
  throw new Error(`expected ${type.name}, but nothing failed`);
}

/** Lets everything happen that waits for nothing but promises. */
export async function settle() {
  for (let i = 0; i < 50; i++) {
    await Promise.resolve();
  }
}

/** Runs a body while timers go by a clock that only the body moves. */
export async function withClock(body) {
  const { setTimeout: realSet, clearTimeout: realClear, Date: RealDate } = globalThis;
  let now = RealDate.UTC(2024, 2, 1);
  let next = 1;
  const timers = new Map();
  globalThis.setTimeout = (callback, wait = 0) => {
    timers.set(next, { callback, due: now + wait });
    return next++;
  };
  globalThis.clearTimeout = (id) => timers.delete(id);
  globalThis.Date = class extends RealDate {
    static now() {
      return now;
    }
  };
  const clock = {
    /** When timers are due, milliseconds from now. */
    due: () => [...timers.values()].map(({ due }) => due - now).sort((a, b) => a - b),
    /** Goes on, firing what becomes due in order. */
    async pass(milliseconds) {
      const end = now + milliseconds;
      for (;;) {
        await settle();
        const [id, timer] = [...timers].sort(([, a], [, b]) => a.due - b.due)[0] ?? [];
        if (timer === undefined || timer.due > end) {
          break;
        }
        timers.delete(id);
        now = Math.max(now, timer.due);
        timer.callback();
      }
      now = end;
    },
  };
  try {
    await body(clock);
  } finally {
    Object.assign(globalThis, { setTimeout: realSet, clearTimeout: realClear, Date: RealDate });
  }
}

/** Runs a body while `fetch` is answered by a function of address and options. */
export async function withServer(answer, body) {
  const real = globalThis.fetch;
  globalThis.fetch = async (url, options = {}) => {
    const answered = answer(String(url), options);
    const aborted = new Promise((_, reject) => {
      options.signal?.addEventListener('abort', () => reject(options.signal.reason));
    });
    return Promise.race([answered, aborted]);
  };
  try {
    await body();
  } finally {
    globalThis.fetch = real;
  }
}

/** An answer in JSON, which is read without waiting for anything but promises. */
export function json(body, { status = 200, headers = {} } = {}) {
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  const response = new Response(null, { status, headers: { 'content-type': type, ...headers } });
  response.json = async () => structuredClone(body);
  return response;
}
