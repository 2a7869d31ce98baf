// Where the token is asked for, or who has none begins to look.

import { Problem } from '../../api/errors.js';

const shape = /^\S{32,512}$/;

/** Shows the gate until the server knows the token, and again when it does not any more. */
export function showGate(store, wordsOf, desk) {
  const gate = document.getElementById('gate');
  const form = document.getElementById('gate-form');
  const token = document.getElementById('token');
  const refusal = document.getElementById('refusal');
  const look = document.getElementById('look');
  let mistyped = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const given = token.value.trim();
    mistyped = !shape.test(given);
    if (mistyped) {
      refusal.textContent = wordsOf(store.state.language).say('tokenShape');
      token.focus();
      return;
    }
    desk.signIn(given);
  });
  look.addEventListener('click', () => {
    mistyped = false;
    desk.signIn(null);
  });
  store.observe(['signedIn', 'checking', 'refusal', 'language'], ({ signedIn, checking, refusal: reason, language }) => {
    const words = wordsOf(language);
    const wasShown = !gate.hidden;
    gate.hidden = signedIn;
    if (signedIn) {
      token.value = ''; // nobody reads it out of the page
      refusal.textContent = '';
      return;
    }
    document.getElementById('enter').disabled = checking;
    look.disabled = checking;
    document.getElementById('enter').textContent = words.say(checking ? 'opening' : 'open');
    token.setAttribute('aria-invalid', reason !== null || mistyped);
    refusal.textContent = reason === null ? '' : words.why(reason);
    document.getElementById('gate-help').open ||= reason instanceof Problem && reason.status === 403;
    if (!wasShown || reason !== null) {
      token.focus();
    }
  });
}
