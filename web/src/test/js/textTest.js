import en from '/js/text/en.js';
import ja from '/js/text/ja.js';
import { badge, clock, date, dateAndClock, japanTime, lead, nearDate, span, zone } from '/js/text/time.js';
import { languages, Words } from '/js/text/words.js';
import { equal, fails, test } from './harness.js';

const minute = 60_000;
const instant = Date.UTC(2024, 2, 1, 0, 30);
const london = new Words('en', 'Europe/London');
const tokyo = new Words('ja', 'Asia/Tokyo');
const honolulu = new Words('en', 'Pacific/Honolulu');

function placeholders(messages) {
  return Object.entries(messages).map(([key, text]) => [key, [...text.matchAll(/\{(\w+)/g)].map(([, name]) => name).sort()]).sort();
}

test('both languages say the same: the same messages with the same placeholders', () => {
  equal(languages, ['en', 'ja']);
  equal(placeholders(ja), placeholders(en));
});

test('every message that the page names is there', async () => {
  const page = new DOMParser().parseFromString(await (await fetch('/index.html')).text(), 'text/html');
  const named = ['i18n', 'i18nLabel', 'i18nTitle', 'i18nPlaceholder'].flatMap((name) =>
    [...page.querySelectorAll('*')].map(({ dataset }) => dataset[name]).filter(Boolean));
  equal(named.length > 15, true);
  equal(named.filter((key) => !(key in en)), []);
});

test('a number takes the word that it needs', () => {
  const gap = (n) => london.say('gap', { n, from: '12:05', to: '12:15' });
  equal(gap(1), '1 frame between 12:05 and 12:15.');
  equal(gap(3), '3 frames between 12:05 and 12:15.');
  equal(tokyo.say('gap', { n: 1, from: '12:05', to: '12:15' }), '12:05から12:15の間の1コマ。');
});

test('fills placeholders, and refuses messages and values that are not there', async () => {
  equal(london.say('madeBy', { model: '{time}', time: 'noon' }), '{time}, from noon');
  await fails(TypeError, () => london.say('madeBy', { model: 'm' }));
  await fails(TypeError, () => london.say('nonsense'));
});

test('times are those of the reader, with those of Japan beside them where they differ', () => {
  equal([clock(london, instant), zone(london, instant), japanTime(london, instant)], ['00:30', 'GMT', 'JST 09:30']);
  equal([clock(tokyo, instant), zone(tokyo, instant), japanTime(tokyo, instant)], ['09:30', 'JST', '']);
  equal([clock(honolulu, instant), zone(honolulu, instant), japanTime(honolulu, instant)],
    ['14:30', 'HST', 'JST Mar 1, 09:30']);
  equal(date(london, instant), 'Fri, Mar 1, 2024');
  equal(date(honolulu, instant), 'Thu, Feb 29, 2024');
  equal(nearDate(london, instant, instant + 86_400_000), 'Fri, Mar 1');
  equal(nearDate(london, instant, Date.parse('2025-01-01T00:00:00Z')), 'Fri, Mar 1, 2024');
  equal(dateAndClock(tokyo, instant), '2024年3月1日 09:30 JST');
});

test('the zone is that of the time: summer has another one than winter', () => {
  const summer = Date.UTC(2024, 6, 1);
  equal([clock(london, summer), zone(london, summer)], ['01:00', 'GMT+1']);
});

test('midnight is 00, not 24', () => {
  equal(clock(tokyo, Date.UTC(2024, 2, 1, 15)), '00:00');
});

test('leads are signed', () => {
  equal([-20, 0, 75].map((minutes) => lead(london, minutes)), ['−20 min', 'latest', '+75 min']);
  equal([-20, 0, 75].map((minutes) => lead(tokyo, minutes)), ['−20分', '最新', '+75分']);
});

test('a frame is observed or forecast, and one is the latest observation', () => {
  const said = (leadMinutes, observed) => badge(london, { leadMinutes, observed });
  equal([said(-20, true), said(0, true), said(75, false)], ['Observed −20 min', 'Latest observation', 'Forecast +75 min']);
});

test('spans are told in the unit that says enough', () => {
  const spans = [1, 9, 12, 23, 89, 90, 47 * 60, 48 * 60, 729 * 1440, 3 * 366 * 1440];
  equal(spans.map((minutes) => span(london, minutes * minute)),
    ['1 min', '9 min', '10 min', '25 min', '90 min', '1.5 h', '47 h', '2 days', '729 days', '3 years']);
});
