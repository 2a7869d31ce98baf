// Places by name, and the name of a place.

/** Further away than this a place has no name. */
const mostKilometres = 40;
const kilometresOfADegree = 111.2;

let loading = null;

/**
 * The places that the page knows, prefectures first, then the largest, loaded when they are asked for first.
 *
 * @returns {Promise<{ja: string, kana: string, en: string, prefecture: {ja: string, en: string}, latitude: number, longitude: number}[]>}
 */
export function places() {
  loading ??= fetch('data/places.json').then((answer) => answer.json()).then(({ prefectures, places: all }) =>
    all.map(([ja, kana, en, prefecture, latitude, longitude]) => Object.freeze({
      ja, kana, en, prefecture: prefectures[prefecture], latitude, longitude,
    })));
  loading.catch(() => { loading = null; }); // asked again next time
  return loading;
}

/** Hiragana and full-width letters as they are compared: katakana, half width, lower case, no accents. */
export function folded(text) {
  return text.normalize('NFKD').replace(/[\u0300-\u036f]/g, '').normalize('NFC').toLowerCase().trim()
    .replace(/[\u3041-\u3096]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0x60));
}

/**
 * The places whose name begins with what was typed, then those that hold it; in order of size.
 *
 * @param {object[]} all of `places`
 */
export function search(all, typed, most) {
  const wanted = folded(typed);
  if (wanted === '') {
    return [];
  }
  const ranked = all.map((place) => {
    const names = [place.ja, place.kana, place.en].map(folded);
    return { place, rank: names.some((name) => name.startsWith(wanted)) ? 0 : names.some((name) => name.includes(wanted)) ? 1 : 2 };
  });
  return [0, 1].flatMap((rank) => ranked.filter((one) => one.rank === rank)).slice(0, most).map(({ place }) => place);
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
