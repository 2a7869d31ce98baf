// Space plays and pauses, the arrows step, wherever they do not mean something else already.

/** Lets the keys move the player. */
export function listenToKeys(player) {
  document.addEventListener('keydown', (event) => {
    const { key, target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || target.matches('select, input')) {
      return;
    }
    if (key === ' ' && !target.matches('button, a')) {
      event.preventDefault();
      player.toggle();
    } else if (key.startsWith('Arrow') && target.closest('#map')) {
      return; // the map moves
    } else if (key === 'ArrowLeft') {
      player.step(-1);
    } else if (key === 'ArrowRight') {
      player.step(1);
    }
  });
}
