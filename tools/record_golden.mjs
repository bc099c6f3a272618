// Writes what the installed @google/genai really sends, one frame a line: node tools/record_golden.mjs FOLDER >> FILE.
// FOLDER is where `npm install @google/genai` was run. The JavaScript twin of record_golden.py.

import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { readFileSync } from "node:fs";

const folder = resolve(process.argv[2] ?? ".");
const require = createRequire(join(folder, "index.js"));
const { GoogleGenAI, Type, Modality } = require("@google/genai");
const { WebSocketServer } = require("ws");
const manifest = join(folder, "node_modules", "@google", "genai", "package.json");
const sdk = `@google/genai ${JSON.parse(readFileSync(manifest, "utf8")).version}`;

const noise = Buffer.from([0xfb, 0xef, 0xbe, 0xff, 0xff, 0xff, ...Array.from({ length: 34 }, (_, i) => 200 + i)]);
const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), noise]);
const weather = { type: "object", properties: { city_name: { type: "string" } }, required: ["city_name"] };

const members = {
  "setup generation": {
    generationConfig: {
      responseModalities: [Modality.TEXT],
      candidateCount: 1,
      presencePenalty: 0.5,
      frequencyPenalty: 0.25,
      stopSequences: ["END"],
      speechConfig: { voiceConfig: { prebuiltVoiceConfig: { voiceName: "Puck" } } },
    },
  },
  "setup thinking": { thinkingConfig: { thinkingLevel: "LOW" } },
  "setup affection": { enableAffectiveDialog: true },
  "setup proactivity": { proactivity: { proactiveAudio: true } },
  "setup translation": { translationConfig: { targetLanguageCode: "de", echoTargetLanguage: true } },
  "setup hints": { inputAudioTranscription: { languageCodes: ["de-DE", "en-US"] } },
  "setup vocabulary": { inputAudioTranscription: { customVocabulary: ["Antiphon"], wordTimestamp: true } },
  "setup safety": { safetySettings: [{ category: "HARM_CATEGORY_HARASSMENT", threshold: "BLOCK_ONLY_HIGH" }] },
  "setup search": { tools: [{ googleSearch: { excludeDomains: ["example.com"] } }, { codeExecution: {} }] },
  "setup signal": { explicitVadSignal: true },
  "setup resumption": { sessionResumption: { handle: "h-1", transparent: true } },
  "setup labels": { labels: { team_name: "choir", costCentre: "7" } },
  "setup avatar": {
    responseModalities: ["VIDEO"],
    avatarConfig: {
      customizedAvatar: { imageMimeType: "image/jpeg", imageData: jpeg.toString("base64") },
      videoBitrateBps: 1000000,
    },
  },
  "setup voice": {
    speechConfig: {
      voiceConfig: {
        replicatedVoiceConfig: { mimeType: "audio/wav", voiceSampleAudio: noise.toString("base64") },
      },
    },
  },
};

const everything = {
  responseModalities: [Modality.AUDIO],
  temperature: 0.5,
  topP: 0.9,
  topK: 40,
  maxOutputTokens: 256,
  seed: 7,
  mediaResolution: "MEDIA_RESOLUTION_LOW",
  speechConfig: { voiceConfig: { prebuiltVoiceConfig: { voiceName: "Puck" } }, languageCode: "de-DE" },
  thinkingConfig: { includeThoughts: true, thinkingBudget: 128 },
  systemInstruction: "Be brief.",
  tools: [
    {
      functionDeclarations: [
        {
          name: "set_light",
          description: "Switches a light.",
          parameters: {
            type: Type.OBJECT,
            properties: { isOn: { type: Type.BOOLEAN }, room_name: { type: Type.STRING } },
            required: ["isOn"],
          },
          behavior: "NON_BLOCKING",
        },
        { name: "weather", parametersJsonSchema: weather },
      ],
    },
    { googleSearch: {} },
  ],
  realtimeInputConfig: {
    automaticActivityDetection: {
      disabled: false,
      startOfSpeechSensitivity: "START_SENSITIVITY_LOW",
      endOfSpeechSensitivity: "END_SENSITIVITY_HIGH",
      prefixPaddingMs: 20,
      silenceDurationMs: 700,
    },
    activityHandling: "NO_INTERRUPTION",
    turnCoverage: "TURN_INCLUDES_ALL_INPUT",
  },
  inputAudioTranscription: {},
  outputAudioTranscription: {},
  sessionResumption: { handle: "h-1" },
  contextWindowCompression: { triggerTokens: "25600", slidingWindow: { targetTokens: "12800" } },
};

const frames = [];
let arrived = () => {};
const server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
server.on("connection", (socket) => {
  socket.once("message", () => socket.send('{"setupComplete":{}}'));
  socket.on("message", (data) => {
    frames.push(data.toString());
    arrived();
  });
});
await new Promise((done) => server.once("listening", done));

async function write(what) {
  while (frames.length === 0) await new Promise((done) => (arrived = done));
  process.stdout.write(JSON.stringify({ sdk, what, frame: frames.shift() }) + "\n");
}

async function open(what, config, options = {}) {
  const baseUrl = `http://127.0.0.1:${server.address().port}`;
  const ai = new GoogleGenAI({ apiKey: "local", httpOptions: { baseUrl }, ...options });
  const session = await ai.live.connect({ model: "gemini-live-test", config, callbacks: { onmessage() {} } });
  await write(what);
  return session;
}

(await open("setup minimal")).close();
for (const [what, config] of Object.entries(members)) {
  for (const [suffix, options] of Object.entries({ "": {}, ", Vertex": { vertexai: true } })) {
    try {
      (await open(what + suffix, config, options)).close();
    } catch (error) {
      process.stderr.write(`${what}${suffix}: ${error.message}\n`);
    }
  }
}
const session = await open("setup everything", everything);

const audio = { data: noise.toString("base64"), mimeType: "audio/pcm;rate=16000" };
const picture = { data: jpeg.toString("base64"), mimeType: "image/jpeg" };
for (const [what, input] of Object.entries({
  audio: { audio },
  "media chunk": { media: audio },
  "media chunk with a picture": { media: picture },
  video: { video: picture },
  "realtime text": { text: "Hello" },
  "activity start": { activityStart: {} },
  "activity end": { activityEnd: {} },
  "audio stream end": { audioStreamEnd: true },
})) {
  session.sendRealtimeInput(input);
  await write(what);
}

const call = { id: "call_0", name: "set_light", args: { isOn: true, room_name: "attic" } };
const asked = {
  role: "user",
  parts: [
    {
      fileData: { fileUri: "files/a", mimeType: "video/mp4" },
      videoMetadata: { startOffset: "1s", endOffset: "2.5s", fps: 1.5 },
    },
  ],
};
const called = { role: "model", parts: [{ functionCall: call, thoughtSignature: "c2lnbmVk" }] };
const done = { id: "call_0", name: "set_light", response: { will_continue: null } };
const answered = { role: "user", parts: [{ functionResponse: done }] };
const hello = { role: "user", parts: [{ text: "Hello" }] };
for (const [what, content] of Object.entries({
  content: { turns: [hello] },
  "content without a role": { turns: { parts: [{ text: "Hello" }] } },
  "content with a picture": { turns: [{ role: "user", parts: [{ text: "Look" }, { inlineData: picture }] }] },
  "content history": { turns: [hello, { role: "model", parts: [{ text: "Hi" }] }], turnComplete: false },
  "content empty": undefined,
  "content with files and calls": { turns: [asked, called, answered] },
})) {
  session.sendClientContent(content);
  await write(what);
}

session.sendToolResponse({
  functionResponses: {
    id: "call_1",
    name: "set_light",
    response: { isOn: true, room_name: "attic" },
    scheduling: "WHEN_IDLE",
    willContinue: false,
  },
});
await write("tool response");
session.sendToolResponse({
  functionResponses: [
    { id: "call_2", name: "count", response: {}, scheduling: "SILENT", willContinue: true },
    { id: "call_3", name: "count", response: { error: "no" }, scheduling: "INTERRUPT" },
  ],
});
await write("tool responses");
const inlineData = { ...picture, displayName: "attic.jpg" };
session.sendToolResponse({
  functionResponses: [{ id: "call_4", name: "look", response: { seen: true }, parts: [{ inlineData }] }],
});
await write("tool response with a picture");
if (session.sendContextUpdate) {
  session.sendContextUpdate({ systemInstruction: "Be long." });
  await write("context system");
  const functionDeclarations = [{ name: "weather", parametersJsonSchema: weather }];
  session.sendContextUpdate({ tools: { tools: [{ functionDeclarations }] } });
  await write("context tools");
  session.sendContextUpdate({ tools: { tools: [] } });
  await write("context without tools");
}
session.close();
server.close();
