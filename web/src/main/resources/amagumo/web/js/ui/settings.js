// The buttons for language and theme.

import { keepLanguage, keepTheme } from '../state/preferences.js';
import { Words } from '../text/words.js';
import { speak } from './words.js';

const other = { en: 'ja', ja: 'en' };

/** Shows and changes the language and the theme of the page. */
export function showSettings(store) {
  const language = document.getElementById('language');
  const theme = document.getElementById('theme');
  language.addEventListener('click', () => {
    store.update({ language: other[store.state.language] });
    keepLanguage(store.state.language);
  });
  theme.addEventListener('click', () => {
    store.update({ theme: store.state.theme === 'dark' ? 'light' : 'dark' });
    keepTheme(store.state.theme);
  });
  store.observe(['language'], (state) => {
    const words = new Words(state.language);
    speak(words);
    language.textContent = words.say('otherLanguage');
    language.lang = other[state.language];
  });
  store.observe(['theme'], (state) => {
    document.documentElement.dataset.theme = state.theme;
  });
}
