// An attempt and its log, followed to their end.

import { wait } from '../../api/client.js';
import { ApiError, Problem } from '../../api/errors.js';

const lookMilliseconds = 1_000;
const retryMilliseconds = 3_000;

/** What the log has beyond an octet, a part at a time; returns where it ends now. */
async function readOn(session, number, from, onText, signal) {
  for (;;) {
    const { text, next } = await session.log(number, from, signal);
    if (text !== '') {
      onText(text);
    }
    if (next <= from) {
      return from;
    }
    from = next;
  }
}

/**
 * Follows an attempt until it has ended and all of its log was read.
 *
 * @param {Session} session
 * @param {{onAttempt: (attempt: object) => void, onText: (text: string) => void, onTrouble: (reason: ?ApiError) => void}} told
 *   trouble is tried again, but for a token that is refused or an attempt that is not there
 * @param {AbortSignal} signal ends it; the promise is rejected with its reason
 */
export async function follow(session, number, { onAttempt, onText, onTrouble }, signal) {
  let from = 0;
  for (;;) {
    try {
      const attempt = await session.attempt(number, signal); // before the log, which is whole once an attempt has ended
      onAttempt(attempt);
      onTrouble(null);
      try {
        from = await readOn(session, number, from, onText, signal);
      } catch (reason) {
        if (!(reason instanceof Problem) || reason.status !== 404) {
          throw reason;
        } // one that was skipped has no log, one that just began none yet
      }
      if (attempt.end !== null) {
        return;
      }
      await wait(lookMilliseconds, signal);
    } catch (reason) {
      if (!(reason instanceof ApiError) || signal.aborted) {
        throw reason;
      }
      onTrouble(reason);
      if (reason instanceof Problem && reason.status < 500 && reason.status !== 429) {
        return;
      }
      await wait(retryMilliseconds, signal);
    }
  }
}
