"""Asks a running Antiphon a recorded question with the stock SDK: ask.py question.wav [answer.wav]"""

import asyncio
import sys
import wave

from google import genai

CONFIG = {
    "response_modalities": ["AUDIO"],
    "input_audio_transcription": {},
    "output_audio_transcription": {},
}


async def speak(session, path):
    with wave.open(path) as f:  # 16-bit mono, any rate; 20 ms at a time, as a microphone would
        mime_type = f"audio/pcm;rate={f.getframerate()}"
        while chunk := f.readframes(f.getframerate() // 50):
            await session.send_realtime_input(audio={"data": chunk, "mime_type": mime_type})
            await asyncio.sleep(0.02)
    await session.send_realtime_input(audio_stream_end=True)


async def main(question, answer=None):
    pcm = b""
    client = genai.Client(api_key="any")
    async with client.aio.live.connect(model="gemini-3.8-live", config=CONFIG) as session:
        speaking = asyncio.create_task(speak(session, question))
        async for message in session.receive():
            pcm += message.data or b""
            if (content := message.server_content) and (heard := content.input_transcription):
                print("you:", heard.text)
            if content and (said := content.output_transcription):
                print(said.text, end="", flush=True)
        await speaking
    print()
    if answer:
        with wave.open(answer, "wb") as f:
            f.setparams((1, 2, 24_000, 0, "NONE", ""))
            f.writeframes(pcm)


asyncio.run(main(*sys.argv[1:]))
