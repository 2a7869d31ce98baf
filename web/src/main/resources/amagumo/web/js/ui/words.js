// The words that stand in the page itself.

/** Changes the language of the document and of every element that names its message. */
export function speak(words) {
  document.documentElement.lang = words.language;
  for (const element of document.querySelectorAll('[data-i18n]')) {
    element.textContent = words.say(element.dataset.i18n);
  }
  for (const element of document.querySelectorAll('[data-i18n-label]')) {
    element.setAttribute('aria-label', words.say(element.dataset.i18nLabel));
  }
  for (const element of document.querySelectorAll('[data-i18n-title]')) {
    element.title = words.say(element.dataset.i18nTitle);
  }
  for (const element of document.querySelectorAll('[data-i18n-placeholder]')) {
    element.placeholder = words.say(element.dataset.i18nPlaceholder);
  }
}
