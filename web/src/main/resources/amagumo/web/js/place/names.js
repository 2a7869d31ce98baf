// Places by name, and the name of a place.

/** Further away than this a place has no name. */
const mostKilometres = 40;
/** Of latitude. */
export const kilometresOfADegree = 111.2;

let loading = null;

async function load(file) {
  const answer = await fetch(file);
  return answer.json();
}

async function loadAll() {
  const [{ prefectures, places: cities }, { places: towns }] = await Promise.all([load('data/places.json'), load('data/towns.json')]);
  return [...cities, ...towns].map(([ja, kana, en, prefecture, latitude, longitude]) => Object.freeze({
    ja, kana, en, prefecture: prefectures[prefecture], latitude, longitude,
  }));
}

/**
 * The places that the page knows, prefectures first, then cities by size, then towns and villages, loaded when they are asked for
 * first.
 *
 * @returns {Promise<{ja: string, kana: string, en: string, prefecture: {ja: string, en: string}, latitude: number, longitude: number}[]>}
 */
export function places() {
  loading ??= loadAll();
  loading.catch(() => { loading = null; }); // asked again next time
  return loading;
}

/** Letters of names that are written in two forms. */
const otherForms = Object.freeze({ ヶ: 'ケ', 鯵: '鰺', 檮: '梼' });

/**
 * Names as they are compared, however they are written: katakana, half width, lower case, no accents, blanks, hyphens and
 * apostrophes, long vowels short ("Tōkyō", "toukyou").
 */
export function folded(text) {
  return text.normalize('NFKD').replace(/[\u0300-\u036f]/g, '').normalize('NFC').toLowerCase().replace(/[\s'’-]/g, '')
    .replace(/o[ou]|uu/g, (long) => long[0])
    .replace(/[\u3041-\u3096]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0x60))
    .replace(/[ヶ鯵檮]/g, (letter) => otherForms[letter]);
}

const comparedOf = new WeakMap();

/** The names and the addresses of a place, folded once. */
function compared(place) {
  if (!comparedOf.has(place)) {
    const { ja, kana, en, prefecture } = place;
    comparedOf.set(place, {
      names: [ja, kana, en].map(folded),
      addresses: [`${prefecture.ja}${ja}`, `${en},${prefecture.en}`, `${en} ${prefecture.en}`].map(folded),
    });
  }
  return comparedOf.get(place);
}

/** What was typed, without the letters of a kana that is being composed ("とうk"). */
function typedSoFar(typed) {
  return folded(typed).replace(/([\u30a1-\u30fc])[a-z]+$/, '$1');
}

/** 0 where a name begins with what is wanted, 1 where one holds it or an address begins with it, else 2. */
function rank(place, wanted) {
  const { names, addresses } = compared(place);
  if (names.some((name) => name.startsWith(wanted))) {
    return 0;
  }
  return names.some((name) => name.includes(wanted)) || addresses.some((address) => address.startsWith(wanted)) ? 1 : 2;
}

/**
 * The places whose name begins with what was typed, then those whose name holds it or whose name with the prefecture begins with
 * it, as addresses are written; in order of size.
 *
 * @param {object[]} all of `places`
 */
export function search(all, typed, most) {
  const wanted = typedSoFar(typed);
  if (wanted === '') {
    return [];
  }
  const ranked = all.map((place) => ({ place, rank: rank(place, wanted) }));
  return [0, 1].flatMap((wished) => ranked.filter((one) => one.rank === wished)).slice(0, most).map(({ place }) => place);
}

/** The name of the nearest known city, ward or town, or null far from all of them. */
export async function nameOf({ latitude, longitude }, language) {
  const all = await places().catch(() => []);
  const narrowing = Math.cos((latitude * Math.PI) / 180);
  let nearest = mostKilometres / kilometresOfADegree;
  let found = null;
  for (const place of all.filter(({ ja, prefecture }) => ja !== prefecture.ja)) {
    const distance = Math.hypot(place.latitude - latitude, (place.longitude - longitude) * narrowing);
    if (distance < nearest) {
      nearest = distance;
      found = place;
    }
  }
  return found === null ? null : found[language];
}
