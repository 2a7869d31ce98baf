// What the reader chose, kept in the browser: language, theme, and how the rain is shown.

import { palettes } from '../map/palettes.js';
import { languages } from '../text/words.js';

function kept(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // storage is forbidden: the choice lasts as long as the page
  }
}

function keep(key, value) {
  try {
    if (value === null) {
      localStorage.removeItem(key);
    } else {
      localStorage.setItem(key, value);
    }
  } catch {
    // as above
  }
}

/** The language of the address (?lang=ja), else the one chosen before, else the browser's. */
export function preferredLanguage() {
  const wishes = [new URLSearchParams(location.search).get('lang'), kept('language'), ...navigator.languages];
  const known = wishes.map((wish) => wish?.slice(0, 2)).find((wish) => languages.includes(wish));
  return known ?? 'en';
}

export function keepLanguage(language) {
  keep('language', language);
}

/** The theme chosen before, else the system's: `theme.js` has set it. */
export function preferredTheme() {
  return document.documentElement.dataset.theme;
}

const dark = matchMedia('(prefers-color-scheme: dark)');
const systemTheme = () => (dark.matches ? 'dark' : 'light');

/** Keeps a theme that is not the system's; else the page follows the system from day to night, as it does at first. */
export function keepTheme(theme) {
  keep('theme', theme === systemTheme() ? null : theme);
}

/** Takes the system's theme when that changes, unless another one was chosen. */
export function followSystemTheme(store) {
  dark.addEventListener('change', () => {
    if (kept('theme') === null) {
      store.update({ theme: systemTheme() });
    }
  });
}

/** How the rain was shown before; at first it moves unless the reader wants no motion. */
export function preferredLook() {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const opacity = Number(kept('opacity') ?? NaN);
  return {
    smooth: (kept('smooth') ?? String(!still)) === 'true',
    palette: palettes.find((name) => name === kept('palette')) ?? palettes[0],
    opacity: opacity >= 0.2 && opacity <= 1 ? opacity : 0.86,
  };
}

/** Keeps how the rain is shown as the reader changes it. */
export function keepLook(store) {
  let before = store.state;
  store.observe(['smooth', 'palette', 'opacity'], (state) => {
    for (const key of ['smooth', 'palette', 'opacity'].filter((name) => state[name] !== before[name])) {
      keep(key, String(state[key]));
    }
    before = state;
  });
}
