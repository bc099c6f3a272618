// Streaming conversion between sample rates: a polyphase low-pass (Kaiser-windowed sinc), exact for any two
// whole rates. Used inside the worklets, where no library of the page reaches.

const ZERO_CROSSINGS = 16; // on either side, counted at the lower rate: 2 ms of delay for 8 kHz of band at most
const KAISER_BETA = 8; // about 80 dB of stop band
const ROLL_OFF = 0.9; // where the band ends, as a share of the lower rate's half

export class Resampler {
  constructor(from, to) {
    const divisor = gcd(from, to);
    this.up = to / divisor;
    this.down = from / divisor;
    const cutoff = Math.min(1, to / from) * ROLL_OFF;
    this.reach = Math.ceil(ZERO_CROSSINGS / Math.min(1, to / from));
    this.phases = Array.from({ length: this.up }, (_, phase) => this.#taps(phase / this.up, cutoff));
    this.reset();
  }

  reset() {
    this.past = new Float32Array(2 * this.reach); // silence before the first sample
    this.phase = 0; // of the next output, in steps of 1 / up of an input sample
    this.at = 0; // index in past + new samples of the window of the next output
  }

  // The outputs that these inputs complete.
  push(samples) {
    if (this.up === this.down) return samples;
    const all = new Float32Array(this.past.length + samples.length);
    all.set(this.past);
    all.set(samples, this.past.length);
    const width = 2 * this.reach;
    const output = new Float32Array(Math.ceil((samples.length * this.up) / this.down) + 1);
    let count = 0;
    while (this.at + width < all.length) {
      const taps = this.phases[this.phase];
      let sum = 0;
      for (let index = 0; index <= width; index += 1) sum += taps[index] * all[this.at + index];
      output[count] = sum;
      count += 1;
      this.phase += this.down;
      this.at += Math.floor(this.phase / this.up);
      this.phase %= this.up;
    }
    const kept = Math.min(this.at, all.length);
    this.past = all.slice(kept);
    this.at -= kept;
    return output.subarray(0, count);
  }

  // One phase of the filter. Its sum is one: a constant stays what it is.
  #taps(fraction, cutoff) {
    const width = 2 * this.reach;
    const taps = Float64Array.from({ length: width + 1 }, (_, index) => {
      const distance = index - this.reach - fraction;
      const edge = distance / (this.reach + 1);
      return sinc(distance * cutoff) * bessel(KAISER_BETA * Math.sqrt(Math.max(0, 1 - edge * edge)));
    });
    const sum = taps.reduce((total, tap) => total + tap, 0);
    return Float32Array.from(taps, (tap) => tap / sum);
  }
}

function gcd(a, b) {
  return b ? gcd(b, a % b) : a;
}

function sinc(x) {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

// The modified Bessel function of order zero, by its series.
function bessel(x) {
  let term = 1;
  let sum = 1;
  for (let n = 1; n < 40; n += 1) {
    term *= (x / (2 * n)) ** 2;
    sum += term;
  }
  return sum;
}
