// Choices and switches of the sheet. Each returns its elements and shows a state when it is asked to.

import { element } from './element.js';

/** Labels with more letters than these do not fit beside each other; Japanese ones are as wide as two. */
const mostLetters = 32;

function lettersOf(text) {
  return [...text].reduce((count, letter) => count + (letter > '\u2fff' ? 2 : 1), 0);
}

/**
 * One of several.
 *
 * @param {{value: string, label: string}[]} options
 * @param {(value: string) => void} onChoice
 * @returns {{nodes: HTMLElement[], show: (value: string) => void}}
 */
export function choice(title, options, onChoice) {
  const isLong = options.reduce((count, { label }) => count + lettersOf(label), 0) > mostLetters;
  const group = element('div', isLong ? 'choice long' : 'choice');
  group.setAttribute('role', 'group');
  group.setAttribute('aria-label', title);
  const buttons = options.map(({ value, label }) => {
    const made = element('button', '', label);
    made.type = 'button';
    made.addEventListener('click', () => onChoice(value));
    return made;
  });
  group.append(...buttons);
  return {
    nodes: [element('h3', '', title), group],
    show: (value) => buttons.forEach((made, i) => made.setAttribute('aria-pressed', options[i].value === value)),
  };
}

function labelled(label, input) {
  const row = element('label', 'switch');
  row.append(element('span', '', label), input);
  return row;
}

/** On or off. */
export function toggle(label, onChange) {
  const input = document.createElement('input');
  input.type = 'checkbox';
  input.setAttribute('role', 'switch');
  input.addEventListener('change', () => onChange(input.checked));
  return { nodes: [labelled(label, input)], show: (value) => { input.checked = value; } };
}

/** More or less, between two numbers. */
export function range(label, [least, most], step, onChange) {
  const input = document.createElement('input');
  Object.assign(input, { type: 'range', min: least, max: most, step });
  input.addEventListener('input', () => onChange(Number(input.value)));
  return { nodes: [labelled(label, input)], show: (value) => { input.value = value; } };
}
