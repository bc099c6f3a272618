// A conversation with the stock @firebase/ai for each model, all at once, told as lines of JSON like those of
// tests/e2e/clients: node firebase.mjs URL PCM BACKEND:MODEL...
import { readFileSync } from "node:fs";
import { initializeApp } from "@firebase/app";
import { getAI, getLiveGenerativeModel, GoogleAIBackend, ResponseModality, Schema, VertexAIBackend } from "@firebase/ai";

const [, , baseUrl, speechFile, ...models] = process.argv;
const speech = readFileSync(speechFile);

// The SDK knows one host and has no option for another.
const Stock = globalThis.WebSocket;
globalThis.WebSocket = class extends Stock {
  constructor(url) {
    super(url.replace("wss://firebasevertexai.googleapis.com", baseUrl.replace(/^http/, "ws")));
  }
};

class Told {
  #model;
  #counts = new Map();
  #wake = () => {};
  handle; // what the session can be resumed with
  constructor(model) {
    this.#model = model;
  }
  tell(kind, more = {}) {
    console.log(JSON.stringify({ model: this.#model, kind, ...more }));
    this.#counts.set(kind, this.count(kind) + 1);
    this.#wake();
  }
  count(kind) {
    return this.#counts.get(kind) ?? 0;
  }
  async next(kind, since = this.count(kind)) {
    const tooLong = setTimeout(() => process.exit(3), 10_000);
    while (this.count(kind) <= since) await new Promise((resolve) => (this.#wake = resolve));
    clearTimeout(tooLong);
  }
  async step(name, act, until = "turn") {
    this.tell("step", { name });
    const since = this.count(until);
    await act();
    await this.next(until, since);
  }
}

const weather = {
  name: "weather",
  description: "Tells how the weather is in a city.",
  parameters: Schema.object({ properties: { city: Schema.string() } }),
};

async function listen(session, told) {
  for await (const message of session.receive()) {
    if (message.type === "toolCall") {
      for (const { id, name, args } of message.functionCalls) {
        told.tell("called", { name, arguments: args });
        await session.sendFunctionResponses([{ id, name, response: { result: "sunny" } }]);
      }
      continue;
    }
    if (message.type === "sessionResumptionUpdate") told.handle = message.newHandle;
    else if (message.type !== "serverContent") told.tell(message.type);
    if (message.inputTranscription) told.tell("heard", { text: message.inputTranscription.text });
    if (message.outputTranscription) told.tell("said", { text: message.outputTranscription.text });
    for (const part of message.modelTurn?.parts ?? []) {
      if (part.inlineData) {
        told.tell("audio", { bytes: atob(part.inlineData.data).length, mime: part.inlineData.mimeType });
      }
    }
    if (message.interrupted) told.tell("interrupted");
    if (message.turnComplete) told.tell("turn");
  }
}

async function converse(name) {
  const told = new Told(name);
  const [backend, model] = name.split(":");
  const app = initializeApp({ apiKey: "anything", projectId: "any", appId: "any" }, name);
  const ai = getAI(app, { backend: backend === "vertex" ? new VertexAIBackend() : new GoogleAIBackend() });
  const live = getLiveGenerativeModel(ai, {
    model,
    systemInstruction: "You are Alice.",
    tools: [{ functionDeclarations: [weather] }],
    generationConfig: {
      responseModalities: [ResponseModality.AUDIO],
      inputAudioTranscription: {},
      outputAudioTranscription: {},
    },
  });
  const session = await live.connect({});
  let listening = listen(session, told);

  let toSay = Buffer.alloc(0);
  const say = (pcm) => (toSay = pcm);
  const speak = () => {
    const chunk = Buffer.concat([toSay.subarray(0, 640), Buffer.alloc(640)]).subarray(0, 640);
    toSay = toSay.subarray(640);
    session.sendAudioRealtime({ mimeType: "audio/pcm", data: chunk.toString("base64") });
  };

  await told.step("seeded start", async () => {
    await session.send("My name is Anna.", false);
    await session.send("What is my name?");
  });
  const microphone = setInterval(speak, 20);
  await told.step("spoken turn", () => say(speech));
  await told.step("text turn", () => session.sendTextRealtime("What do you know?"));
  await told.step("tool", () => session.sendTextRealtime("How is the weather in Paris?"), "audio");
  await told.next("turn");
  await told.step("story", () => session.send("Tell me a story."), "audio");
  await told.step("interruption", () => setTimeout(() => say(speech), 300)); // listens for a moment
  await told.step("after it", () => {});
  clearInterval(microphone);
  await told.step("resumed", async () => {
    await session.resumeSession({ handle: told.handle });
    listening = listen(session, told);
    await session.send("Do you still know me?");
  });
  told.tell("step", { name: "close" });
  await session.close();
  await listening;
  told.tell("closed");
  told.tell("end");
}

await Promise.all(models.map(converse));
