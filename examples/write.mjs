// Asks a running Antiphon in writing, and is answered in writing: node write.mjs "How are you?"
import { GoogleGenAI } from "@google/genai";

const ai = new GoogleGenAI({
  apiKey: "any",
  httpOptions: { baseUrl: process.env.GOOGLE_GEMINI_BASE_URL ?? "http://127.0.0.1:8765" },
});

const session = await ai.live.connect({
  model: "gemini-3.8-live",
  config: { responseModalities: ["TEXT"] },
  callbacks: {
    onmessage({ serverContent }) {
      for (const part of serverContent?.modelTurn?.parts ?? []) process.stdout.write(part.text ?? "");
      if (serverContent?.turnComplete) {
        console.log();
        session.close();
      }
    },
    onclose: () => {},
    onerror: (error) => console.error(error.message),
  },
});

session.sendClientContent({ turns: [{ role: "user", parts: [{ text: process.argv[2] ?? "Hello!" }] }] });
