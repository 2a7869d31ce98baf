// What the reader chose, kept in the browser: language and theme.

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
    localStorage.setItem(key, value);
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

/** The theme chosen before, else the system's. */
export function preferredTheme() {
  return kept('theme') ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
}

export function keepTheme(theme) {
  keep('theme', theme);
}
