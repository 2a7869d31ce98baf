// What the page says, in the reader's language.

import en from './en.js';
import ja from './ja.js';

const messages = { en, ja };

/** The languages that the page speaks. */
export const languages = Object.freeze(Object.keys(messages));

/** A language, and the zone in which times are told. */
export class Words {
  /**
   * @param {string} language one of `languages`
   * @param {string} [timeZone] IANA name; the reader's by default
   */
  constructor(language, timeZone = new Intl.DateTimeFormat().resolvedOptions().timeZone) {
    this.language = language;
    this.timeZone = timeZone;
  }

  /** Its messages by key. */
  get messages() {
    return messages[this.language];
  }

  /**
   * A message, its placeholders filled: {n}, or {n|frame|frames}, which is the number and the word that it takes.
   *
   * @throws {TypeError} if there is no such message, or no value for a placeholder
   */
  say(key, values = {}) {
    const message = this.messages[key];
    if (message === undefined) {
      throw new TypeError(`there is no message ${key} in ${this.language}`);
    }
    return message.replace(/\{(\w+)(?:\|([^|}]*)\|([^|}]*))?\}/g, (_, name, one, other) => {
      if (!(name in values)) {
        throw new TypeError(`the message ${key} needs ${name}`);
      }
      const value = String(values[name]);
      return one === undefined ? value : `${value} ${value === '1' ? one : other}`;
    });
  }

  /** What made a forecast, for people: the kind of nowcaster where it is known, else its name. */
  nowcaster({ nowcaster, model }) {
    const key = `nowcaster-${nowcaster}`;
    return key in this.messages ? this.say(key) : model;
  }

  /** One of eight directions. @param {number} degrees clockwise from north */
  direction(degrees) {
    return this.say('directions').split(' ')[Math.round(degrees / 45) % 8];
  }
}
