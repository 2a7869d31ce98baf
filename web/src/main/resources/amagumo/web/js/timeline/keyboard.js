// Keys that move the player, wherever they do not mean something else already.

const steps = { ArrowLeft: -1, ',': -1, ArrowRight: 1, '.': 1 };
/** What the timeline, which keeps the focus once it was drawn, makes nothing of itself. */
const besideTheTimeline = [' ', ',', '.'];

/** Whether a key is that of what has the focus: a choice, a field to type in, the timeline, a box that is scrolled. */
function isTaken(key, target) {
  if (target.id === 'slider') {
    return !besideTheTimeline.includes(key);
  }
  const box = target.closest('.sheet, .place');
  return target.matches('select, input') || (box !== null && box.scrollHeight > box.clientHeight);
}

/** Space plays and pauses, arrows, comma and full stop step, Home and End go to the ends. */
export function listenToKeys(player) {
  document.addEventListener('keydown', (event) => {
    const { key, target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || isTaken(key, target)) {
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
