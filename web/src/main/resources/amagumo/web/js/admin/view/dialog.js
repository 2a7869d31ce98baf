// Questions before something is changed.

import { element } from '../../ui/element.js';
import { box } from './parts.js';

/** A field of a form. */
function fieldOf({ name, label, kind = 'text', value = '', required = false, hint = '', least, most }) {
  const input = document.createElement('input');
  input.name = name;
  input.id = `field-${name}`;
  input.required = required;
  input.value = value;
  input.autocomplete = 'off';
  input.spellcheck = false;
  if (kind === 'utc') {
    Object.assign(input, { type: 'datetime-local', step: 1 });
    input.value = value === '' ? '' : new Date(value).toISOString().slice(0, 19);
  }
  if (kind === 'whole') {
    Object.assign(input, { type: 'number', min: least, max: most, step: 1 });
  }
  const title = element('label', '', label);
  title.htmlFor = input.id;
  const meaning = element('p', 'small', hint);
  meaning.id = `hint-${name}`;
  if (hint !== '') {
    input.setAttribute('aria-describedby', meaning.id);
  }
  return { input, nodes: [title, input, hint === '' ? null : meaning] };
}

/** Values of the fields by name; times in ISO 8601, UTC, and empty where there are none. */
function valuesOf(fields, inputs) {
  return Object.fromEntries(fields.map(({ name, kind }, i) => {
    const { value } = inputs[i];
    return [name, kind === 'utc' && value !== '' ? new Date(`${value}Z`).toISOString().replace('.000', '') : value.trim()];
  }));
}

/**
 * Asks before something is done. Escape and the button beside it leave all as it is.
 *
 * @param {object} question `title`, `sentences` that say what will happen, `fields`, `confirm` on the button, `tone` of it
 * @param {(values: object) => Promise<void>} onConfirm the question stays, with the reason, where it fails
 */
export function ask(words, { title, sentences, fields = [], confirm, tone = 'primary' }, onConfirm) {
  const dialog = document.createElement('dialog');
  const form = document.createElement('form');
  form.noValidate = true;
  const made = fields.map(fieldOf);
  const inputs = made.map(({ input }) => input);
  const refusal = element('p', 'refusal');
  refusal.setAttribute('role', 'alert');
  const heading = element('h2', '', title);
  heading.id = 'dialog-title';
  dialog.setAttribute('aria-labelledby', heading.id);
  const cancel = element('button', 'action', words.say('cancel'));
  cancel.type = 'button';
  cancel.addEventListener('click', () => dialog.close());
  const go = element('button', `action ${tone}`, confirm);
  form.append(heading, ...sentences.map((sentence) => element('p', '', sentence)),
    ...made.map(({ nodes }) => box('div', 'field', ...nodes)), refusal, box('div', 'buttons', cancel, go));
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const wrong = inputs.find((input) => !input.checkValidity());
    inputs.forEach((input) => input.setAttribute('aria-invalid', input === wrong));
    if (wrong !== undefined) {
      refusal.textContent = wrong.validity.valueMissing ? words.say('required') : wrong.validationMessage;
      wrong.focus();
      return;
    }
    go.disabled = true;
    refusal.textContent = '';
    try {
      await onConfirm(valuesOf(fields, inputs));
      dialog.close();
    } catch (reason) {
      refusal.textContent = words.why(reason);
      go.disabled = false;
    }
  });
  dialog.addEventListener('close', () => dialog.remove());
  dialog.append(form);
  document.body.append(dialog);
  dialog.showModal();
  (inputs[0] ?? go).focus();
}
