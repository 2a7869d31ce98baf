// What the reader must know about what is shown: that it is old, of a time to come, or not to be had.

import { freshness } from '../state/freshness.js';
import { dateAndClock, span } from '../text/time.js';
import { Words } from '../text/words.js';

/** What the API says of rain that was read from a map's colours begins so. */
const fromColourClasses = 'from colour classes';
const hintMilliseconds = 12_000;

function provenanceOf({ provenance }, words) {
  return provenance.startsWith(fromColourClasses) ? words.say('fromColourClasses') : provenance;
}

/** Which message tells how old what is shown is: no forecast is made across a gap, though newer frames arrive. */
function ageMessage(kind, { forecast, newestFrame, offline }) {
  if (offline) {
    return 'offline';
  }
  return kind === 'stale' && newestFrame > forecast.baseTime ? 'behind' : kind;
}

/** The sentences that a snapshot asks for, the most important one first. What is awaited at first is told elsewhere. */
export function noticesOf(state, words) {
  const { forecast, trouble, missedTime, sourceFailure } = state;
  const notices = trouble === null || forecast === null ? [] : [words.say(trouble.messageKey, trouble.values)];
  if (sourceFailure !== null) {
    notices.push(words.say('sourceFails', { reason: sourceFailure }));
  }
  if (state.hint !== null) {
    notices.push(words.say(state.hint));
  }
  if (forecast === null) {
    return notices;
  }
  const { kind, time, milliseconds } = freshness(state);
  if (state.offline || kind !== 'live') {
    notices.push(words.say(ageMessage(kind, state), {
      age: span(words, milliseconds), time: dateAndClock(words, time), newest: dateAndClock(words, state.newestFrame ?? time),
    }));
  }
  if (missedTime !== null) {
    notices.push(words.say('missedTime', { time: dateAndClock(words, missedTime) }));
  }
  if (state.picturesMissing || state.besideMissing) {
    notices.push(words.say('picturesMissing'));
  }
  if (forecast.origin.provenance !== '') {
    notices.push(provenanceOf(forecast.origin, words));
  }
  return notices;
}

/** Keeps the notice up to date. What has not changed is not touched, so that it is not read aloud again. */
export function showNotice(store) {
  const notice = document.getElementById('notice');
  let timer = 0;
  store.observe(['hint'], ({ hint }) => {
    clearTimeout(timer);
    timer = hint === null ? 0 : setTimeout(() => store.update({ hint: null }), hintMilliseconds);
  });
  store.observe(['forecast', 'newestFrame', 'trouble', 'sourceFailure', 'missedTime', 'picturesMissing', 'besideMissing', 'offline', 'hint', 'now', 'language'], (state) => {
    const sentences = noticesOf(state, new Words(state.language));
    if (sentences.join('\n') !== [...notice.children].map((line) => line.textContent).join('\n')) {
      notice.replaceChildren(...sentences.map((sentence) => {
        const line = document.createElement('p');
        line.textContent = sentence;
        return line;
      }));
    }
    notice.hidden = sentences.length === 0;
  });
}
