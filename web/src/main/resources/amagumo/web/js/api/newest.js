// Of several questions only the newest counts.

/** Runs tasks one at a time: a new one gives the one before up, whatever that one still gets. */
export class NewestOnly {
  #current = new AbortController();

  /**
   * Runs a task, which must look at the signal it is given between waiting and acting (`signal.throwIfAborted()`).
   *
   * @returns {Promise<void>} rejected where the task fails while it still counts
   */
  async run(task) {
    this.giveUp();
    const own = new AbortController();
    this.#current = own;
    try {
      await task(own.signal);
    } catch (reason) {
      if (!own.signal.aborted) {
        throw reason;
      }
    }
  }

  /** Gives the running task up. */
  giveUp() {
    this.#current.abort();
  }
}
