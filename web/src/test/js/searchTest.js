import { equal, test } from './harness.js';
import { kilometresOfADegree, places, search } from '/js/place/names.js';

const place = (ja, kana, en, prefecture) => ({ ja, kana, en, prefecture });
const hokkaido = { ja: '北海道', en: 'Hokkaido' };
const tokyo = { ja: '東京都', en: 'Tokyo' };
const osaka = { ja: '大阪府', en: 'Osaka' };
const all = [
  place('大阪府', 'オオサカフ', 'Osaka', osaka),
  place('東京都', 'トウキョウト', 'Tokyo', tokyo),
  place('大阪市', 'オオサカシ', 'Osaka', osaka),
  place('札幌市', 'サッポロシ', 'Sapporo', hokkaido),
  place('堺市', 'サカイシ', 'Sakai', osaka),
  place('新宿区', 'シンジュクク', 'Shinjuku', tokyo),
  place('東大阪市', 'ヒガシオオサカシ', 'Higashi-osaka', osaka),
];
const found = (typed, most = 8) => search(all, typed, most).map(({ ja }) => ja);

test('names that begin with what was typed come first, by size, then those that hold it', () => {
  equal(found('おおさか'), ['大阪府', '大阪市', '東大阪市']);
  equal(found('osaka', 2), ['大阪府', '大阪市']);
  equal(found(' '), []);
});

test('places are found as addresses are written, with blanks or without', () => {
  equal([found('東京都新宿区'), found('大阪府 堺市'), found('北海道　札幌'), found('Sapporo, Hokkaido'), found('Sakai Osaka')],
    [['新宿区'], ['堺市'], ['札幌市'], ['札幌市'], ['堺市']]);
});

test('the letters of a kana that is being composed hide nothing', () => {
  equal([found('とうk'), found('トウky'), found('とうきょ')], [['東京都'], ['東京都'], ['東京都']]);
  equal(found('sapporo'), ['札幌市']);
});

test('a name is found however it is written', () => {
  const names = [
    place('龍ケ崎市', 'リュウガサキシ', 'Ryugasaki', { ja: '茨城県', en: 'Ibaraki' }),
    place('ひたちなか市', 'ヒタチナカシ', 'Hitachi-Naka', { ja: '茨城県', en: 'Ibaraki' }),
    place('観音寺市', 'カンオンジシ', "Kan'onji", { ja: '香川県', en: 'Kagawa' }),
    place('鰺ヶ沢町', 'アジガサワマチ', 'Ajigasawa', { ja: '青森県', en: 'Aomori' }),
    place('東京都', 'トウキョウト', 'Tokyo', tokyo),
  ];
  const first = (typed) => search(names, typed, 1)[0]?.ja;
  equal(['龍ヶ崎', 'hitachinaka', 'kanonji', '鯵ケ沢', 'toukyou', 'Tōkyō'].map(first),
    ['龍ケ崎市', 'ひたちなか市', '観音寺市', '鰺ヶ沢町', '東京都', '東京都']);
});

test('there are all prefectures, cities, towns and villages, and the wards of Tokyo', async () => {
  const kinds = (await places()).map(({ ja, prefecture }) => (ja === prefecture.ja ? '都' : ja.at(-1)));
  equal(['都', '市', '区', '町', '村'].map((kind) => kinds.filter((one) => one === kind).length), [47, 792, 23, 743, 183]);
});

test('towns are found by kanji, kana and Latin letters, and lie where they are', async () => {
  const known = await places();
  for (const [latitude, longitude, ...written] of [
    [36.698, 137.862, '白馬村', 'はくば', 'hakuba'],
    [30.39, 130.65, '屋久島町', 'やくしま', 'yakushima'],
    [42.908, 143.356, '幕別町', 'まくべつ', 'makubetsu'],
    [33.447, 133.199, '高知県津野町', 'つのちょう', 'Tsuno, Kochi'],
    [34.393, 132.504, '広島県府中町', 'ふちゅうちょう', 'Fuchu Hiroshima'],
    [33.568, 130.511, '宇美町', 'うみまち', 'Umi, Fukuoka'],
    [24.468, 123.005, '与那国町', 'よなぐに', 'yonaguni'],
    [36.457, 140.487, '那珂市', 'なかし', 'Naka, Ibaraki'],
  ]) {
    for (const typed of written) {
      const distances = search(known, typed, 8).map((place) => kilometresOfADegree
        * Math.hypot(place.latitude - latitude, (place.longitude - longitude) * Math.cos((latitude * Math.PI) / 180)));
      equal(Math.min(...distances) < 10, true, `${typed} is ${distances} km away`);
    }
  }
});
