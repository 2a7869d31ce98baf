// Every word of the page, in each language. Placeholders stand in braces.

const messages = {
  en: {
    skipToPlayer: 'Skip to the player',
    map: 'Map of rain',
    settings: 'Language and theme',
    theme: 'Light or dark',
    otherLanguage: '日本語',
    disclaimer: 'Experimental, not an official forecast',
    rainRate: 'Rain',
    missing: 'no data',
    player: 'Player',
    observed: 'Observed',
    forecast: 'Forecast',
    observedBadge: 'Observed {lead}',
    forecastBadge: 'Forecast {lead}',
    minutes: '{sign}{minutes} min',
    latestObservation: 'latest',
    frame: 'Frame',
    back: 'One frame back (←)',
    forward: 'One frame forward (→)',
    play: 'Play (space)',
    pause: 'Pause (space)',
    speed: 'Speed',
    madeBy: 'Forecast by {model}, based on {time}',
    archive: 'Not live: the latest observation is {age} old ({time}).',
    hours: '{n} h',
    days: '{n} days',
    years: '{n} years',
    waiting: 'There is no forecast yet. It appears by itself as soon as enough frames have arrived.',
    unreachable: 'The server does not answer. The picture may be out of date; trying again.',
    frameMissing: 'Some pictures could not be loaded.',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    close: 'Close',
    placeTitle: 'Rain here',
    placeLoading: 'Looking…',
    placeOutside: 'This place is outside the radar’s area.',
    placeFailed: 'The rain at this place could not be read.',
    placeUnknown: 'No data at this place.',
    placeDry: 'No rain expected in the next {minutes} min',
    placeStarts: 'Rain expected in about {minutes} min',
    placeStops: 'Rain now, expected to stop in about {minutes} min',
    placeStays: 'Rain now and for the next {minutes} min',
    placePeak: 'Up to {rate} mm/h at {time}',
    placeChart: 'Rain rate at this place, frame by frame',
    rainCredit: 'Rain: {credit}',
    mapCredit: 'Map: Natural Earth',
  },
  ja: {
    skipToPlayer: '再生パネルへ移動',
    map: '雨の地図',
    settings: '言語と配色',
    theme: '明るい配色・暗い配色',
    otherLanguage: 'English',
    disclaimer: '実験的な予測です。公式の予報ではありません',
    rainRate: '降水強度',
    missing: 'データなし',
    player: '再生パネル',
    observed: '実況',
    forecast: '予測',
    observedBadge: '実況 {lead}',
    forecastBadge: '予測 {lead}',
    minutes: '{sign}{minutes}分',
    latestObservation: '最新',
    frame: 'フレーム',
    back: '1コマ戻る (←)',
    forward: '1コマ進む (→)',
    play: '再生 (スペース)',
    pause: '一時停止 (スペース)',
    speed: '速さ',
    madeBy: '予測手法: {model}、初期時刻 {time}',
    archive: 'リアルタイムではありません。最新の実況は{age}前 ({time}) のものです。',
    hours: '{n}時間',
    days: '{n}日',
    years: '{n}年',
    waiting: 'まだ予測がありません。必要なフレームがそろうと自動で表示されます。',
    unreachable: 'サーバーが応答しません。表示が古い可能性があります。再接続しています。',
    frameMissing: '一部の画像を読み込めませんでした。',
    zoomIn: '拡大',
    zoomOut: '縮小',
    close: '閉じる',
    placeTitle: 'この地点の雨',
    placeLoading: '確認中…',
    placeOutside: 'この地点はレーダーの範囲外です。',
    placeFailed: 'この地点の雨を取得できませんでした。',
    placeUnknown: 'この地点のデータはありません。',
    placeDry: '今後{minutes}分、雨は降らない見込み',
    placeStarts: '約{minutes}分後に雨が降り出す見込み',
    placeStops: '雨が降っています。約{minutes}分後にやむ見込み',
    placeStays: '雨が降っています。今後{minutes}分は続く見込み',
    placePeak: '最大 {rate} mm/h ({time})',
    placeChart: 'この地点の降水強度 (フレームごと)',
    rainCredit: '雨: {credit}',
    mapCredit: '地図: Natural Earth',
  },
};

let current = 'en';

/** The languages that the page speaks. */
export const languages = Object.keys(messages);

/** The language in use. */
export function language() {
  return current;
}

/** Changes the language of every element that names its message, and of the document. */
export function speak(chosen) {
  current = chosen;
  document.documentElement.lang = chosen;
  for (const element of document.querySelectorAll('[data-i18n]')) {
    element.textContent = say(element.dataset.i18n);
  }
  for (const element of document.querySelectorAll('[data-i18n-label]')) {
    element.setAttribute('aria-label', say(element.dataset.i18nLabel));
  }
  for (const element of document.querySelectorAll('[data-i18n-title]')) {
    element.title = say(element.dataset.i18nTitle);
  }
}

/** A message in the language in use, its placeholders filled. */
export function say(key, values = {}) {
  return messages[current][key].replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}
