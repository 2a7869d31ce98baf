// Shows the view that the address names.

import { AttemptView } from './attempt.js';
import { drawJob } from './job.js';
import { drawJobs } from './jobs.js';
import { drawModel, drawModels } from './models.js';

const drawn = { jobs: drawJobs, job: drawJob, models: drawModels, model: drawModel };
const seen = ['route', 'language', 'jobs', 'job', 'models', 'model', 'troubles'];

function nameOf(route, words) {
  const names = {
    jobs: () => words.say('jobs'), job: () => route.job, attempt: () => words.say('attempt', { n: route.number }),
    models: () => words.say('models'), model: () => words.say('version', { n: route.number }),
  };
  return names[route.view]();
}

/** Shows it while somebody is signed in; its heading gets the focus whenever it is another one. */
export function showViews(store, wordsOf, tools) {
  const container = document.getElementById('view');
  let shown = null;
  let attempt = null;
  const onTrouble = (reason) => {
    if (reason?.status === 401) {
      tools.desk.signOut(reason);
    } else if (reason !== (store.state.troubles.attempt ?? null)) {
      store.update({ troubles: Object.freeze({ ...store.state.troubles, attempt: reason }) });
    }
  };
  store.observe(['signedIn', ...seen], (state) => {
    const { route, signedIn, language, jobs } = state;
    const words = wordsOf(language);
    document.title = signedIn ? words.say('pageTitle', { what: nameOf(route, words) }) : `Amagumo · ${words.say('operations')}`;
    const isAnother = route !== shown;
    if (isAnother || !signedIn) {
      if (attempt !== null) {
        attempt.end();
        attempt = null;
        queueMicrotask(() => onTrouble(null)); // it is not asked for any more; not while others are still told of the route
      }
      container.replaceChildren();
      shown = null;
    }
    if (!signedIn) {
      return;
    }
    if (route.view !== 'attempt') {
      drawn[route.view](container, state, words, tools);
    } else if (attempt === null) {
      attempt = new AttemptView(container, route.number, words, jobs, { ...tools, onTrouble, onEnd: () => tools.desk.refresh('jobs') });
    } else {
      attempt.speak(words, jobs);
    }
    shown = route;
    if (isAnother) {
      container.scrollTo?.(0, 0);
      container.focus({ preventScroll: true });
    }
  });
}
