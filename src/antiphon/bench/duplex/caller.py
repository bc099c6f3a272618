"""A caller who does what a scenario says, in real time, and notes what was heard when."""

from __future__ import annotations

import asyncio
from typing import Final

import msgspec

from antiphon.bench.duplex.loudspeaker import Loudspeaker
from antiphon.bench.duplex.microphone import CHUNK, Microphone
from antiphon.bench.duplex.scenario import TURNS, Event, Kind, Scenario
from antiphon.bench.duplex.studio import Sound
from antiphon.bench.duplex.timeline import Take, Timeline, Told
from antiphon.bench.noises import F64
from antiphon.bench.report import percentile
from antiphon.client.session import LiveSession
from antiphon.talk import INPUT_RATE
from antiphon.wire.messages import ServerContent, ServerMessage
from antiphon.wire.setup import (
    AudioTranscriptionConfig,
    Extension,
    GenerationConfig,
    PrebuiltVoice,
    Setup,
    SpeechConfig,
    VoiceConfig,
)
from antiphon.wire.types import ActivityType

CHUNK_S: Final = CHUNK / INPUT_RATE
UNANSWERED_S: Final = 6.0
"""A turn that is not answered after so long will not be."""
STUCK_S: Final = 4.0
"""An event that waits for an answer, and nothing is to be heard for so long: the caller asks again."""
ASKS: Final = 2
"""How often; then the event does not take place."""
PATIENCE_S: Final = 25.0
"""An event whose time has not come after so long does not take place, whatever is to be heard."""
AFTER_FALSE_S: Final = 2.2
"""How long to listen on after what must change nothing."""
AFTER_TURN_S: Final = 1.2
"""How much of the last answer is listened to."""


def setup(scenario: Scenario) -> Setup:
    """What a call asks of its server."""
    voice = VoiceConfig(prebuilt_voice_config=PrebuiltVoice(voice_name=scenario.server_voice))
    return Setup(
        model="models/bench",
        generation_config=GenerationConfig(speech_config=SpeechConfig(voice_config=voice)),
        input_audio_transcription=AudioTranscriptionConfig(),
        output_audio_transcription=AudioTranscriptionConfig(),
        explicit_vad_signal=True,
        antiphon=Extension(latency=True),
    )


class Caller:
    """One call; ``sounds`` are those of its events, ``ask`` is what to say when nothing is to be heard."""

    def __init__(self, scenario: Scenario, sounds: list[Sound], ask: Sound, room: F64) -> None:
        self.timeline = Timeline.of(scenario)
        self._scenario = scenario
        self._waiting = list(zip(scenario.events, sounds, strict=True))
        self._ask = ask
        self._asked = 0
        self._loudspeaker = Loudspeaker()
        self._microphone = Microphone(self._loudspeaker, room, scenario.delay_ms)
        self._microphone.echo_db = scenario.echo_db
        self._late_ms: list[float] = []
        self._began_at = 0.0
        self._quiet_since = 0.0
        self._free_at = 0.0
        """When the caller's last own sound was, or will be, over."""
        self._last_at = 0.0
        """When the last event of the scenario began or was given up."""

    async def call(self, live: LiveSession) -> Timeline:
        """From the first sample to the last event's outcome. What the server breaks is noted, not raised."""
        self.timeline.session = live.session_id or ""
        self._began_at = asyncio.get_running_loop().time()
        listening = asyncio.create_task(self._listen(live))
        speaking = asyncio.create_task(self._speak(live))
        try:
            await asyncio.wait([listening, speaking], return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (speaking, listening):
                task.cancel()
            outcomes = await asyncio.gather(speaking, listening, return_exceptions=True)
        for outcome in outcomes:
            if isinstance(outcome, Exception):
                self.timeline.failure = f"{type(outcome).__name__}: {outcome}"
        self.timeline.answers = self._loudspeaker.answers
        self.timeline.late_ms = round(percentile(self._late_ms, 0.95), 1) if self._late_ms else 0.0
        return self.timeline

    @property
    def _now(self) -> float:
        return asyncio.get_running_loop().time() - self._began_at

    # The microphone

    async def _speak(self, live: LiveSession) -> None:
        while not self._is_over():
            at = self._microphone.position / INPUT_RATE
            self._cue(at)
            chunk = self._microphone.chunk()
            # A chunk leaves when its last sample has been spoken, as from a microphone.
            await asyncio.sleep(at + CHUNK_S - self._now)
            self._late_ms.append(max(self._now - at - CHUNK_S, 0.0) * 1000)
            await live.send_audio(chunk, rate=INPUT_RATE)

    def _cue(self, at: float) -> None:
        """Begins the next event with the sample at ``at`` if its time has come."""
        if self._loudspeaker.is_playing(at) or at < self._free_at:
            self._quiet_since = max(at, self._free_at)
        if at < self._free_at:
            return
        if self._scenario.echo_db is None:
            self._microphone.echo_db = None
        if not self._waiting:
            return
        event, _ = self._waiting[0]
        if at - self._last_at > PATIENCE_S:
            self._give_up(at)
        elif event.answer is not None:
            if self._loudspeaker.played_s(self._free_at, at) >= event.answer:
                self._begin(at)
            elif at - self._quiet_since >= STUCK_S:
                self._ask_again(at)
        elif self._is_answered(at) and at - self._quiet_since >= (event.silence or 0.0):
            self._begin(at)

    def _begin(self, at: float) -> None:
        event, sound = self._waiting.pop(0)
        self._asked = 0
        self._last_at = at
        pauses = [(at + start, at + stop) for start, stop in sound.pauses]
        self.timeline.takes.append(Take(event, at, at + sound.seconds, pauses))
        self._free_at = at + sound.seconds
        if event.kind is Kind.ECHO:
            self._microphone.echo_db = event.db
        else:
            self._microphone.place(sound.samples)

    def _ask_again(self, at: float) -> None:
        """Nothing is to be heard where there should be: the caller asks, or gives the event up."""
        if self._asked == ASKS:
            self._give_up(at)
            return
        self._asked += 1
        asking = Event(Kind.PROMPT, answer=0.0, say="(asks again)")
        self.timeline.takes.append(Take(asking, at, at + self._ask.seconds))
        self._free_at = self._quiet_since = at + self._ask.seconds
        self._microphone.place(self._ask.samples)

    def _give_up(self, at: float) -> None:
        self._asked = 0
        self._last_at = at
        self.timeline.missed.append(self._waiting.pop(0)[0])

    def _is_answered(self, at: float) -> bool:
        """Whether the last turn's answer was heard or is no more to be expected."""
        turns = [take for take in self.timeline.takes if take.event.kind in TURNS]
        if not turns or at - turns[-1].end >= UNANSWERED_S:
            return True
        answers = self._loudspeaker.answers
        return bool(answers) and answers[-1].began > turns[-1].onset and not self._loudspeaker.is_playing(at)

    def _is_over(self) -> bool:
        at = self._microphone.position / INPUT_RATE
        if self._waiting or at < self._free_at:
            return False
        takes = self.timeline.takes
        if not takes:
            return True
        since = at - takes[-1].end
        if takes[-1].event.kind not in TURNS:
            return since >= AFTER_FALSE_S
        answers = self._loudspeaker.answers
        if since >= UNANSWERED_S or not answers or answers[-1].began <= takes[-1].onset:
            return since >= UNANSWERED_S
        is_over = not self._loudspeaker.is_playing(at)
        return since >= 0.5 and (is_over or self._loudspeaker.played_s(0.0, at) >= AFTER_TURN_S)

    # What comes back

    async def _listen(self, live: LiveSession) -> None:
        while True:
            message = await live.receive()
            self._take(message, self._now)

    def _take(self, message: ServerMessage, now: float) -> None:
        if message.antiphon is not None and message.antiphon.latency is not None:
            self.timeline.latencies.append({"at": now, **msgspec.to_builtins(message.antiphon.latency)})
        if (activity := message.voice_activity) is not None:
            edges = self.timeline.starts if activity.type is ActivityType.START else self.timeline.ends
            edges.append(now)
        if message.server_content is not None:
            self._take_content(message.server_content, now)

    def _take_content(self, content: ServerContent, now: float) -> None:
        if content.interrupted:
            self.timeline.stops.append(now)
            self._loudspeaker.drop(now)
        if content.input_transcription is not None:
            self.timeline.heard.append(Told(now, content.input_transcription.text))
        for part in content.model_turn.parts if content.model_turn else ():
            if part.inline_data is not None:
                self._loudspeaker.play(part.inline_data.data, now)
        if content.output_transcription is not None:
            self._loudspeaker.tell(content.output_transcription.text)
        if content.generation_complete or content.turn_complete:
            self._loudspeaker.close()
