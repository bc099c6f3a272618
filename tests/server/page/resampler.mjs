// Resamples a tone in blocks of an audio thread; prints how long, how true and how clean it came out, as JSON.

import { readFile } from "node:fs/promises";

const [, , path, from, to, hertz] = process.argv;
const source = await readFile(path, "utf8");
const { Resampler } = await import(`data:text/javascript,${encodeURIComponent(source)}`);

const resampler = new Resampler(Number(from), Number(to));
const tone = Float32Array.from({ length: Number(from) }, (_, index) => Math.sin((2 * Math.PI * hertz * index) / from));
const pieces = [];
for (let at = 0; at < tone.length; at += 128) pieces.push(...resampler.push(tone.subarray(at, at + 128)));

// What is left of the tone at its own frequency, and how much power there is altogether, both ends left out.
const middle = pieces.slice(pieces.length / 10, (pieces.length * 9) / 10);
let re = 0;
let im = 0;
let power = 0;
middle.forEach((sample, index) => {
  re += sample * Math.cos((2 * Math.PI * hertz * index) / to);
  im += sample * Math.sin((2 * Math.PI * hertz * index) / to);
  power += sample * sample;
});
console.log(JSON.stringify({
  samples: pieces.length,
  amplitude: (2 * Math.hypot(re, im)) / middle.length,
  rms: Math.sqrt(power / middle.length),
}));
