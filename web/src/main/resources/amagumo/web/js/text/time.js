// Times as a reader sees them, in the reader's zone and in Japan's. Instants are milliseconds since 1970.

const japan = 'Asia/Tokyo';
const minute = 60_000;

const hourAndMinute = { hour: '2-digit', minute: '2-digit' };
const dayOfWeek = { weekday: 'short', day: 'numeric', month: 'short' };
const dayOfMonth = { day: 'numeric', month: 'short' };

function format(words, instant, options) {
  const { language, timeZone } = words;
  return new Intl.DateTimeFormat(language, { hourCycle: 'h23', timeZone, ...options }).format(instant);
}

/** Hour and minute, such as 09:05. */
export function clock(words, instant) {
  return format(words, instant, hourAndMinute);
}

/** Weekday, day, month and year. */
export function date(words, instant) {
  return format(words, instant, { ...dayOfWeek, year: 'numeric' });
}

/** Weekday, day and month, and the year if it is not that of now. */
export function nearDate(words, instant, now) {
  const year = { year: 'numeric' };
  return format(words, instant, format(words, instant, year) === format(words, now, year) ? dayOfWeek : { ...dayOfWeek, ...year });
}

/** Month and year. */
export function month(words, instant) {
  return format(words, instant, { month: 'short', year: 'numeric' });
}

/** The name of the reader's zone, such as CET; browsers know Japan's by this name in Japanese only. */
export function zone({ language, timeZone }, instant) {
  if (timeZone === japan) {
    return 'JST';
  }
  const parts = new Intl.DateTimeFormat(language, { timeZone, hour: '2-digit', timeZoneName: 'short' })
    .formatToParts(instant);
  return parts.find(({ type }) => type === 'timeZoneName').value;
}

/** Day, hour, minute and zone in one line. */
export function dateAndClock(words, instant) {
  const day = { day: 'numeric', month: 'short', year: 'numeric' };
  return `${format(words, instant, { ...day, ...hourAndMinute })} ${zone(words, instant)}`;
}

/** The time in Japan, such as "JST 09:05", or "JST Mar 1, 09:05" where that differs from the reader's; empty where both are one. */
export function japanTime(words, instant) {
  const differs = (options) => format(words, instant, options) !== format(words, instant, { ...options, timeZone: japan });
  if (!differs({ ...dayOfMonth, ...hourAndMinute })) {
    return '';
  }
  const shown = differs(dayOfMonth) ? { ...dayOfMonth, ...hourAndMinute } : hourAndMinute;
  return `JST ${format(words, instant, { ...shown, timeZone: japan })}`;
}

/** Minutes after the latest observation, such as "+25 min". */
export function lead(words, minutes) {
  if (minutes === 0) {
    return words.say('latestObservation');
  }
  return words.say('minutes', { sign: minutes < 0 ? '−' : '+', minutes: Math.abs(minutes) });
}

/** What a frame is: observed or forecast, and how long before or after the latest observation. */
export function badge(words, { observed, leadMinutes }) {
  const key = leadMinutes === 0 ? 'latestBadge' : observed ? 'observedBadge' : 'forecastBadge';
  return words.say(key, { lead: lead(words, leadMinutes) });
}

/** A span of time in the largest unit that says enough; minutes by fives, lest the words change all the time. */
export function span(words, milliseconds) {
  const minutes = milliseconds / minute;
  if (minutes < 90) {
    return words.say('spanMinutes', { n: minutes < 10 ? Math.round(minutes) : 5 * Math.round(minutes / 5) });
  }
  const hours = minutes / 60;
  if (hours < 48) {
    return words.say('spanHours', { n: hours < 3 ? Math.round(2 * hours) / 2 : Math.round(hours) });
  }
  const days = Math.floor(hours / 24);
  return days < 730 ? words.say('spanDays', { n: days }) : words.say('spanYears', { n: Math.round(days / 365.25) });
}
