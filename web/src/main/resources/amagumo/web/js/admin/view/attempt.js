// One attempt, and its log as it grows.

import { element } from '../../ui/element.js';
import { utc } from '../text/spans.js';
import { tookOf } from './jobs.js';
import { away, box, crumbs, facts, fill, link, outcome } from './parts.js';

/** More letters than that are not kept in the page; the newest are. */
const mostLetters = 4_000_000;

function factsOf(words, attempt) {
  const parameters = Object.entries(attempt.parameters).map(([name, value]) => `${name}=${value}`).sort().join(' ');
  return facts([
    [words.say('columnNominal'), utc(attempt.nominalTime)],
    [words.say('startedBy'), attempt.startedBy],
    ...(attempt.retryOf === null ? [] : [[words.say('retryOf'), link(`#/attempts/${attempt.retryOf}`, `#${attempt.retryOf}`)]]),
    [words.say('columnStarted'), away(words, attempt.start)],
    ...(attempt.end === null ? [] : [[words.say('ended'), away(words, attempt.end)]]),
    [words.say('columnTook'), tookOf(words, attempt)],
    ...(parameters === '' ? [] : [[words.say('parametersOfRun'), element('code', 'value', parameters)]]),
    [words.say('runningOn'), attempt.server],
    ...(attempt.reason === '' ? [] : [[words.say('columnWhy'), attempt.reason]]),
  ]);
}

function actionsOf(words, attempt, job, questions) {
  return box('div', 'actions',
    attempt.end === null ? questions.action(words.say('kill'), 'kill', () => questions.kill(attempt, job), 'danger') : null,
    attempt.end === null || job === undefined || job.trigger === 'continuously' || job.paused !== null ? null
      : questions.action(words.say('runAgain'), 'again', () => questions.run(job, attempt)));
}

/** Shows an attempt, following its log, until it is ended. It draws by itself, as a log is only added to. */
export class AttemptView {
  #words;
  #jobs;
  #questions;
  #head = box('div', '');
  #text = element('pre', 'log');
  #state = element('span', 'small');
  #following = document.createElement('input');
  #followLabel = element('span', '');
  #title = element('h3', '');
  #letters = 0;
  #attempt = null;
  #ending = new AbortController();

  constructor(container, number, words, jobs, { desk, questions, onTrouble, onEnd }) {
    this.#words = words;
    this.#jobs = jobs;
    this.#questions = questions;
    this.#following.type = 'checkbox';
    this.#following.checked = true;
    this.#following.addEventListener('change', () => this.#toEnd());
    this.#text.tabIndex = 0;
    this.#text.setAttribute('role', 'region');
    this.#state.setAttribute('role', 'status');
    container.replaceChildren(this.#head, box('section', 'part',
      box('header', '', this.#title, this.#state, box('label', 'follow', this.#following, this.#followLabel)), this.#text));
    fill(this.#head, element('h2', '', words.say('attempt', { n: number })), element('p', 'empty', words.say('loadingServer')));
    this.speak(words, jobs);
    const { signal } = this.#ending;
    desk.follow(number, {
      onAttempt: (attempt) => {
        this.#attempt = attempt;
        this.#draw();
      },
      onText: (text) => this.#append(text),
      onTrouble: (reason) => {
        if (reason?.status === 404) {
          fill(this.#head, element('h2', '', this.#words.say('attempt', { n: number })), element('p', 'empty', this.#words.why(reason)));
        }
        onTrouble(reason);
      },
    }, signal).then(() => onEnd(), (reason) => signal.aborted || reportError(reason));
  }

  /** Shows the same in other words, and what the jobs have become. */
  speak(words, jobs) {
    this.#words = words;
    this.#jobs = jobs;
    this.#title.textContent = words.say('log');
    this.#text.setAttribute('aria-label', words.say('log'));
    this.#followLabel.textContent = words.say('followLog');
    this.#draw();
  }

  end() {
    this.#ending.abort();
  }

  #draw() {
    if (this.#attempt === null) {
      return;
    }
    const words = this.#words;
    const attempt = this.#attempt;
    const job = this.#jobs?.find(({ name }) => name === attempt.job);
    fill(this.#head,
      crumbs(words, link('#/jobs', words.say('jobs')), link(`#/jobs/${attempt.job}`, attempt.job)),
      box('header', 'title', box('div', 'named', element('h2', '', words.say('attempt', { n: attempt.id })), outcome(words, attempt)),
        actionsOf(words, attempt, job, this.#questions)),
      factsOf(words, attempt));
    const isEmpty = attempt.end !== null && this.#letters === 0 && attempt.outcome === 'skipped';
    this.#state.textContent = words.say(isEmpty ? 'logNone' : attempt.end === null ? 'logGrows' : 'logEnds');
  }

  #append(text) {
    this.#letters += text.length;
    this.#text.append(text);
    while (this.#letters > mostLetters && this.#text.childNodes.length > 1) {
      this.#letters -= this.#text.firstChild.textContent.length;
      this.#text.firstChild.remove();
      this.#text.dataset.cut = this.#words.say('logCut');
    }
    this.#toEnd();
  }

  #toEnd() {
    if (this.#following.checked) {
      this.#text.scrollTop = this.#text.scrollHeight;
    }
  }
}
