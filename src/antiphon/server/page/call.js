// One conversation over the Live API's own WebSocket, as any client of it holds one.

const PATH = "ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent";
// The name decides what is told: from this family on, the edges of speech, too.
const SETUP = {
  model: "models/gemini-3.8-live",
  generationConfig: { responseModalities: ["AUDIO"] },
  inputAudioTranscription: {},
  outputAudioTranscription: {},
  antiphon: { interimTranscripts: true }, // words while they are spoken, where the server offers them
};
const BACKLOG_BYTES = 512 * 1024; // audio that waits for a slow network longer than this is of no use any more

export class Call {
  // `handlers`: ready(), content(serverContent), activity(type), leaving(), ended(code, reason).
  constructor(key, handlers) {
    const url = new URL(PATH, document.baseURI);
    url.protocol = url.protocol.replace("http", "ws");
    if (key) url.searchParams.set("key", key);
    this.handlers = handlers;
    this.isReady = false;
    this.socket = new WebSocket(url);
    this.socket.onopen = () => this.#send({ setup: SETUP });
    this.socket.onmessage = ({ data }) => this.#take(JSON.parse(data));
    this.socket.onclose = ({ code, reason }) => {
      this.isReady = false;
      handlers.ended(code, reason);
    };
  }

  // Whether it was sent: not before the call stands or once it ends, and not where the network is far behind.
  hear(pcm) {
    if (!this.isReady || this.socket.bufferedAmount > BACKLOG_BYTES) return false;
    const data = btoa(String.fromCharCode(...new Uint8Array(pcm)));
    return this.#send({ realtimeInput: { audio: { data, mimeType: "audio/pcm;rate=16000" } } });
  }

  // How much of a model turn has been heard: what is remembered of an answer that was cut off depends on it.
  played(playedMs, turn) {
    return this.isReady && this.#send({ antiphon: { playedMs, turn } });
  }

  write(text) {
    return this.#send({ realtimeInput: { text } });
  }

  end() {
    this.socket.onclose = null;
    this.isReady = false;
    this.socket.close(1000);
  }

  // A socket that is closing says so only once it has closed.
  #send(message) {
    const isOpen = this.socket.readyState === WebSocket.OPEN;
    if (isOpen) this.socket.send(JSON.stringify(message));
    return isOpen;
  }

  #take(message) {
    if (message.setupComplete) {
      this.isReady = true;
      this.handlers.ready();
    }
    if (message.voiceActivity) this.handlers.activity(message.voiceActivity.type);
    if (message.serverContent) this.handlers.content(message.serverContent);
    if (message.goAway) this.handlers.leaving();
  }
}

// The bytes of a piece of audio.
export function audioOf(part) {
  if (!part.inlineData?.mimeType?.startsWith("audio/pcm")) return null;
  return Uint8Array.from(atob(part.inlineData.data), (letter) => letter.charCodeAt(0));
}
