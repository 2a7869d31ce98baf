// Escape closes what lies uppermost.

/** The sheet, or else the card of a place. */
export function closeByEscape(store) {
  document.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') {
      store.update(store.state.sheet === null ? { place: null } : { sheet: null });
    }
  });
}
