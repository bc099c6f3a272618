// One scenario with the stock JavaScript SDK, told as lines of JSON: node live.mjs PACKAGE URL SCENARIO [PCM FILE]
import { readFileSync } from "node:fs";

const [, , name, baseUrl, scenario, speechFile] = process.argv;
const { GoogleGenAI } = await import(name);
const ai = new GoogleGenAI({ apiKey: "local", httpOptions: { baseUrl } });

const seen = [];
let wake = () => {};
const tell = (event) => {
  console.log(JSON.stringify(event));
  seen.push(event);
  wake();
};
const until = async (condition) => {
  while (!condition()) await new Promise((resolve) => (wake = resolve));
};

function take(message) {
  const content = message.serverContent ?? {};
  if (message.setupComplete) tell({ kind: "setupComplete" });
  if (content.inputTranscription) tell({ kind: "heard", text: content.inputTranscription.text });
  if (content.outputTranscription) tell({ kind: "said", text: content.outputTranscription.text });
  for (const part of content.modelTurn?.parts ?? []) {
    if (part.text) tell({ kind: "text", text: part.text });
    if (part.inlineData) tell({ kind: "audio", mime: part.inlineData.mimeType, bytes: atob(part.inlineData.data).length });
  }
  if (content.interrupted) tell({ kind: "interrupted" });
  if (content.generationComplete) tell({ kind: "generationComplete" });
  if (content.turnComplete) tell({ kind: "turnComplete", usage: message.usageMetadata });
}

const turns = () => seen.filter((event) => event.kind === "turnComplete").length;
const config = {
  responseModalities: [scenario === "text-modality" ? "TEXT" : "AUDIO"],
  inputAudioTranscription: {},
  outputAudioTranscription: {},
  ...(scenario === "manual" && { realtimeInputConfig: { automaticActivityDetection: { disabled: true } } }),
};
const session = await ai.live.connect({
  model: "gemini-3.8-live",
  config,
  callbacks: {
    onmessage: take,
    onerror: (error) => tell({ kind: "error", text: String(error.message) }),
    onclose: (event) => tell({ kind: "close", code: event.code }),
  },
});

async function speak() {
  const pcm = readFileSync(speechFile);
  for (let start = 0; start < pcm.length; start += 640) {
    const data = pcm.subarray(start, start + 640).toString("base64");
    session.sendRealtimeInput({ audio: { data, mimeType: "audio/pcm;rate=16000" } });
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

if (scenario === "spoken") {
  await speak();
  session.sendRealtimeInput({ audioStreamEnd: true });
} else if (scenario === "manual") {
  session.sendRealtimeInput({ activityStart: {} });
  await speak();
  session.sendRealtimeInput({ activityEnd: {} });
} else if (scenario === "interruption") {
  session.sendClientContent({ turns: [{ role: "user", parts: [{ text: "Tell me a long story about a dog." }] }] });
  await until(() => seen.some((event) => event.kind === "audio"));
  await speak();
  session.sendRealtimeInput({ audioStreamEnd: true });
  await until(() => turns() === 2);
} else {
  session.sendClientContent({ turns: [{ role: "user", parts: [{ text: "What is the capital of France?" }] }] });
}
await until(() => turns() > 0);
session.close();
await until(() => seen.some((event) => event.kind === "close"));
