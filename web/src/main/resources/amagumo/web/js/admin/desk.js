// Keeps the state what the server says, while an operator is there.

import { ApiError, Problem } from '../api/errors.js';
import { follow } from './api/follow.js';
import { listen } from './api/events.js';
import { Session } from './api/session.js';
import { Coalesced } from './coalesced.js';
import { signedOut } from './state.js';

const refreshMilliseconds = 15_000;
const mostAncestors = 30;

/** Which parts an event may have changed, by its kind. */
const changedBy = {
  job: ['jobs', 'job', 'server'],
  model: ['models', 'model'],
  forecast: ['server'],
  observation: ['server'],
  missed: ['jobs', 'job', 'server', 'models', 'model'],
};

/** The newest page of rows before those that are known already; only it where rows between are missing. */
function joined(newest, known, key, more) {
  const oldest = newest.at(-1)?.[key];
  const older = known.filter((row) => row[key] < oldest);
  return more && known.length > 0 && known[0][key] < oldest ? newest : [...newest, ...older];
}

/** Why the page does not open. Without a token it is none that is not known. */
function refusalOf(hasToken, reason) {
  return !hasToken && reason instanceof Problem && [401, 403].includes(reason.status)
    ? new ApiError(reason.message, 'lookRefused') : reason;
}

export class Desk {
  #store;
  #session = null;
  #ending = new AbortController();
  #parts;

  constructor(store) {
    this.#store = store;
    const part = (name, load) => [name, new Coalesced(() => this.#load(name, load))];
    this.#parts = new Map([
      part('server', (session) => this.#loadServer(session)),
      part('jobs', async (session) => ({ jobs: await session.jobs() })),
      part('job', (session) => this.#loadJob(session)),
      part('models', (session) => this.#loadModels(session)),
      part('model', (session) => this.#loadModel(session)),
    ]);
    store.observe(['route'], () => this.refresh('job', 'models', 'model'));
  }

  /**
   * Begins, if the server knows the token; else the state says why not.
   *
   * @param {?string} token null for who only looks, as far as the server shows things to who has none
   */
  async signIn(token) {
    const session = new Session(token);
    this.#store.update({ checking: true, refusal: null });
    try {
      const status = await session.status();
      this.#session = session;
      this.#store.update({ checking: false, signedIn: true, mayChange: session.hasToken, status });
    } catch (reason) {
      this.#store.update({ checking: false, refusal: refusalOf(session.hasToken, reason) });
      return;
    }
    this.#ending = new AbortController();
    const { signal } = this.#ending;
    const timer = setInterval(() => this.refresh('server', 'jobs', 'job'), refreshMilliseconds);
    signal.addEventListener('abort', () => clearInterval(timer));
    listen(session, {
      onLive: (live) => this.#store.update({ live }),
      onEvent: ({ kind }) => this.refresh(...(changedBy[kind] ?? [])),
    }, signal);
    this.refresh(...this.#parts.keys());
  }

  /** Forgets the token, if there is one, and all that was seen. */
  signOut(refusal = null) {
    this.#ending.abort();
    const hadToken = this.#session?.hasToken ?? false;
    this.#session = null;
    this.#store.update(signedOut(refusalOf(hadToken, refusal)));
  }

  /** Has parts asked for anew. */
  refresh(...names) {
    if (this.#session !== null) {
      names.forEach((name) => this.#parts.get(name).ask());
    }
  }

  async #load(name, load) {
    const session = this.#session;
    let trouble = null;
    let found = {};
    try {
      found = session === null ? {} : await load(session);
    } catch (reason) {
      trouble = reason;
    }
    if (session !== this.#session || session === null) {
      return; // the operator left meanwhile
    }
    if (trouble instanceof Problem && trouble.status === 401) {
      this.signOut(trouble);
      return;
    }
    if (trouble !== null && !(trouble instanceof ApiError)) {
      reportError(trouble); // a fault of the page
    }
    const troubles = trouble === (this.#store.state.troubles[name] ?? null)
      ? this.#store.state.troubles : Object.freeze({ ...this.#store.state.troubles, [name]: trouble });
    this.#store.update({ ...found, troubles });
  }

  async #loadServer(session) {
    const [conditions, status] = await Promise.all([session.conditions(), session.status()]);
    return { conditions, status };
  }

  async #loadJob(session) {
    const { route } = this.#store.state;
    if (route.view !== 'job') {
      return { job: null };
    }
    const [page, parameters] = await Promise.all([session.attempts(route.job, null), session.parameters(route.job)]);
    const known = this.#store.state.job?.name === route.job ? this.#store.state.job : null;
    const attempts = joined(page.attempts, known?.attempts ?? [], 'id', page.before !== null);
    return { job: {
      name: route.job, parameters, attempts, before: attempts.length > page.attempts.length ? known.before : page.before,
    } };
  }

  /** Fetches the next page of attempts of the job that is looked at. */
  olderAttempts() {
    const { job } = this.#store.state;
    return this.#load('action', async (session) => {
      const page = await session.attempts(job.name, job.before);
      const now = this.#store.state.job;
      return now?.name === job.name ? { job: { ...now, attempts: [...now.attempts, ...page.attempts], before: page.before } } : {};
    });
  }

  async #loadModels(session) {
    if (this.#store.state.route.view !== 'models') {
      return {};
    }
    const page = await session.models(null);
    const versions = joined(page.versions, this.#store.state.models?.versions ?? [], 'version', page.versions.at(-1)?.version > 1);
    return { models: { ...page, versions } };
  }

  /** Fetches the next page of versions. */
  olderModels() {
    const { models } = this.#store.state;
    return this.#load('action', async (session) => {
      const page = await session.models(models.versions.at(-1).version);
      return { models: { ...this.#store.state.models, versions: [...models.versions, ...page.versions] } };
    });
  }

  async #loadModel(session) {
    const { route } = this.#store.state;
    if (route.view !== 'model') {
      return { model: null };
    }
    const [version, { aliases }] = await Promise.all([session.model(route.number), session.models(null)]);
    const ancestors = [];
    for (let { parent } = version; parent !== null && ancestors.length < mostAncestors; { parent } = ancestors.at(-1)) {
      ancestors.push(await session.model(parent));
    }
    const champion = aliases.champion === undefined ? null : await session.model(aliases.champion);
    return { model: { version, champion, ancestors } };
  }

  /** Follows an attempt and its log; see `follow`. */
  follow(number, told, signal) {
    return follow(this.#session, number, told, signal);
  }

  /**
   * Changes something, says so, and asks for what may have changed.
   *
   * @param {string} path below `api/v1/`
   * @param {object} said key and values of the message that says what was done
   * @throws {ApiError} if it was refused
   */
  async change(path, body, said, method = 'POST') {
    await this.#session.change(path, body, method);
    this.#store.update({ said: Object.freeze({ ...said }) });
    this.refresh(...changedBy.missed);
  }

  /** The same without a dialog that says why it failed: the page does. */
  changeAtOnce(...what) {
    return this.#load('action', async () => {
      await this.change(...what);
      return {};
    });
  }
}
