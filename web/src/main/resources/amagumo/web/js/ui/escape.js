// Escape closes what lies uppermost.

/** The sheet, or else the card of a place. */
export function closeByEscape(store) {
  document.addEventListener('keydown', ({ key, isComposing, keyCode }) => {
    if (key === 'Escape' && !isComposing && keyCode !== 229) { // else it is the input method's
      store.update(store.state.sheet === null ? { place: null } : { sheet: null });
    }
  });
}
