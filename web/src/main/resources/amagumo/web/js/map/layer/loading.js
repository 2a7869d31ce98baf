// The order in which the frames of a forecast are fetched: what is shown first comes first.

/** How many are asked for at a time; more would only make the first one wait. */
const atATime = 4;

/** The numbers of frames, nearest to the first one first, later ones before earlier ones. */
export function orderFrom(first, length) {
  return Array.from({ length }, (_, index) => index)
    .sort((a, b) => Math.abs(a - first) - Math.abs(b - first) || b - a);
}

/**
 * Loads things in an order, some at a time.
 *
 * @param {number[]} order
 * @param {(index: number) => Promise<void>} load one that fails does not stop the others
 * @returns {{first: Promise<void>, all: Promise<boolean>}} `first` ends when the first one has been tried, `all` tells whether
 *   every one could be loaded
 */
export function loadInOrder(order, load) {
  const waiting = [...order];
  let complete = true;
  const one = (index) => load(index).catch(() => { complete = false; });
  const first = waiting.length === 0 ? Promise.resolve() : one(waiting.shift());
  async function worker() {
    while (waiting.length > 0) {
      await one(waiting.shift());
    }
  }
  const all = first.then(() => Promise.all(Array.from({ length: atATime }, worker))).then(() => complete);
  return { first, all };
}
