import { readAddress, writeAddress } from '/js/state/address.js';
import { equal, test } from './harness.js';

const nothing = { view: null, shownTime: null, place: null, nowcaster: null, palette: null, field: null };

/** What a page shows that shows nothing in particular. */
const shown = { ...nothing, nowcaster: '', palette: 'jma', field: 'rain' };

test('reads place, zoom and time', () => {
  equal(readAddress('#6.5/40.0000/-140.5000&time=20240301T005500Z&place=35.69000,139.69000'), {
    ...nothing,
    view: { zoom: 6.5, latitude: 40, longitude: -140.5 },
    shownTime: Date.UTC(2024, 2, 1, 0, 55),
    place: { latitude: 35.69, longitude: 139.69 },
  });
  equal(readAddress('#5/36/138&model=smoothed-rover&palette=clear&show=amount'),
    { ...nothing, view: { zoom: 5, latitude: 36, longitude: 138 }, nowcaster: 'smoothed-rover', palette: 'clear', field: 'amount' });
  equal(readAddress('#5/36/138'), { ...nothing, view: { zoom: 5, latitude: 36, longitude: 138 } });
  equal(readAddress('#&time=20240301T005500Z'), { ...nothing, shownTime: Date.UTC(2024, 2, 1, 0, 55) });
});

test('what cannot be is not there', () => {
  for (const hash of ['', '#', '#player', '#5/36', '#5/36/138/1', '#5/91/138', '#25/36/138', '#-1/36/138', '#5/36/361',
    '#NaN/36/138', '#5/Infinity/138', '#5//138', '#0x5/36/138', '#5e0/36/138', '# 5/36/138', '#5/36/138 ',
    '#&time=20240230T000000Z', '#&time=20240301T240000Z', '#&time=2024-03-01', '#&time=', '#&time', '#&time=now',
    '#&place=35', '#&place=35,181,2', '#&place=-90,0', '#&place=,', '#&place=35;139', '#&unknown=1', '#&palette=rainbow', '#&show=snow', '#&model=<b>', '#&model=a%20b', `#&model=${'x'.repeat(41)}`, '#&&&', '#====',
    `#${'9'.repeat(10_000)}/1/1`, '#%35/36/138']) {
    equal(readAddress(hash), nothing, hash.slice(0, 40));
  }
});

test('of a damaged address the sound parts count', () => {
  equal(readAddress('#5/36/138&time=never&place=35.5,139.5&more=1'), {
    ...nothing, view: { zoom: 5, latitude: 36, longitude: 138 }, place: { latitude: 35.5, longitude: 139.5 },
  });
});

test('is empty while the map looks nowhere', () => {
  equal(writeAddress({ ...shown, view: null, shownTime: 0 }), '');
});

test('what is written is read again as it was, whatever it is', () => {
  let seed = 20240301;
  const random = () => { // Lehmer's generator (Park and Miller 1988)
    seed = (seed * 48271) % 2147483647;
    return seed / 2147483647;
  };
  const between = (least, most, digits) => Number((least + random() * (most - least)).toFixed(digits));
  for (let i = 0; i < 2000; i++) {
    const state = {
      view: { zoom: between(3, 12, 1), latitude: between(-85, 85, 4), longitude: between(-180, 180, 4) },
      shownTime: random() < 0.3 ? null : 1000 * Math.floor(random() * 4e9),
      place: random() < 0.3 ? null : { latitude: between(-85, 85, 5), longitude: between(-180, 180, 5) },
    };
    const look = { nowcaster: random() < 0.5 ? '' : 'rover', palette: random() < 0.5 ? 'jma' : 'clear', field: random() < 0.5 ? 'rain' : 'comparison' };
    const read = readAddress(writeAddress({ ...state, ...look }));
    equal({ ...shown, ...Object.fromEntries(Object.entries(read).filter(([, value]) => value !== null)) }, { ...shown, ...state, ...look });
  }
});
