// Why a question has no answer. Each kind names the message that explains it to a reader, and what fills it.

/** The server gave no answer that could be used. */
export class ApiError extends Error {
  /**
   * @param {string} message for developers
   * @param {string} messageKey of `text/`, for readers
   * @param {object} values what fills its placeholders
   */
  constructor(message, messageKey, values = {}, cause = undefined) {
    super(message, { cause });
    this.name = new.target.name;
    this.messageKey = messageKey;
    this.values = values;
  }
}

/** Nobody answers: the server or the network is down. */
export class Unreachable extends ApiError {
  constructor(url, cause) {
    super(`${url} cannot be reached`, 'unreachable', {}, cause);
  }
}

/** The answer takes too long. */
export class TimedOut extends ApiError {
  constructor(url, milliseconds) {
    super(`${url} did not answer within ${milliseconds} ms`, 'timedOut', { seconds: Math.round(milliseconds / 1000) });
  }
}

/** The answer is not what the API promises. */
export class Unintelligible extends ApiError {
  constructor(url, cause) {
    super(`${url} answered with something unintelligible`, 'unintelligible', {}, cause);
  }
}

function messageKeyOf(status) {
  if (status === 429 || status === 503) {
    return 'busy';
  }
  return status >= 500 ? 'serverFailed' : 'refused';
}

/** The server explained why it does not answer: `application/problem+json` (RFC 9457), or a bare status. */
export class Problem extends ApiError {
  /**
   * @param {number} status of HTTP
   * @param {string} detail the server's own words, in English; may be empty
   * @param {?number} retryAfterSeconds when to ask again, if it said so
   */
  constructor(url, status, detail, retryAfterSeconds) {
    super(`${url}: ${status} ${detail}`, messageKeyOf(status), { status });
    this.status = status;
    this.detail = detail;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
