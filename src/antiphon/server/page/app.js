// The page: one button, both transcripts, and words for whatever goes wrong.

import { Call, audioOf } from "./call.js";
import { Hearing } from "./hearing.js";
import { MicrophoneError, Sound } from "./sound.js";
import { Transcript } from "./transcript.js";

const KEY = "antiphon.key"; // in this tab's storage only
const STATES = {
  idle: "Ready when you are",
  connecting: "Connecting…",
  listening: "Listening",
  writing: "Connected. Press the button to talk",
  muted: "Muted",
  hearing: "Hearing you",
  thinking: "Thinking…",
  speaking: "Speaking",
};
const THINKS_MS = 15_000; // a sound that was no speech gets no answer, and nobody says so
const LOUD = 0.2; // a level that fills the meter
const CHUNK_MS = 20;

const $ = (id) => document.getElementById(id);
const page = $("page");
const transcript = new Transcript($("transcript"));
// What goes on: `owes` is an answer that has not begun, `queuedMs` speech that has not been heard yet.
let now = null;

function show() {
  const state = stateOf(now);
  $("talk").setAttribute("aria-label", now && (now.hasMicrophone || !now.isReady) ? "End the call" : "Talk");
  $("mute").disabled = !now?.isReady || !now.hasMicrophone;
  if (page.dataset.state === state) return;
  page.dataset.state = state;
  $("status").textContent = STATES[state];
  $("end").disabled = state === "idle";
}

function stateOf(call) {
  if (!call) return "idle";
  if (!call.isReady) return "connecting";
  if (call.isHearing) return "hearing";
  if (call.queuedMs > 0) return "speaking";
  if (call.owes) return "thinking";
  if (!call.hasMicrophone) return "writing";
  return call.isMuted ? "muted" : "listening";
}

// Problems

function note(text, link = null) {
  $("note").textContent = text;
  if (link) {
    const anchor = document.createElement("a");
    anchor.href = link;
    anchor.textContent = link;
    $("note").append(" ", anchor);
  }
  $("note").hidden = !text;
}

function explain(error) {
  if (error instanceof MicrophoneError) note(error.message);
  else note(`This browser cannot do it: ${error.message}`);
}

// Plain http is enough on the machine itself only. Elsewhere there is neither a microphone nor an audio thread.
function isSecure() {
  if (isSecureContext) return true;
  note(
    "Browsers give sound to https pages only. This server speaks https on the same port, with a certificate of its own that your browser will ask you about:",
    `https://${location.host}${location.pathname}`,
  );
  return false;
}

function farewell(code, reason) {
  if (code === 1000 || code === 1005) note(reason && `The server ended the call: ${reason}`);
  else if (code === 1001) note("The server is shutting down. Call again when it is back.");
  else if (code === 1006) note("The server is gone. Is it still running, and reachable from here?");
  else if (code === 1011) note("The server had a problem with this call. Its log says which.");
  else note(reason || `The server ended the call (${code}).`);
}

// The call

async function start(wantsMicrophone) {
  if (!isSecure()) return;
  note("");
  const call = { isReady: false, isHearing: false, isMuted: false, owes: 0, queuedMs: 0, sentMs: 0, hasMicrophone: false };
  call.hearing = new Hearing(
    (playedMs, turn) => call.line?.played(playedMs, turn),
    () => call.sound.lateMs,
  );
  now = call;
  show();
  try {
    call.sound = new Sound();
    await call.sound.open((report) => hasPlayed(call, report));
    if (wantsMicrophone) await openMicrophone(call);
    if (!(await mayEnter()) && now === call) stop();
  } catch (error) {
    if (now === call) {
      stop();
      explain(error);
    }
  }
  if (now !== call) {
    call.sound?.close(); // it was ended meanwhile
    return;
  }
  connect(call);
  await call.connected;
}

async function openMicrophone(call) {
  await call.sound.listen(({ pcm, level }) => {
    page.style.setProperty("--level", call.isMuted ? 0 : Math.min(1, level / LOUD).toFixed(3));
    if (call.line?.hear(pcm)) page.dataset.sentMs = call.sentMs += CHUNK_MS;
  });
  call.hasMicrophone = true;
  show();
}

function connect(call) {
  call.connected = new Promise((resolve) => {
    call.line = new Call(sessionStorage.getItem(KEY), {
      ready() {
        call.isReady = true;
        resolve();
        show();
      },
      content: (content) => take(call, content),
      activity(type) {
        call.isHearing = type === "ACTIVITY_START";
        expect(call, !call.isHearing);
        show();
      },
      leaving: () => note("The server will end this call shortly."),
      ended(code, reason) {
        resolve();
        if (now !== call) return;
        stop();
        farewell(code, reason);
      },
    });
  });
}

function take(call, content) {
  if (content.interimInputTranscription) transcript.hearing(content.interimInputTranscription.text);
  if (content.inputTranscription) transcript.heard(content.inputTranscription.text);
  if (content.outputTranscription) transcript.says(content.outputTranscription.text);
  for (const part of content.modelTurn?.parts ?? []) {
    const pcm = audioOf(part);
    if (!pcm) continue;
    call.hearing.begins();
    call.sound.play(pcm);
  }
  if (content.interrupted) {
    call.hearing.isCut();
    call.sound.clear();
    transcript.interrupted();
  }
  if (content.turnComplete) {
    call.hearing.ends();
    if (!content.interrupted && call.queuedMs === 0) expect(call, false);
    transcript.turnEnds();
  }
  show();
}

function expect(call, isOwed) {
  clearTimeout(call.owes);
  call.owes = isOwed ? setTimeout(() => (expect(call, false), show()), THINKS_MS) : 0;
}

function hasPlayed(call, report) {
  call.queuedMs = report.queuedMs;
  call.hearing.plays(report);
  if (call.queuedMs > 0) expect(call, false);
  Object.assign(page.dataset, report);
  if (now === call) show();
}

function stop() {
  const call = now;
  now = null;
  call?.line?.end();
  call?.sound?.close();
  clearTimeout(call?.owes);
  transcript.turnEnds();
  page.style.setProperty("--level", 0);
  page.dataset.queuedMs = 0;
  setMuted(null, false);
  show();
}

function setMuted(call, isMuted) {
  $("mute").setAttribute("aria-pressed", isMuted);
  if (!call) return;
  call.isMuted = isMuted;
  call.sound.isMuted = isMuted;
  show();
}

// The server: who it is, and whether it wants a key

async function about() {
  const key = sessionStorage.getItem(KEY);
  const answer = await fetch("page/about", { headers: key ? { "x-goog-api-key": key } : {}, cache: "no-store" });
  if (!answer.ok) throw new Error(`it answered ${answer.status}`);
  return answer.json();
}

// Whether a call would be let in; shows what is missing when it would not.
async function mayEnter() {
  let found;
  try {
    found = await about();
  } catch {
    note("The server does not answer. Is it still running, and reachable from here?");
    return false;
  }
  introduce(found);
  $("unlock").hidden = found.key === "good";
  if (found.key === "wrong") note("The server does not know this key.");
  if (found.key !== "good") $("key").focus();
  return found.key === "good";
}

function introduce({ stages = {}, isTiny = false }) {
  const parts = Object.entries(stages).map(([does, model]) => `${does} ${model}`);
  const lines = [parts.join(" · ")];
  if (isTiny) lines.push("The embedded model is tiny: good for small talk, not to be relied on.");
  $("about").replaceChildren(
    ...lines.filter(Boolean).map((text) => Object.assign(document.createElement("div"), { textContent: text })),
  );
}

// What the visitor does

$("talk").addEventListener("click", async () => {
  if (!now) await start(true);
  else if (now.hasMicrophone || !now.isReady) stop();
  else await openMicrophone(now).catch(explain);
});
$("end").addEventListener("click", () => {
  stop();
  $("talk").focus();
});
$("mute").addEventListener("click", () => now && setMuted(now, !now.isMuted));
$("write").addEventListener("submit", async (event) => {
  event.preventDefault();
  const text = $("words").value.trim();
  if (!text) return;
  if (!now) await start(false); // typing needs no microphone, only somebody who answers
  const call = now;
  if (!call?.isReady || !call.line.write(text)) return;
  $("words").value = "";
  transcript.wrote(text);
  expect(call, true);
  show();
});
$("unlock").addEventListener("submit", (event) => {
  event.preventDefault();
  sessionStorage.setItem(KEY, $("key").value.trim());
  $("key").value = "";
  note("");
  mayEnter();
});
new MutationObserver(() => $("welcome")?.remove()).observe($("transcript"), { childList: true });
addEventListener("pagehide", stop);
if (isSecure()) mayEnter();
