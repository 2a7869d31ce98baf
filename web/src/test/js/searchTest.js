import { equal, test } from './harness.js';
import { search } from '/js/place/names.js';

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
