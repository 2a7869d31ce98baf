// How finely moving rain is drawn: on machines without a graphics processor, less finely rather than by jerks.

/** Parts of the pixels, along each side. */
const details = Object.freeze([1, 1 / 2, 1 / 3]);
/** A picture that takes longer than this is slow, milliseconds; one that takes less than the other could be finer. */
const slow = 45;
const fast = 25;
/** A longer time between two pictures is a tab that was hidden. */
const hidden = 1000;
const slowPictures = 4;
const fastPictures = 200;

/** Watches how fast pictures come while the rain moves. */
export class Pace {
  #level = 0;
  #before = null;
  #slow = 0;
  #fast = 0;

  /**
   * How finely the next picture is drawn; rain that stands still always as finely as can be.
   *
   * @param {boolean} moving whether the rain is between two frames
   * @param {number} now milliseconds
   * @returns {number} how many pixels there are along a side, as a part of all
   */
  next(moving, now) {
    if (!moving) {
      this.#before = null;
      return details[0];
    }
    if (this.#before !== null && now - this.#before < hidden) {
      this.#count(now - this.#before);
    }
    this.#before = now;
    return details[this.#level];
  }

  #count(milliseconds) {
    this.#slow = milliseconds > slow ? this.#slow + 1 : 0;
    this.#fast = milliseconds < fast ? this.#fast + 1 : 0;
    if (this.#slow === slowPictures && this.#level < details.length - 1) {
      this.#go(1);
    } else if (this.#fast === fastPictures && this.#level > 0) {
      this.#go(-1);
    }
  }

  #go(by) {
    this.#level += by;
    this.#slow = 0;
    this.#fast = 0;
  }
}
