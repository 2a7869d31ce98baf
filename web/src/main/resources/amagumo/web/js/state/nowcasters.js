// Whose forecasts can be shown.

/**
 * Keeps the state to the nowcasters that the server runs, once it has told of them: a link may name another one. Whoever names
 * the one that the server shows asks for nobody in particular.
 */
export function keepNowcaster(store) {
  store.observe(['nowcaster', 'nowcasters'], ({ nowcaster, nowcasters }) => {
    if (nowcaster !== '' && nowcasters.length > 0 && !nowcasters.includes(nowcaster)) {
      store.update({ nowcaster: '', hint: 'nowcasterUnknown' });
    } else if (nowcaster === nowcasters[0]) {
      store.update({ nowcaster: '' });
    }
  });
}
