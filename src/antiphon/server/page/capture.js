// The microphone's side of the audio thread: whatever rate comes in, 20 ms of PCM16 at 16 kHz go out.

import { Resampler } from "./resampler.js";

const RATE = 16_000;
const CHUNK = RATE / 50;

class Capture extends AudioWorkletProcessor {
  constructor() {
    super();
    this.resampler = new Resampler(sampleRate, RATE);
    this.chunk = new Int16Array(CHUNK);
    this.filled = 0;
    this.power = 0;
  }

  process([input]) {
    if (input.length === 0) return true; // the microphone is gone, or not there yet
    for (const sample of this.resampler.push(input[0])) this.#take(sample);
    return true;
  }

  #take(sample) {
    const clipped = Math.max(-1, Math.min(1, sample));
    this.chunk[this.filled] = Math.round(clipped * 32767);
    this.power += clipped * clipped;
    this.filled += 1;
    if (this.filled < CHUNK) return;
    const level = Math.sqrt(this.power / CHUNK);
    this.port.postMessage({ pcm: this.chunk.buffer, level }, [this.chunk.buffer]);
    this.chunk = new Int16Array(CHUNK);
    this.filled = 0;
    this.power = 0;
  }
}

registerProcessor("capture", Capture);
