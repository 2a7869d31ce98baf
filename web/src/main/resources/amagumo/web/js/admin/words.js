// What the page says: the words that it shares with the map, and its own.

import { Problem } from '../api/errors.js';
import { Words } from '../text/words.js';
import en from './text/en.js';
import ja from './text/ja.js';

const own = { en, ja };

export class AdminWords extends Words {
  get messages() {
    return { ...super.messages, ...own[this.language] };
  }

  /** Why something was not answered, and what to do. */
  why(reason) {
    if (reason instanceof Problem && reason.status === 401) {
      return this.say('tokenUnknown');
    }
    if (reason instanceof Problem && reason.status === 403) {
      return this.say('tokensNone');
    }
    if (reason instanceof Problem && reason.status < 500 && reason.detail !== '' && reason.status !== 429) {
      return this.say('refusedBecause', { detail: reason.detail });
    }
    return this.say(reason.messageKey ?? 'unintelligible', reason.values ?? {});
  }

  /** What a job is for; empty for one that the page does not know. */
  job(name) {
    return this.messages[`job-${name}`] ?? '';
  }

  /** A word of the server's, such as an outcome, as the reader says it. */
  word(kind, value) {
    return this.messages[`${kind}-${value}`] ?? value;
  }
}
