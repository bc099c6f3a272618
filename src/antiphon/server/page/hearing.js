// How much of each model turn has been played, from what the audio thread reports. Tells it while a turn goes on,
// and once more when the turn was cut off and the loudspeaker is still.

const EVERY_MS = 250;

export class Hearing {
  // `tell(playedMs, turn)`; turns are counted as the server counts them. `lateMs()`: from the audio thread to the ear.
  constructor(tell, lateMs) {
    this.tell = tell;
    this.lateMs = lateMs;
    this.turn = 1;
    this.open = null; // of the turn that is being played: its number, and where in all that is played it begins
    this.cut = null; // the same of one that was cut off, until the loudspeaker is still
    this.last = { playedMs: 0, queuedMs: 0, clears: 0 };
    this.toldMs = 0;
  }

  // A piece of the turn's audio has come.
  begins() {
    this.open ??= { turn: this.turn, fromMs: this.last.playedMs + (this.cut ? 0 : this.last.queuedMs) };
  }

  isCut() {
    if (this.open) this.cut = { ...this.open, clears: this.last.clears };
  }

  ends() {
    this.turn += 1;
    this.open = null;
  }

  plays(report) {
    this.last = report;
    if (this.cut) {
      if (report.clears === this.cut.clears) return;
      this.#say(this.cut, 0); // what has left the audio thread will be heard
      this.cut = null;
    } else if (this.open && report.queuedMs > 0 && Math.abs(report.playedMs - this.toldMs) >= EVERY_MS) {
      this.#say(this.open, this.lateMs());
    }
  }

  #say({ turn, fromMs }, lateMs) {
    this.toldMs = this.last.playedMs;
    this.tell(Math.max(0, Math.round(this.last.playedMs - fromMs - lateMs)), turn);
  }
}
