// The language and the theme of the page.

import { followSystemTheme, keepLanguage, keepTheme } from '../state/preferences.js';
import { Words } from '../text/words.js';
import { speak } from './words.js';

const other = { en: 'ja', ja: 'en' };

/**
 * Shows the language and the theme of the state, lets the reader change the language, and keeps both.
 *
 * @param {(language: string) => Words} [wordsOf] what the page says in a language
 */
export function showSettings(store, wordsOf = (language) => new Words(language)) {
  const language = document.getElementById('language');
  language.addEventListener('click', () => {
    store.update({ language: other[store.state.language] });
    keepLanguage(store.state.language);
  });
  store.observe(['language'], (state) => {
    const words = wordsOf(state.language);
    speak(words);
    language.textContent = words.say('otherLanguageShort');
    language.title = words.say('otherLanguage');
    language.setAttribute('aria-label', words.say('otherLanguage'));
    language.lang = other[state.language];
  });
  let before = store.state.theme;
  store.observe(['theme'], ({ theme }) => {
    document.documentElement.dataset.theme = theme;
    document.querySelector('meta[name="theme-color"]').content = getComputedStyle(document.body).backgroundColor;
    if (theme !== before) {
      keepTheme(theme);
    }
    before = theme;
  });
  followSystemTheme(store);
}
