// The microphone and the loudspeaker of one call.

// Why there is no microphone, in words that say what to do. Keys are the names of DOMExceptions.
const REFUSALS = {
  NotAllowedError: "The browser keeps the microphone from this page. Allow it beside the address, then press the button again.",
  NotFoundError: "No microphone was found. Plug one in, or type below.",
  NotReadableError: "Another program holds the microphone. Close it, then press the button again.",
};

export class MicrophoneError extends Error {}

export class Sound {
  // To be made while a click is handled: browsers let pages make no sound before one.
  constructor() {
    this.context = new AudioContext({ latencyHint: "interactive" });
    this.stream = null;
    this.speaker = null;
  }

  // Makes it audible. `onReport` gets what is queued and played.
  async open(onReport) {
    await this.context.audioWorklet.addModule(new URL("playback.js", import.meta.url));
    this.speaker = new AudioWorkletNode(this.context, "playback", {
      numberOfInputs: 0,
      outputChannelCount: [1],
    });
    this.speaker.port.onmessage = ({ data }) => onReport(data);
    this.speaker.connect(this.context.destination);
    await this.context.resume();
  }

  // Opens the microphone. `onChunk` gets 20 ms of PCM16 at 16 kHz, and how loud they are (0 to 1).
  async listen(onChunk) {
    this.stream = await microphone();
    if (this.context.state === "closed") {
      this.#release(); // the call was ended while the browser asked for permission
      return;
    }
    await this.context.audioWorklet.addModule(new URL("capture.js", import.meta.url));
    const capture = new AudioWorkletNode(this.context, "capture", {
      numberOfOutputs: 0,
      channelCount: 1,
      channelCountMode: "explicit",
    });
    capture.port.onmessage = ({ data }) => onChunk(data);
    this.context.createMediaStreamSource(this.stream).connect(capture);
  }

  // From the audio thread to the ear; a wireless headset takes its time.
  get lateMs() {
    return 1000 * (this.context.outputLatency || 0);
  }

  play(bytes) {
    this.speaker.port.postMessage(bytes.buffer, [bytes.buffer]);
  }

  clear() {
    this.speaker.port.postMessage("clear");
  }

  // Silence goes on to the server, as it does when nobody speaks.
  set isMuted(value) {
    for (const track of this.stream?.getAudioTracks() ?? []) track.enabled = !value;
  }

  close() {
    this.#release();
    if (this.context.state !== "closed") this.context.close();
  }

  #release() {
    for (const track of this.stream?.getTracks() ?? []) track.stop();
  }
}

async function microphone() {
  if (!navigator.mediaDevices) throw new MicrophoneError("This browser gives pages no microphone. You can type below.");
  try {
    return await navigator.mediaDevices.getUserMedia({
      audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1 },
    });
  } catch (error) {
    throw new MicrophoneError(REFUSALS[error.name] ?? `There is no microphone: ${error.message}`);
  }
}
