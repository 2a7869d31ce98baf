// The one state of the page, and who wants to know when it changes.

/** Who observes some keys, and the snapshot that was told last. */
class Observer {
  constructor(keys, listener) {
    this.keys = keys;
    this.listener = listener;
    this.told = null;
  }

  look(state) {
    const { told } = this;
    if (told === null || this.keys.some((key) => !Object.is(state[key], told[key]))) {
      this.told = state;
      try {
        this.listener(state);
      } catch (reason) {
        reportError(reason); // one view that fails does not stop the others
      }
    }
  }
}

/**
 * Holds an immutable snapshot. A change makes a new one, of which observers are told in the order in which they came.
 * What an observer changes in turn is told after everybody knows of the change before: all see the same snapshots.
 */
export class Store {
  #state;
  #observers = new Set();
  #telling = false;

  /** @param {object} initial every key that the state will ever have */
  constructor(initial) {
    this.#state = Object.freeze({ ...initial });
  }

  /** The snapshot of now. */
  get state() {
    return this.#state;
  }

  /**
   * Replaces some values. Values are not to be changed afterwards: whoever wants another one makes another one.
   *
   * @throws {TypeError} if the state has no such key
   */
  update(change) {
    const unknown = Object.keys(change).find((key) => !(key in this.#state));
    if (unknown !== undefined) {
      throw new TypeError(`the state has no ${unknown}`);
    }
    if (Object.entries(change).some(([key, value]) => !Object.is(value, this.#state[key]))) {
      this.#state = Object.freeze({ ...this.#state, ...change });
      this.#tell();
    }
  }

  /**
   * Calls a listener with the snapshot, now and whenever one of the keys has another value.
   *
   * @param {string[]} keys what the listener depends on
   * @returns {() => void} ends it
   */
  observe(keys, listener) {
    const observer = new Observer(keys, listener);
    this.#observers.add(observer);
    observer.look(this.#state);
    return () => this.#observers.delete(observer);
  }

  #tell() {
    if (this.#telling) {
      return; // the loop below goes round once more
    }
    this.#telling = true;
    let told;
    do {
      told = this.#state;
      this.#observers.forEach((observer) => observer.look(told));
    } while (told !== this.#state);
    this.#telling = false;
  }
}
