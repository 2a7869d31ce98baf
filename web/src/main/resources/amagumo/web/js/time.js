// Times as a reader sees them: in the zone of the reader, and in Japan's.

import { language, say } from './messages.js';

const japan = 'Asia/Tokyo';

function format(instant, options) {
  return new Intl.DateTimeFormat(language(), { hourCycle: 'h23', ...options }).format(instant);
}

/** Hour and minute, such as 09:05, in the reader's zone. */
export function clock(instant) {
  return format(instant, { hour: '2-digit', minute: '2-digit' });
}

/** Weekday, day, month and year in the reader's zone. */
export function date(instant) {
  return format(instant, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
}

/** The name of the reader's zone, such as CET; browsers know Japan's by this name in Japanese only. */
export function zone(instant) {
  if (new Intl.DateTimeFormat().resolvedOptions().timeZone === japan) {
    return 'JST';
  }
  const parts = new Intl.DateTimeFormat(language(), { hour: '2-digit', timeZoneName: 'short' }).formatToParts(instant);
  return parts.find(({ type }) => type === 'timeZoneName').value;
}

/** Day, hour, minute and zone in one line, in the reader's zone. */
export function dateAndClock(instant) {
  const day = { day: 'numeric', month: 'short', year: 'numeric' };
  return `${format(instant, { ...day, hour: '2-digit', minute: '2-digit' })} ${zone(instant)}`;
}

/** The time in Japan, such as "JST 09:05", with its day where that differs from the reader's; empty for readers in Japan. */
export function japanTime(instant) {
  const withDay = { day: 'numeric', month: 'numeric', hour: '2-digit', minute: '2-digit' };
  if (format(instant, withDay) === format(instant, { ...withDay, timeZone: japan })) {
    return '';
  }
  const day = { day: 'numeric', month: 'numeric' };
  const sameDay = format(instant, day) === format(instant, { ...day, timeZone: japan });
  const shown = sameDay ? { hour: '2-digit', minute: '2-digit' } : withDay;
  return `JST ${format(instant, { ...shown, timeZone: japan })}`;
}

/** Minutes after the base time, such as "+25 min". */
export function lead(minutes) {
  if (minutes === 0) {
    return say('latestObservation');
  }
  return say('minutes', { sign: minutes < 0 ? '−' : '+', minutes: Math.abs(minutes) });
}

/** How long ago, in hours, days or years. */
export function age(milliseconds) {
  const hours = milliseconds / 3_600_000;
  if (hours < 48) {
    return say('hours', { n: hours.toFixed(hours < 10 ? 1 : 0) });
  }
  const days = Math.floor(hours / 24);
  return days < 730 ? say('days', { n: days }) : say('years', { n: Math.floor(days / 365.25) });
}
