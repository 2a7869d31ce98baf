// Buttons with a picture.

const pictures = {
  close: 'm6.4 5 5.6 5.6L17.6 5 19 6.4 13.4 12l5.6 5.6-1.4 1.4-5.6-5.6L6.4 19 5 17.6l5.6-5.6L5 6.4z',
  link: 'M8 11h8v2H8zm-4.1 1A3.1 3.1 0 0 1 7 8.9h4V7H7a5 5 0 0 0 0 10h4v-1.9H7A3.1 3.1 0 0 1 3.9 12zM17 7h-4v1.9h4a3.1 3.1 0 0 1 0 6.2h-4V17h4a5 5 0 0 0 0-10z',
  bell: 'M12 22a2 2 0 0 0 2-2h-4a2 2 0 0 0 2 2zm6-6v-5a6 6 0 0 0-4.5-5.8V4.5a1.5 1.5 0 0 0-3 0v.7A6 6 0 0 0 6 11v5l-2 2v1h16v-1zm-2 1H8v-6a4 4 0 0 1 8 0z',
};

/**
 * A button.
 *
 * @param {string} action names its picture, and the button itself in `data-action`
 * @param {string} label for those who do not see the picture
 */
export function button(action, label, onClick = () => {}) {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'square';
  made.dataset.action = action;
  made.title = label;
  made.setAttribute('aria-label', label);
  const picture = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  picture.setAttribute('viewBox', '0 0 24 24');
  picture.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', pictures[action]);
  picture.append(path);
  made.append(picture);
  made.addEventListener('click', onClick);
  return made;
}
