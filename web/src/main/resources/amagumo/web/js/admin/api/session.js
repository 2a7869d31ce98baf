// Asks the server as an operator. The token is in this object and nowhere else: not in the state, an address, or storage.

import { check, reading } from '../../api/checks.js';
import { send } from '../../api/client.js';

const json = { accept: 'application/json', read: (response) => response.json() };

/** What changes something is answered with JSON, or with nothing. */
const jsonOrNothing = {
  accept: 'application/json',
  async read(response) {
    const text = await response.text();
    return text === '' ? null : JSON.parse(text);
  },
};

/** A server that is not ready says so with status 503, and why. */
const readiness = {
  ...json,
  takes: ({ status, headers }) => status === 503 && (headers.get('content-type') ?? '').startsWith('application/json'),
};

const logPart = {
  accept: 'text/plain',
  read: async (response) => ({ text: await response.text(), next: Number(response.headers.get('log-next')) }),
};

/** Questions of one operator, or of one who only looks. All of them throw an `ApiError` where there is no answer. */
export class Session {
  #token;

  /** @param {?string} token of the server's `serve.http.token-file`; null asks as whoever has none */
  constructor(token) {
    this.#token = token;
  }

  get hasToken() {
    return this.#token !== null;
  }

  get #authorization() {
    return this.hasToken ? { authorization: `Bearer ${this.#token}` } : {};
  }

  #ask(url, form, signal, { method = 'GET', body } = {}) {
    return send(url, form, {
      method,
      cache: 'no-store',
      headers: { ...this.#authorization, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      body: body === undefined ? undefined : JSON.stringify(body),
    }, signal);
  }

  async #get(url, isPromised, signal) {
    const body = await this.#ask(url, json, signal);
    return reading(url, () => {
      check(isPromised(body), url);
      return body;
    });
  }

  /** What the server has: frames, disks, queue. */
  status(signal) {
    return this.#get('api/v1/status', ({ disks, queue }) => Array.isArray(disks) && Number.isFinite(queue.waiting), signal);
  }

  /** The conditions by name, whether or not they hold. */
  async conditions(signal) {
    const body = await this.#ask('readyz', readiness, signal);
    return reading('readyz', () => {
      check(Array.isArray(body.conditions), 'the readiness');
      return body.conditions;
    });
  }

  async jobs(signal) {
    return (await this.#get('api/v1/jobs', ({ jobs }) => Array.isArray(jobs), signal)).jobs;
  }

  /** A page of a job's attempts, newest first. @param {?number} before the oldest that is known */
  attempts(job, before, signal) {
    const page = before === null ? '' : `&before=${before}`;
    return this.#get(`api/v1/jobs/${encodeURIComponent(job)}/attempts?limit=20${page}`, ({ attempts }) => Array.isArray(attempts), signal);
  }

  async parameters(job, signal) {
    const url = `api/v1/jobs/${encodeURIComponent(job)}/parameters`;
    return (await this.#get(url, ({ parameters }) => typeof parameters === 'object', signal)).parameters;
  }

  attempt(number, signal) {
    return this.#get(`api/v1/attempts/${number}`, ({ outcome }) => typeof outcome === 'string', signal);
  }

  /** The part of an attempt's log that begins at an octet, and where the next one does. */
  log(number, from, signal) {
    return this.#ask(`api/v1/attempts/${number}/log?from=${from}`, logPart, signal);
  }

  /** A page of model versions, newest first, with the aliases and their moves. */
  models(before, signal) {
    const page = before === null ? '' : `&before=${before}`;
    return this.#get(`api/v1/models?limit=50${page}`, ({ versions, moves }) => Array.isArray(versions) && Array.isArray(moves), signal);
  }

  model(version, signal) {
    return this.#get(`api/v1/models/${version}`, ({ sha256 }) => typeof sha256 === 'string', signal);
  }

  /** Changes something. @param {string} path below `api/v1/` */
  change(path, body, method = 'POST') {
    return this.#ask(`api/v1/${path}`, jsonOrNothing, undefined, { method, body });
  }

  /** Opens the stream of events. @returns {Promise<Response>} */
  events(lastId, signal) {
    return fetch('api/v1/events?kinds=job,model,forecast,observation', {
      headers: {
        accept: 'text/event-stream', ...this.#authorization, ...(lastId === '' ? {} : { 'last-event-id': lastId }),
      },
      cache: 'no-store',
      signal,
    });
  }
}
