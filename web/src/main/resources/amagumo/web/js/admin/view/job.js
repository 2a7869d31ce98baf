// One job: what it is asked to do, the values that its runs leave, its attempts.

import { element } from '../../ui/element.js';
import { about, utc } from '../text/spans.js';
import { backfillsOf, nextOf, stateOf, tookOf } from './jobs.js';
import { action, away, box, crumbs, facts, fill, grid, link, outcome, section } from './parts.js';

function actionsOf(words, job, questions) {
  const { name, paused, trigger, stepSeconds } = job;
  return box('div', 'actions',
    paused !== null || trigger === 'continuously' ? null : questions.action(words.say('run'), 'run', () => questions.run(job), 'primary'),
    stepSeconds === null ? null : questions.action(words.say('backfill'), 'backfill', () => questions.backfill(name)),
    paused === null ? questions.action(words.say('pause'), 'pause', () => questions.pause(job))
      : questions.action(words.say('resume'), 'resume', () => questions.resume(name), 'primary'));
}

function parametersOf(words, { name, parameters }, questions) {
  const rows = Object.entries(parameters).map(([key, value]) => ({
    cells: [element('code', '', key), element('code', 'value', value),
      questions.action(words.say('changeParameter', { name: key }), `set ${key}`, () => questions.setParameter(name, key, value), 'quiet')],
  }));
  return section(words.say('parameters'),
    [questions.action(words.say('setParameter'), 'set', () => questions.setParameter(name))],
    element('p', 'small', words.say('parametersMeaning')),
    rows.length === 0 ? element('p', 'empty', words.say('noParameters'))
      : grid('parameters', [words.say('parameterName'), words.say('parameterValue'), ''], rows));
}

function attemptsOf(words, { attempts, before }, desk) {
  const heads = ['columnNumber', 'columnOutcome', 'columnNominal', 'startedBy', 'columnStarted', 'columnTook', 'columnWhy']
    .map((key) => words.say(key));
  const rows = attempts.map((attempt) => ({
    className: attempt.outcome === 'failed' ? 'attention' : '',
    cells: [link(`#/attempts/${attempt.id}`, `#${attempt.id}`, 'number'), outcome(words, attempt), utc(attempt.nominalTime),
      attempt.startedBy, away(words, attempt.start), box('span', '', tookOf(words, attempt)), element('span', 'reason', attempt.reason)],
  }));
  return section(words.say('attempts'), [],
    rows.length === 0 ? element('p', 'empty', words.say('noAttempts')) : grid('attempts', heads, rows),
    before === null ? null : action(words.say('older'), 'older', () => desk.olderAttempts(), 'wide'));
}

/** Draws it. */
export function drawJob(container, { jobs, job: looked, route, troubles }, words, { desk, questions }) {
  const trail = crumbs(words, link('#/jobs', words.say('jobs')));
  const heading = element('h2', '', route.job);
  const job = jobs?.find(({ name }) => name === route.job);
  if (job === undefined || looked?.name !== route.job) {
    const isUnknown = jobs !== null && job === undefined || troubles.job?.status === 404;
    fill(container, trail, heading, element('p', 'empty', words.say(isUnknown ? 'jobUnknown' : 'loadingServer')));
    return;
  }
  fill(container, trail,
    box('header', 'title', box('div', '', box('div', 'named', heading, stateOf(words, job)), element('p', 'small', words.job(job.name))),
      actionsOf(words, job, questions)),
    job.paused === null ? null : element('p', 'note', words.say('pausedNote', { who: job.paused })),
    facts([
      [words.say('runs'), words.word('trigger', job.trigger)],
      ...(job.stepSeconds === null ? [] : [[words.say('nominalTimes'), words.say('every', { span: about(words, job.stepSeconds * 1000) })]]),
      [words.say('columnNext'), nextOf(words, job)],
    ]),
    ...backfillsOf(words, job),
    parametersOf(words, looked, questions),
    attemptsOf(words, looked, desk));
}
