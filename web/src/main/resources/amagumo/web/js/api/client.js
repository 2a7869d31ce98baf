// Asks the server, patiently.

import { ApiError, Problem, TimedOut, Unintelligible, Unreachable } from './errors.js';

const timeoutMilliseconds = 20_000;
/** How long to wait before each further try of a question that nobody answered. */
const retryMilliseconds = [500, 1500];

/** Problems that pass by themselves: what stands between page and server is down, or overloaded. */
const passing = [502, 503, 504];

/** Waits; given up by the signal. */
export function wait(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener('abort', () => { clearTimeout(timer); reject(signal.reason); }, { once: true });
  });
}

/** Seconds of a `Retry-After`, which may be a date too (RFC 9110, 10.2.3); null where there is none. */
function retryAfter(headers) {
  const said = headers.get('retry-after') ?? '';
  const seconds = /^\d{1,6}$/.test(said) ? Number(said) : (Date.parse(said) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : null;
}

async function problem(url, response) {
  let detail = '';
  if (response.headers.get('content-type')?.startsWith('application/problem+json')) {
    const body = await response.json().catch(() => null);
    detail = typeof body?.detail === 'string' ? body.detail : '';
  }
  return new Problem(url, response.status, detail, retryAfter(response.headers));
}

/** What is to be made of an answer: its JSON, the server's time and whether the browser kept it from earlier. */
const json = Object.freeze({
  accept: 'application/json',
  async read(response) {
    const kept = response.headers.has('amagumo-kept'); // by worker.js
    const date = Date.parse(response.headers.get('date') ?? '');
    return { body: await response.json(), serverTime: kept || Number.isNaN(date) ? null : date, kept };
  },
});

/** Its octets. */
const octets = Object.freeze({
  accept: 'application/octet-stream',
  read: async (response) => new Uint8Array(await response.arrayBuffer()),
});

/** Asks once. A form may know more answers than those that went well. */
async function ask(url, form, signal, init = {}) {
  const own = new AbortController();
  const abort = () => own.abort(signal.reason);
  signal?.addEventListener('abort', abort, { once: true });
  const timer = setTimeout(() => own.abort(new TimedOut(url, timeoutMilliseconds)), timeoutMilliseconds);
  try {
    signal?.throwIfAborted();
    const response = await fetch(url, { ...init, headers: { accept: form.accept, ...init.headers }, signal: own.signal });
    if (!response.ok && !form.takes?.(response)) {
      throw await problem(url, response);
    }
    return await form.read(response);
  } catch (reason) {
    if (own.signal.aborted) {
      throw own.signal.reason;
    }
    if (reason instanceof ApiError) {
      throw reason;
    }
    throw reason instanceof SyntaxError ? new Unintelligible(url, reason) : new Unreachable(url, reason);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
}

function mayPass(reason) {
  return reason instanceof Unreachable || reason instanceof TimedOut
    || (reason instanceof Problem && passing.includes(reason.status));
}

async function patiently(url, form, { signal, patient = false } = {}) {
  for (const pause of patient ? retryMilliseconds : []) {
    try {
      return await ask(url, form, signal);
    } catch (reason) {
      if (!mayPass(reason)) {
        throw reason;
      }
      await wait(pause, signal);
    }
  }
  return ask(url, form, signal);
}

/**
 * Gets JSON.
 *
 * @param {string} url within this server
 * @param {{signal: AbortSignal, patient: boolean}} [options] the signal gives the question up, and the promise is rejected
 *   with its reason; patience tries again what may pass by itself
 * @returns {Promise<{body: any, serverTime: ?number, kept: boolean}>} the time in milliseconds, null where it does not tell;
 *   whether there was no connection, and the answer is an earlier one that the browser kept
 * @throws {ApiError} if there is no answer
 */
export function get(url, options) {
  return patiently(url, json, options);
}

/** Gets octets, in the same way. */
export function bytes(url, options) {
  return patiently(url, octets, options);
}

/**
 * Asks once, in the page's own way.
 *
 * @param {{accept: string, read: (response: Response) => Promise<any>, takes?: (response: Response) => boolean}} form what is
 *   made of the answer, and of which answers that did not go well
 * @param {RequestInit} init method, headers and body
 */
export function send(url, form, init, signal) {
  return ask(url, form, signal, init);
}
