// Keys that move the player, wherever they do not mean something else already.

const steps = { ArrowLeft: -1, ',': -1, ArrowRight: 1, '.': 1 };

/** Space plays and pauses, arrows, comma and full stop step, Home and End go to the ends. */
export function listenToKeys(player) {
  document.addEventListener('keydown', (event) => {
    const { key, target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || target.matches('select, input')) {
      return;
    }
    if (key === ' ' && !target.matches('button, a, [role="button"]')) {
      event.preventDefault();
      player.toggle();
    } else if (key.startsWith('Arrow') && target.closest('#map')) {
      return; // the map moves
    } else if (key in steps) {
      player.step(steps[key]);
    } else if (key === 'Home' || key === 'End') {
      player.end(key === 'End');
    }
  });
}
