// The address: "#zoom/latitude/longitude", then what else is to be shown, such as "&time=20240301T005500Z".

import { fields } from '../map/field/fields.js';
import { palettes } from '../map/palettes.js';

const zooms = [0, 24];
/** Beyond this there is no Web Mercator map. */
const latitudes = [-85.06, 85.06];
const longitudes = [-360, 360];

const two = (number) => String(number).padStart(2, '0');

/** A number written in digits and between two bounds, else null. */
function numberIn(text, [least, most]) {
  const number = /^-?\d{1,3}(\.\d{1,12})?$/.test(text) ? Number(text) : NaN;
  return number >= least && number <= most ? number : null;
}

/** Numbers between their bounds, else null. */
function numbersIn(text, separator, bounds) {
  const numbers = text.split(separator).map((part, index) => (bounds[index] ? numberIn(part, bounds[index]) : null));
  return numbers.length === bounds.length && numbers.every((number) => number !== null) ? numbers : null;
}

function readView(text) {
  const numbers = numbersIn(text, '/', [zooms, latitudes, longitudes]);
  return numbers && Object.freeze({ zoom: numbers[0], latitude: numbers[1], longitude: numbers[2] });
}

function readPlace(text) {
  const numbers = numbersIn(text, ',', [latitudes, longitudes]);
  return numbers && Object.freeze({ latitude: numbers[0], longitude: numbers[1] });
}

/** Milliseconds of "20240301T005500Z", the form that times have in the addresses of the API; else null. */
function readTime(text) {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (parts === null) {
    return null;
  }
  const [year, month, ...rest] = parts.slice(1).map(Number);
  const time = Date.UTC(year, month - 1, ...rest);
  return writeTime(time) === text ? time : null; // there is no 31 February
}

function writeTime(time) {
  const date = new Date(time);
  return `${String(date.getUTCFullYear()).padStart(4, '0')}${two(date.getUTCMonth() + 1)}${two(date.getUTCDate())}`
    + `T${two(date.getUTCHours())}${two(date.getUTCMinutes())}${two(date.getUTCSeconds())}Z`;
}

/**
 * What an address says: null for all that it does not say, or says in a way that cannot be.
 *
 * @param {string} hash with its "#"
 * @returns {{view: ?object, shownTime: ?number, place: ?object, nowcaster: ?string, palette: ?string, field: ?string}}
 */
export function readAddress(hash) {
  const [view, ...rest] = hash.replace(/^#/, '').split('&');
  const named = new Map(rest.map((part) => part.split('=')).filter((pair) => pair.length === 2));
  return {
    view: readView(view),
    shownTime: readTime(named.get('time') ?? ''),
    place: readPlace(named.get('place') ?? ''),
    nowcaster: /^[a-z][a-z-]{0,39}$/.exec(named.get('model') ?? '')?.[0] ?? null,
    palette: palettes.find((name) => name === named.get('palette')) ?? null,
    field: fields.find((name) => name === named.get('show')) ?? null,
  };
}

/** The address of a state, as `readAddress` reads it; empty as long as the map looks nowhere. What is so by itself is left out. */
export function writeAddress({ view, shownTime, place, nowcaster, palette, field }) {
  if (view === null) {
    return '';
  }
  const named = [
    ['time', shownTime === null ? '' : writeTime(shownTime)],
    ['model', nowcaster],
    ['palette', palette === palettes[0] ? '' : palette],
    ['show', field === fields[0] ? '' : field],
    ['place', place === null ? '' : `${place.latitude.toFixed(5)},${place.longitude.toFixed(5)}`],
  ];
  return `#${view.zoom}/${view.latitude.toFixed(4)}/${view.longitude.toFixed(4)}`
    + named.filter(([, value]) => value !== '').map(([name, value]) => `&${name}=${value}`).join('');
}
