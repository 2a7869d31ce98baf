// Which view the address names. Nothing of it is secret.

const patterns = [
  [/^#\/jobs\/([A-Za-z0-9._-]{1,100})$/, ([, job]) => ({ view: 'job', job })],
  [/^#\/attempts\/(\d{1,15})$/, ([, number]) => ({ view: 'attempt', number: Number(number) })],
  [/^#\/models$/, () => ({ view: 'models' })],
  [/^#\/models\/(\d{1,15})$/, ([, number]) => ({ view: 'model', number: Number(number) })],
];

/** The view of an address's fragment; that of the jobs where it names none. */
export function routeOf(hash) {
  for (const [pattern, make] of patterns) {
    const match = pattern.exec(hash);
    if (match !== null) {
      return Object.freeze(make(match));
    }
  }
  return Object.freeze({ view: 'jobs' });
}

/** Keeps the route of the state what the address names. */
export function followAddress(store) {
  addEventListener('hashchange', () => store.update({ route: routeOf(location.hash) }));
}
