// What each change asks first, and what it says will happen.

import { ask } from './dialog.js';
import { action } from './parts.js';

const now = () => new Date().toISOString();
const day = 86_400_000;

const jobPath = (job, what) => `jobs/${encodeURIComponent(job)}/${what}`;
const isContinuous = ({ trigger }) => trigger === 'continuously';

/** What the fields of parameters say, by name; an empty one is left to the settings. */
const givenOf = (taken, values) => Object.fromEntries(taken.map(({ name }) => [name, values[name]]).filter(([, value]) => value !== '')
  .map(([name, value]) => [name, Number(value)]));

/** Questions of one operator, in the words of now. */
export class Questions {
  #desk;
  #words;
  #mayChange;

  /**
   * @param {() => AdminWords} words
   * @param {() => boolean} mayChange whether the operator may do more than look
   */
  constructor(desk, words, mayChange) {
    this.#desk = desk;
    this.#words = words;
    this.#mayChange = mayChange;
  }

  /** What a column of these is called. */
  get heading() {
    return this.#mayChange() ? this.#say('columnActions') : '';
  }

  /** A button that changes something, or asks whether to; none for who only looks. */
  action(label, key, onClick, className) {
    return this.#mayChange() ? action(label, key, onClick, className) : null;
  }

  #ask(question, onConfirm) {
    ask(this.#words(), question, onConfirm);
  }

  #say(key, values) {
    return this.#words().say(key, values);
  }

  /** @param {{nominalTime: string, parameters: object}} [attempt] that the run is to be like */
  run({ name: job, runParameters }, attempt = { nominalTime: '', parameters: {} }) {
    this.#ask({
      title: this.#say('runTitle', { job }), sentences: [this.#say('runMeaning')], confirm: this.#say('runConfirm'),
      fields: [
        { name: 'at', label: this.#say('runAt'), kind: 'utc', value: attempt.nominalTime },
        ...runParameters.map(({ name, least, most }) => ({
          name, label: this.#words().word('runParameter', name), kind: 'whole', least, most, value: attempt.parameters[name] ?? '',
          hint: this.#say('runParameterHint', { least, most }),
        })),
      ],
    }, ({ at, ...values }) => this.#desk.change(jobPath(job, 'run'),
      { ...(at === '' ? {} : { at }), parameters: givenOf(runParameters, values) }, { key: 'saidRun', values: { job } }));
  }

  backfill(job) {
    const until = now();
    this.#ask({
      title: this.#say('backfillTitle', { job }), sentences: [this.#say('backfillMeaning')], confirm: this.#say('backfillConfirm'),
      fields: [
        { name: 'from', label: this.#say('backfillFrom'), kind: 'utc', required: true, value: new Date(Date.parse(until) - day).toISOString() },
        { name: 'until', label: this.#say('backfillUntil'), kind: 'utc', required: true, value: until },
      ],
    }, (range) => this.#desk.change(jobPath(job, 'backfill'), range, { key: 'saidBackfill', values: { job } }));
  }

  pause(job) {
    const { name } = job;
    this.#ask({
      title: this.#say('pauseTitle', { job: name }), confirm: this.#say('pauseConfirm'), tone: 'danger',
      sentences: [this.#say(isContinuous(job) ? 'pauseMeaningContinuous' : 'pauseMeaning', { job: name })],
      fields: [{ name: 'reason', label: this.#say('pauseReason') }],
    }, (values) => this.#desk.change(jobPath(name, 'pause'), values, { key: 'saidPause', values: { job: name } }));
  }

  /** Needs no question: it only lets go on what was held. */
  resume(job) {
    return this.#desk.changeAtOnce(jobPath(job, 'resume'), undefined, { key: 'saidResume', values: { job } });
  }

  kill(attempt, job) {
    const n = attempt.id;
    this.#ask({
      title: this.#say('killTitle', { n }), confirm: this.#say('killConfirm'), tone: 'danger',
      sentences: [this.#say(job !== undefined && isContinuous(job) ? 'killMeaningContinuous' : 'killMeaning', { job: attempt.job })],
    }, () => this.#desk.change(`attempts/${n}/kill`, undefined, { key: 'saidKill', values: { n } }));
  }

  /** @param {string} [name] of a value that is there */
  setParameter(job, name = '', value = '') {
    this.#ask({
      title: name === '' ? this.#say('setParameter') : this.#say('changeParameter', { name }), confirm: this.#say('save'),
      sentences: [this.#say('parameterMeaning', { job })],
      fields: [
        ...(name === '' ? [{ name: 'name', label: this.#say('parameterName'), required: true }] : []),
        { name: 'value', label: this.#say('parameterValue'), value },
      ],
    }, (given) => {
      const named = name === '' ? given.name : name;
      return this.#desk.change(jobPath(job, `parameters/${encodeURIComponent(named)}`), { value: given.value },
        { key: 'saidParameter', values: { name: named } }, 'PUT');
    });
  }

  promote({ version: n, name }, champion) {
    this.#ask({
      title: this.#say('promoteTitle', { n }), confirm: this.#say('promoteConfirm'),
      sentences: [this.#say('promoteMeaning', { n, name }),
        champion === undefined ? this.#say('promoteFirst') : this.#say('promoteBefore', { n: champion })],
      fields: [{ name: 'why', label: this.#say('why'), required: true }],
    }, (values) => this.#desk.change(`models/${n}/promote`, values, { key: 'saidPromote', values: { n } }));
  }

  rollBack({ version: n, name }, champion) {
    this.#ask({
      title: this.#say('rollBackTitle', { n }), confirm: this.#say('rollBackConfirm'), tone: 'danger',
      sentences: [this.#say('rollBackMeaning', { n, name }), this.#say('rollBackBefore', { n: champion })],
      fields: [{ name: 'why', label: this.#say('why'), required: true }],
    }, (values) => this.#desk.change('models/rollback', values, { key: 'saidRollBack', values: { n } }));
  }
}
