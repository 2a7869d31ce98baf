// Tasks that many things ask for.

/** Runs a task one at a time. Whoever asks while it runs has it run once more, so that it ends with what is new. */
export class Coalesced {
  #task;
  #running = false;
  #again = false;

  /** @param {() => Promise<void>} task which does not fail */
  constructor(task) {
    this.#task = task;
  }

  async ask() {
    if (this.#running) {
      this.#again = true;
      return;
    }
    this.#running = true;
    do {
      this.#again = false;
      await this.#task();
    } while (this.#again);
    this.#running = false;
  }
}
