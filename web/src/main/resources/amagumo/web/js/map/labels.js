// Which names stand on the map at which zoom.

import { cities } from './cities.js';

/** From these zoom levels there are all cities that can be searched, and the smaller places: towns, villages, the wards of Tokyo. */
export const zoomOfPlaces = 8;
const zoomOfSmallPlaces = 10;
const zoomLevels = Object.freeze([3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
/** Below this zoom level there are the names of this one, as far as there is room. */
const zoomOfJapan = 5;
/** Room for a name, pixels, and between a name and another one: cities are as near to each other as can be read, towns are not. */
const widthOfALetter = Object.freeze({ en: 7.5, ja: 12.5 });
const aroundACity = Object.freeze({ across: 12, down: 20 });
const aroundATown = Object.freeze({ across: 36, down: 34 });
/** Places that are nearer than this to a city of the same name are that city, degrees. */
const samePlace = 0.2;

function isNamed({ ja, latitude, longitude }) {
  return cities.some(([north, east, , , name]) =>
    ja.startsWith(name) && Math.abs(latitude - north) < samePlace && Math.abs(longitude - east) < samePlace);
}

/** Where a place is on the map at zoom 0, pixels (Web Mercator). */
export function pointOf({ latitude, longitude }) {
  const northing = Math.atanh(Math.sin((latitude * Math.PI) / 180)) / Math.PI;
  return { x: 128 * (1 + longitude / 180), y: 128 * (1 - northing) };
}

/** Names in the order in which they get room. */
function ranked(places, language) {
  const towns = places.filter((place) => place.ja !== place.prefecture.ja && !isNamed(place));
  return [
    ...cities.map(([latitude, longitude, zoom, en, ja]) => ({ latitude, longitude, zoom, isCity: true, name: { en, ja }[language] })),
    ...towns.map((place) => ({
      latitude: place.latitude, longitude: place.longitude, zoom: place.ja.endsWith('市') ? zoomOfPlaces : zoomOfSmallPlaces,
      isCity: false, name: language === 'ja' ? place.ja.replace(/市$/, '') : place.en,
    })),
  ];
}

/**
 * Names such that none covers another, whatever the zoom; one that is shown stays when one looks nearer.
 *
 * @param {object[]} places of `place/names.js`
 * @param {'en'|'ja'} language
 * @returns {{latitude: number, longitude: number, name: string, zoom: number, isCity: boolean}[]} `zoom` is the level from which it
 *   is shown, and a city one of `cities.js`
 */
export function labelsOf(places, language) {
  const wanted = ranked(places, language).map((label) => ({
    ...label, width: widthOfALetter[language] * label.name.length, point: pointOf(label),
  }));
  const shown = [];
  let waiting = wanted;
  for (const zoom of zoomLevels) {
    const scale = 2 ** zoom;
    const rowOf = ({ point }) => Math.floor((point.y * scale) / aroundATown.down);
    const rows = new Map(); // names can cover those of their own row and of the two beside it only
    const put = (label) => rows.set(rowOf(label), [...rows.get(rowOf(label)) ?? [], label]);
    const near = (label) => [-1, 0, 1].flatMap((step) => rows.get(rowOf(label) + step) ?? []);
    const covers = (one, other) => {
      const { across, down } = one.isCity && other.isCity ? aroundACity : aroundATown;
      const east = (other.point.x - one.point.x) * scale;
      return Math.abs(one.point.y - other.point.y) * scale < down && east < one.width + across && -east < other.width + across;
    };
    shown.forEach(put);
    waiting = waiting.filter((label) => {
      if (label.zoom > Math.max(zoom, zoomOfJapan) || near(label).some((other) => covers(label, other))) {
        return true;
      }
      label.zoom = zoom;
      shown.push(label);
      put(label);
      return false;
    });
  }
  return shown.map(({ latitude, longitude, name, zoom, isCity }) => Object.freeze({ latitude, longitude, name, zoom, isCity }));
}
