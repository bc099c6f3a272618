// The loudspeaker's side of the audio thread: a queue of 24 kHz PCM16 that is emptied at once when told to.
// Reports what is queued and what has been played, in milliseconds, and how often it was cleared.

import { Resampler } from "./resampler.js";

const RATE = 24_000;
const LONGEST_S = 120; // the server paces itself; what runs away beyond this is dropped
const REPORT_S = 0.05;

class Playback extends AudioWorkletProcessor {
  constructor() {
    super();
    this.resampler = new Resampler(RATE, sampleRate);
    this.queue = [];
    this.offset = 0; // of the next sample in the first piece
    this.queued = 0;
    this.played = 0;
    this.clears = 0;
    this.isCut = false;
    this.sinceReport = 0;
    this.port.onmessage = ({ data }) => {
      if (data === "clear") this.#cut();
      else this.#append(new Int16Array(data, 0, data.byteLength >> 1));
    };
  }

  #append(pcm) {
    if (this.queued > LONGEST_S * sampleRate) return;
    const piece = this.resampler.push(Float32Array.from(pcm, (sample) => sample / 32768)).slice();
    if (this.isCut) this.#drop(); // what came before the cut must not be played before this
    this.queue.push(piece);
    this.queued += piece.length;
  }

  #cut() {
    this.clears += 1;
    this.isCut = true;
    this.resampler.reset();
  }

  #drop() {
    this.queue = [];
    this.offset = 0;
    this.queued = 0;
    this.isCut = false;
  }

  process(_inputs, [output]) {
    const channel = output[0];
    const wasSpeaking = this.queued > 0;
    const wasCut = this.isCut;
    const filled = this.#fill(channel);
    if (wasCut) {
      // A few milliseconds of fading, because a bare edge clicks.
      for (let index = 0; index < filled; index += 1) channel[index] *= 1 - index / filled;
      this.#drop();
    }
    this.played += filled;
    this.sinceReport += channel.length;
    const isOver = wasSpeaking && this.queued === 0;
    if (wasCut || isOver || this.sinceReport >= REPORT_S * sampleRate) this.#report();
    return true;
  }

  #fill(channel) {
    let filled = 0;
    while (filled < channel.length && this.queue.length > 0) {
      const piece = this.queue[0];
      const count = Math.min(channel.length - filled, piece.length - this.offset);
      channel.set(piece.subarray(this.offset, this.offset + count), filled);
      filled += count;
      this.offset += count;
      this.queued -= count;
      if (this.offset === piece.length) {
        this.queue.shift();
        this.offset = 0;
      }
    }
    return filled;
  }

  #report() {
    this.sinceReport = 0;
    const ms = (samples) => Math.round((samples * 1000) / sampleRate);
    this.port.postMessage({ queuedMs: ms(this.queued), playedMs: ms(this.played), clears: this.clears });
  }
}

registerProcessor("playback", Playback);
