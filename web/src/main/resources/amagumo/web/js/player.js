// Which frame is shown, and how it goes on.

const frameMilliseconds = 420;
const pauseAtEnds = 3;

/** Steps through the frames; tells its listener whenever the frame, or whether it plays, changes. */
export class Player {
  constructor(listener) {
    this.listener = listener;
    this.count = 0;
    this.turn = 0;
    this.index = 0;
    this.playing = false;
    this.speed = 1;
    this.timer = 0;
  }

  /** Starts over with that many frames, at one of them. `turn` is the last observed frame, where playing pauses. */
  load(count, index, turn) {
    this.count = count;
    this.turn = turn;
    this.show(index);
  }

  /** Shows a frame; beyond the ends it goes round. */
  show(index) {
    this.index = (index + this.count) % this.count;
    this.changed();
  }

  step(by) {
    this.pause();
    this.show(this.index + by);
  }

  toggle() {
    if (this.playing) {
      this.pause();
    } else {
      this.play();
    }
  }

  play() {
    if (this.count > 0) {
      this.playing = true;
      this.changed();
    }
  }

  pause() {
    this.playing = false;
    this.changed();
  }

  setSpeed(speed) {
    this.speed = speed;
    this.changed();
  }

  changed() {
    clearTimeout(this.timer);
    if (this.playing) {
      const long = this.index === this.count - 1 || this.index === this.turn;
      const wait = (frameMilliseconds * (long ? pauseAtEnds : 1)) / this.speed;
      this.timer = setTimeout(() => this.show(this.index + 1), wait);
    }
    if (this.count > 0) {
      this.listener(this);
    }
  }
}
