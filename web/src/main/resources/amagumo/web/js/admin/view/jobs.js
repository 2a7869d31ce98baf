// All jobs, and how each stands.

import { element } from '../../ui/element.js';
import { took, utc } from '../text/spans.js';
import { away, box, chip, fill, grid, link, outcome, since } from './parts.js';

/** What a job does now. */
export function stateOf(words, { paused, running, waiting }) {
  if (paused !== null) {
    return chip(words.say('statePaused'), 'warn');
  }
  if (running > 0) {
    return chip(running === 1 ? words.say('stateRunning') : words.say('stateRunningMany', { n: running }), 'busy');
  }
  return waiting > 0 ? chip(words.say('stateWaiting', { n: waiting }), 'busy') : chip(words.say('stateIdle'), 'calm');
}

/** When a job's next run begins. */
export function nextOf(words, { paused, nextRun, trigger }) {
  if (paused !== null) {
    return words.say('nextPaused');
  }
  if (trigger === 'continuously') {
    return words.say('always');
  }
  if (nextRun === null) {
    return words.say('noNext');
  }
  return Date.parse(nextRun) <= Date.now() ? words.say('nextDue') : away(words, nextRun);
}

/** How long an attempt took, or has taken. */
export function tookOf(words, { start, end }) {
  return end === null ? since(words, start) : took(words, Date.parse(end) - Date.parse(start));
}

/** How far the backfills of a job are. */
export function backfillsOf(words, { backfills }) {
  return backfills.map(({ from, until, done, total }) => {
    const progress = document.createElement('progress');
    Object.assign(progress, { max: Math.max(1, total), value: done });
    const label = words.say('backfilling', { from: utc(from), until: utc(until) });
    progress.setAttribute('aria-label', label);
    return box('p', 'backfill', element('span', '', label), progress, element('span', 'count', words.say('backfilled', { done, total })));
  });
}

function lastOf(words, attempt) {
  if (attempt === null) {
    return element('span', 'small', words.say('neverRan'));
  }
  const number = link(`#/attempts/${attempt.id}`, `#${attempt.id}`, 'number');
  if (attempt.end === null) {
    return box('div', 'last', box('p', '', number, box('span', 'small', since(words, attempt.start))));
  }
  return box('div', 'last', box('p', '', outcome(words, attempt), number,
    box('span', 'small', away(words, attempt.end), ' · ', tookOf(words, attempt))),
  attempt.reason === '' ? null : element('p', 'reason', attempt.reason));
}

function rowOf(words, job, questions) {
  const { name, paused, trigger, newestAttempt } = job;
  return {
    className: newestAttempt?.outcome === 'failed' ? 'attention' : '',
    cells: [
      box('div', '', link(`#/jobs/${name}`, name, 'name'), element('p', 'small', words.job(name))),
      box('div', '', stateOf(words, job), paused === null ? null : element('p', 'reason', words.say('pausedBy', { who: paused }))),
      box('div', '', lastOf(words, newestAttempt), ...backfillsOf(words, job)),
      box('span', '', nextOf(words, job)),
      box('div', 'actions',
        paused !== null || trigger === 'continuously' ? null : questions.action(words.say('run'), `run ${name}`, () => questions.run(job)),
        paused === null ? questions.action(words.say('pause'), `pause ${name}`, () => questions.pause(job))
          : questions.action(words.say('resume'), `resume ${name}`, () => questions.resume(name))),
    ],
  };
}

/** Draws them. */
export function drawJobs(container, { jobs }, words, { questions }) {
  const heading = element('h2', '', words.say('jobs'));
  if (jobs === null || jobs.length === 0) {
    fill(container, heading, element('p', 'empty', words.say(jobs === null ? 'loadingServer' : 'noJobs')));
    return;
  }
  const heads = [...['columnJob', 'columnState', 'columnLast', 'columnNext'].map((key) => words.say(key)), questions.heading];
  fill(container, heading, grid('jobs', heads, jobs.map((job) => rowOf(words, job, questions))));
}
