import { cities } from '/js/map/cities.js';
import { labelsOf, pointOf } from '/js/map/labels.js';
import { places } from '/js/place/names.js';
import { equal, test } from './harness.js';

const names = (labels, zoom) => labels.filter((label) => label.zoom <= zoom).map(({ name }) => name);

/** Names of 12 pixels, by the widest letters of their language. */
function covering(labels, zoom, letter) {
  const boxes = labels.filter((label) => label.zoom <= zoom).map(({ name, ...place }) => {
    const { x, y } = pointOf(place);
    return { name, left: x * 2 ** zoom, right: x * 2 ** zoom + letter * name.length, y: y * 2 ** zoom };
  });
  return boxes.flatMap((one, i) => boxes.slice(i + 1)
    .filter((other) => one.left < other.right && other.left < one.right && Math.abs(one.y - other.y) < 14)
    .map((other) => `${one.name} and ${other.name}`));
}

test('places stand where Web Mercator has them', () => {
  equal(pointOf({ latitude: 0, longitude: 0 }), { x: 128, y: 128 });
  const { x, y } = pointOf({ latitude: 85.0511287798, longitude: -180 });
  equal([x, Math.abs(y) < 1e-6], [0, true]);
});

test('no two places are at one point', async () => {
  const points = (await places()).map(({ latitude, longitude }) => `${latitude} ${longitude}`);
  equal(points.filter((point, index) => points.indexOf(point) !== index), []);
});

test('no name covers another, in either language, at any zoom', async () => {
  const all = await places();
  for (const [language, letter] of [['en', 7.5], ['ja', 12]]) {
    const labels = labelsOf(all, language);
    for (let zoom = 3; zoom <= 12; zoom++) {
      equal(covering(labels, zoom, letter), [], `${language} at zoom ${zoom}`);
    }
  }
});

test('the capital of every prefecture has its name from zoom 9 on, and nearer there are towns and the wards of Tokyo', async () => {
  const all = await places();
  const labels = labelsOf(all, 'ja');
  equal(cities.map((city) => city.at(-1)).filter((name) => !names(labels, 9).includes(name)), []);
  equal(all.filter(({ ja, prefecture }) => ja === prefecture.ja).length, 47);
  equal(['練馬区', '白馬村', '川越'].filter((name) => !names(labels, 11).includes(name)), []);
  const small = all.filter(({ ja }) => /[町村区]$/.test(ja)).map(({ latitude, longitude }) => `${latitude} ${longitude}`);
  equal(labels.filter(({ zoom, latitude, longitude }) => zoom < 10 && small.includes(`${latitude} ${longitude}`)), []);
  equal(names(labels, 12).filter((name) => name === '千葉' || name === '千葉市'), ['千葉'], 'a city has its name once');
});

test('without the places there are the cities', () => {
  equal(names(labelsOf([], 'en'), 5).includes('Tokyo'), true);
  equal(names(labelsOf([], 'en'), 5).includes('Mito'), false);
});
