"""``antiphon talk``: a conversation by microphone and loudspeaker; prints both transcripts as they come."""

from __future__ import annotations

import asyncio
from typing import Annotated, Final

import typer
from rich.console import Console
from websockets.exceptions import ConnectionClosed, ConnectionClosedOK

from antiphon.cli.calling import (
    ANY_KEY,
    ANY_MODEL,
    ApiKey,
    CertificatesDir,
    Language,
    Model,
    Screen,
    System,
    Target,
    Url,
    VoiceName,
    latency_line,
    make_setup,
)
from antiphon.client.devices import Headset, SystemHeadset, device_list
from antiphon.client.hearing import Hearing
from antiphon.client.session import LiveSession
from antiphon.wire.messages import ServerContent, ServerMessage

ECHO_S: Final = 0.3
"""How long the room and the sound card go on after the last sample was handed out."""
REPORT_S: Final = 0.25
"""Between two reports of how much has been played."""


def talk(  # noqa: PLR0913  # one argument per option
    *,
    voice: VoiceName = None,
    language: Language = None,
    system: System = None,
    half_duplex: Annotated[
        bool, typer.Option("--half-duplex", help="Do not listen while it speaks: for loudspeakers.")
    ] = False,
    input_device: Annotated[str | None, typer.Option(help="Microphone, by number or name.")] = None,
    output_device: Annotated[str | None, typer.Option(help="Loudspeaker, by number or name.")] = None,
    list_devices: Annotated[bool, typer.Option("--list-devices", help="Show the devices and exit.")] = False,
    url: Url = None,
    api_key: ApiKey = ANY_KEY,
    model: Model = ANY_MODEL,
    data_dir: CertificatesDir = None,
) -> None:
    """Talk to a running server until Ctrl-C.

    Nothing here cancels echoes: wear a headset, or the loudspeaker interrupts itself; or say --half-duplex.
    """
    if list_devices:
        print(device_list())
        return
    target = Target.of(url, api_key, data_dir)
    setup = make_setup(model, voice=voice, language=language, system=system)
    screen = Screen(Console())

    async def converse() -> None:
        async with (
            SystemHeadset(input_device, output_device) as headset,
            target.calling(setup) as live,
        ):
            advice = (
                "it does not listen while it speaks" if half_duplex else "with a headset, or --half-duplex"
            )
            screen.notes(f"Talk, {advice}. Ctrl-C ends.")
            await Talk(live, headset, screen, is_half_duplex=half_duplex).run()

    try:
        with target.explaining():
            asyncio.run(converse())
    except KeyboardInterrupt:  # the way to end it, and no failure
        screen.ends()


class Talk:
    """Sound both ways, until the connection ends."""

    def __init__(
        self, live: LiveSession, headset: Headset, screen: Screen, *, is_half_duplex: bool = False
    ) -> None:
        self._live = live
        self._headset = headset
        self._screen = screen
        self._is_half_duplex = is_half_duplex
        self._deaf_until = 0.0
        self._hearing = Hearing()
        self._turns = 0

    async def run(self) -> None:
        """Returns when the server has ended the call properly; else raises what ended it."""
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._speak())
                tasks.create_task(self._listen())
                tasks.create_task(self._report())
        except* ConnectionClosedOK:
            self._screen.notes("The server ended the call.")
        except* ConnectionClosed as group:
            self._screen.ends()
            raise group.exceptions[0] from None

    async def _speak(self) -> None:
        while True:
            pcm = await self._headset.record()
            if self._is_half_duplex and self._is_heard():
                pcm = bytes(len(pcm))  # time goes on for the server, in silence
            await self._live.send_audio(pcm, rate=self._headset.rate)

    def _is_heard(self) -> bool:
        now = asyncio.get_running_loop().time()
        if self._headset.is_playing:
            self._deaf_until = now + ECHO_S
        return now < self._deaf_until

    async def _listen(self) -> None:
        while True:
            message = await self._live.receive()
            if message.server_content is not None and message.server_content.interrupted:
                await self._tell_played()  # before what waits is thrown away
            self._take(message)
            self._hearing.take(message)

    async def _report(self) -> None:
        while True:
            await asyncio.sleep(REPORT_S)
            if self._headset.is_playing:
                await self._tell_played()

    async def _tell_played(self) -> None:
        played_ms = self._hearing.played_ms(self._headset.waiting_s)
        if played_ms is not None:
            await self._live.send_played(round(played_ms), self._hearing.turn)

    def _take(self, message: ServerMessage) -> None:
        if message.server_content is not None:
            self._take_content(message.server_content)
        if message.antiphon is not None and message.antiphon.latency is not None:
            self._turns += 1
            self._screen.notes(latency_line(self._turns, message.antiphon.latency))
        if message.go_away is not None:
            self._screen.notes(f"The server ends this call in {message.go_away.time_left}.")

    def _take_content(self, content: ServerContent) -> None:
        if content.input_transcription is not None:
            self._screen.hears(content.input_transcription.text)
        if content.output_transcription is not None:
            self._screen.says(content.output_transcription.text)
        for part in content.model_turn.parts if content.model_turn else ():
            if part.inline_data is not None:
                self._headset.play(part.inline_data.data)
                self._hearing.give(part.inline_data.data)
        if content.interrupted:
            self._headset.flush()
            self._screen.interrupted()
        if content.turn_complete:
            self._screen.ends()
        if content.turn_complete_reason is not None:
            self._screen.notes(f"The answer broke off: {content.turn_complete_reason.value}")
