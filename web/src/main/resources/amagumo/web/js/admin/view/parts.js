// Small parts that the views are made of.

import { element } from '../../ui/element.js';
import { away as awayOf, inFull, took } from '../text/spans.js';

/** An element with children: texts, elements, and nothing where they are null. */
export function box(name, className, ...children) {
  const made = element(name, className);
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** Containers that wait to be filled until the pointer is let go: what it holds would be gone, and the click lost. */
const waiting = new Map();
let held = false;
addEventListener('pointerdown', () => { held = true; }, true);
['pointerup', 'pointercancel'].forEach((end) => addEventListener(end, () => setTimeout(() => {
  held = false;
  const fills = [...waiting.values()];
  waiting.clear();
  fills.forEach((fillNow) => fillNow());
}), true));

/** What is in a container but for the times, which go on by themselves. */
function withoutTimes(container) {
  const copy = container.cloneNode(true);
  copy.querySelectorAll('time').forEach((time) => time.replaceChildren());
  return copy.innerHTML;
}

/**
 * Puts nodes into a container. What looks the same is not touched, so that it is neither read aloud again nor scrolled; the focus
 * stays on what has the same `data-key`.
 */
export function fill(container, ...nodes) {
  if (held) {
    waiting.set(container, () => fill(container, ...nodes));
    return;
  }
  waiting.delete(container);
  const fresh = box('div', '', ...nodes);
  if (withoutTimes(fresh) === withoutTimes(container)) {
    return;
  }
  const key = container.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  container.replaceChildren(...fresh.childNodes);
  if (key !== undefined) {
    container.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
  }
}

/** A button. @param {string} key tells it from the others of the view */
export function action(label, key, onClick, className = '') {
  const made = element('button', `action ${className}`, label);
  made.type = 'button';
  made.dataset.key = key;
  let busy = false;
  made.addEventListener('click', async () => {
    if (!busy) {
      busy = true;
      try {
        await onClick();
      } finally {
        busy = false;
      }
    }
  });
  return made;
}

export function link(hash, label, className = '') {
  const made = element('a', className, label);
  made.href = hash;
  made.dataset.key = hash;
  return made;
}

/** A word with a colour; the word alone says all. @param {string} tone ok, bad, warn, busy or calm */
export function chip(label, tone, title = '') {
  const made = element('span', `chip ${tone}`, label);
  made.title = title;
  return made;
}

const toneOf = {
  running: 'busy', succeeded: 'ok', failed: 'bad', skipped: 'calm', abandoned: 'warn', 'lost lease': 'warn', killed: 'warn',
};

/** How an attempt stands, and whether it took too long. */
export function outcome(words, attempt) {
  return box('span', 'outcome', chip(words.word('outcome', attempt.outcome), toneOf[attempt.outcome] ?? 'calm'),
    attempt.overrun ? chip(words.say('overrun'), 'warn', words.say('overrunTitle')) : null);
}

/** A moment, by its distance from now, which `keepAges` keeps up to date. @param {string} time ISO 8601 */
export function away(words, time) {
  const made = element('time', 'age', awayOf(words, Date.parse(time) - Date.now()));
  made.dateTime = time;
  made.title = inFull(words, time);
  return made;
}

/** How long something has run since a moment, in the same way. */
export function since(words, time) {
  const made = element('time', 'since', took(words, Date.now() - Date.parse(time)));
  made.dateTime = time;
  return made;
}

/** Names and values. @param {(string | Node)[][]} rows of a name and what belongs to it */
export function facts(rows) {
  return box('dl', 'facts', ...rows.flatMap(([name, ...values]) => [element('dt', '', name), box('dd', '', ...values)]));
}

/**
 * A list of rows in columns, each cell named for those who see one column alone.
 *
 * @param {string} kind names the columns' widths
 * @param {string[]} heads of the columns
 * @param {{key: string, cells: (string | Node)[], className?: string}[]} rows
 */
export function grid(kind, heads, rows) {
  const head = box('li', 'head', ...heads.map((name) => element('span', '', name)));
  head.setAttribute('aria-hidden', 'true');
  const list = box('ul', `grid ${kind}`, head, ...rows.map(({ cells, className = '' }) =>
    box('li', className, ...cells.map((cell, i) => {
      const made = box('div', 'cell', cell);
      made.dataset.head = heads[i];
      return made;
    }))));
  list.setAttribute('role', 'list');
  return list;
}

/** A section with a heading, and what stands beside that. */
export function section(title, beside, ...children) {
  return box('section', 'part', box('header', '', element('h3', '', title), ...beside), ...children);
}

/** Where one is, from the outermost view inwards. */
export function crumbs(words, ...links) {
  const made = box('nav', 'crumbs', ...links);
  made.setAttribute('aria-label', words.say('crumbs'));
  return made;
}
