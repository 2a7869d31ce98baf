import { wrapped } from '/js/export/picture.js';
import { equal, test } from './harness.js';

const context = document.createElement('canvas').getContext('2d');
context.font = '500 12px sans-serif';

for (const credit of [
  'Map: Natural Earth, GSHHG, OpenStreetMap, Rain: Source: Japan Meteorological Agency (https://www.jma.go.jp/bosai/nowc/), processed by Amagumo',
  '地図: Natural Earth, GSHHG, OpenStreetMap, 雨: 出典：気象庁「雨雲の動き」（公共データ利用規約（第1.0版））をAmagumoで加工して作成しています',
]) {
  test(`a credit in a saved picture has as many lines as it takes: ${credit.slice(0, 4)}`, () => {
    const lines = wrapped(context, credit, 290);
    const widths = lines.map((line) => Math.round(context.measureText(line.trim()).width));
    equal([lines.length > 1, widths.every((width) => width <= 290)], [true, true], widths.join(' '));
    equal(lines.join('').replace(/\s/g, ''), credit.replace(/\s/g, ''));
  });
}
