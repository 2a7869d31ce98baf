// Times and amounts as operators read them. Logs, settings and the API speak of UTC, and so does the page.

import { dateAndClock } from '../../text/time.js';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Such as 2024-03-01 00:17; with seconds where there are any. @param {string} time ISO 8601 */
export function utc(time) {
  const [date, clock] = new Date(time).toISOString().split('T');
  return `${date} ${clock.slice(0, 8).replace(/:00$/, '')}`;
}

/** How long something took or takes. @param {number} milliseconds */
export function took(words, milliseconds) {
  if (milliseconds < 10 * second) {
    return words.say('seconds', { n: (Math.max(0, milliseconds) / second).toFixed(1) });
  }
  if (milliseconds < 2 * minute) {
    return words.say('seconds', { n: Math.round(milliseconds / second) });
  }
  if (milliseconds < hour) {
    return words.say('minutesAndSeconds', { m: Math.floor(milliseconds / minute), s: Math.floor((milliseconds % minute) / second) });
  }
  return about(words, milliseconds);
}

/** A span in one unit. */
export function about(words, milliseconds) {
  if (milliseconds < 2 * minute) {
    return words.say('seconds', { n: Math.round(milliseconds / second) });
  }
  if (milliseconds < 2 * hour) {
    return words.say('spanMinutes', { n: Math.round(milliseconds / minute) });
  }
  return milliseconds < 2 * day ? words.say('spanHours', { n: Math.round(milliseconds / hour) })
    : words.say('spanDays', { n: Math.round(milliseconds / day) });
}

/** How long ago a moment was, or until it comes. @param {number} milliseconds from now, negative if it was */
export function away(words, milliseconds) {
  if (Math.abs(milliseconds) < second) {
    return words.say('justNow');
  }
  return words.say(milliseconds < 0 ? 'ago' : 'inSpan', { span: about(words, Math.abs(milliseconds)) });
}

/** The moment in full: in UTC, and as the reader's clock has it. */
export function inFull(words, time) {
  return `${utc(time)} UTC (${dateAndClock(words, Date.parse(time))})`;
}

/** Octets in the unit that says enough. */
export function size(octets) {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  const unit = octets < 1024 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(octets) / 10));
  const amount = octets / 1024 ** unit;
  return `${unit > 0 && amount < 10 ? amount.toFixed(1) : Math.round(amount)} ${units[unit]}`;
}
