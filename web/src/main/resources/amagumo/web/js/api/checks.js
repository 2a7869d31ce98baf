// Answers are looked at before they are believed.

import { Unintelligible } from './errors.js';

/** @throws {TypeError} if something does not hold that the API promises */
export function check(holds, what) {
  if (!holds) {
    throw new TypeError(`${what} is not as promised`);
  }
}

/** Makes something of an answer; one that is not as promised is an `Unintelligible`. */
export function reading(url, make) {
  try {
    return make();
  } catch (reason) {
    throw new Unintelligible(url, reason);
  }
}
