// What stands around the views: where one is, whether the page is live, what was done, and what went wrong.

import { element } from '../../ui/element.js';

const saidMilliseconds = 8_000;

/** Which of the sections a view belongs to. */
const sectionOf = { jobs: 'jobs', job: 'jobs', attempt: 'jobs', models: 'models', model: 'models' };

/** Shows them; `body[data-session]` says whether somebody is signed in. */
export function showFrame(store, wordsOf, desk) {
  const at = (id) => document.getElementById(id);
  at('skip').addEventListener('click', () => at('view').focus());
  ['lock', 'unlock'].forEach((name) => at(name).addEventListener('click', () => desk.signOut()));
  at('theme').addEventListener('click', () => store.update({ theme: store.state.theme === 'dark' ? 'light' : 'dark' }));
  store.observe(['signedIn', 'mayChange'], ({ signedIn, mayChange }) => {
    document.body.dataset.session = signedIn ? 'open' : 'closed';
    document.querySelectorAll('[data-signed-in]').forEach((part) => { part.hidden = !signedIn; });
    at('lock').hidden = !mayChange;
    at('unlock').hidden = !signedIn || mayChange;
  });
  store.observe(['route'], ({ route }) => {
    for (const name of ['jobs', 'models']) {
      at(`to-${name}`).toggleAttribute('aria-current', false);
      if (sectionOf[route.view] === name) {
        at(`to-${name}`).setAttribute('aria-current', 'page');
      }
    }
  });
  store.observe(['live', 'language'], ({ live, language }) => {
    at('live').textContent = wordsOf(language).say(live ? 'live' : 'notLive');
    at('live').dataset.live = live;
  });
  store.observe(['troubles', 'language'], ({ troubles, language }) => {
    const words = wordsOf(language);
    const sentences = [...new Set(Object.values(troubles).filter((reason) => reason !== null && reason.status !== 404)
      .map((reason) => words.why(reason)))];
    at('trouble').hidden = sentences.length === 0;
    at('trouble').replaceChildren(...sentences.map((sentence) => element('p', '', sentence)));
  });
  let timer = 0;
  store.observe(['said', 'language'], ({ said, language }) => {
    clearTimeout(timer);
    at('said').textContent = said === null ? '' : wordsOf(language).say(said.key, said.values);
    at('said').classList.toggle('shown', said !== null);
    if (said !== null) {
      timer = setTimeout(() => store.update({ said: null }), saidMilliseconds);
    }
  });
}
