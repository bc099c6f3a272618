"""What all conversations of one process share: the engine's factory and the ear. Opens and ends conversations."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

import structlog

from antiphon.config import Settings
from antiphon.detectors.base import TurnDetector, VoiceActivityDetector
from antiphon.detectors.energy import EnergyDetector
from antiphon.detectors.silero import SileroDetector
from antiphon.detectors.smart_turn import SmartTurn
from antiphon.engines.base import EngineFactory
from antiphon.runtime.channel import Channel, Peer
from antiphon.runtime.driver import Driver, Shared
from antiphon.runtime.ear import Ear
from antiphon.runtime.journal import JournaledSession, recorder_for
from antiphon.runtime.lobby import Lobby
from antiphon.runtime.umpire import TurnUmpire
from antiphon.session.limits import GOOGLE, Policy
from antiphon.session.machine import Session
from antiphon.turns.policy import USUAL, TurnPolicy

VAD: Final = "silero-vad"
TURNS: Final = "smart-turn-v3.2"
TURN_SETTINGS: Final = {
    "earliest_ms": "turn_earliest_ms",
    "latest_ms": "turn_latest_ms",
    "surely_over": "turn_threshold",
    "interrupts": "barge_in_threshold",
}
"""Which setting says what of a `TurnPolicy`."""

log = structlog.get_logger(__name__)

MakeDetector = Callable[[Mapping[str, Path]], VoiceActivityDetector]
"""Loads the detector; given the directories of the model files."""


def load_detector(files: Mapping[str, Path]) -> VoiceActivityDetector:
    """Silero where its files are; for engines without models, the detector without a model."""
    directory = files.get(VAD)
    return SileroDetector(directory / "silero_vad.onnx") if directory else EnergyDetector()


def load_turn_detector(files: Mapping[str, Path]) -> TurnDetector | None:
    """Smart Turn where its file is; elsewhere silence alone ends a turn."""
    directory = files.get(TURNS)
    return SmartTurn(directory / "smart-turn-v3.2-cpu.onnx") if directory else None


def policy_of(settings: Settings) -> Policy:
    """What of the settings concerns a session."""
    policy = Policy(
        lead_s=settings.lead_ms / 1000,
        setup_timeout_s=settings.setup_timeout_s,
        idle_timeout_s=settings.idle_timeout_s,
        connection_s=settings.connection_s,
        session_s=settings.session_s,
        tool_timeout_s=settings.tool_timeout_s,
        patience_s=settings.answer_timeout_s,
        turns=turns_of(settings),
        reprompt_s=settings.reprompt_s,
    )
    if settings.limits == "default":
        return policy
    return replace(
        policy,
        connection_s=GOOGLE.connection_s,
        session_s=GOOGLE.session_s,
        video_session_s=GOOGLE.video_session_s,
        notice_s=GOOGLE.notice_s,
    )


def turns_of(settings: Settings) -> TurnPolicy:
    """What of the settings concerns turn-taking: the usual numbers where nothing is set."""
    given = {field: getattr(settings, name) for field, name in TURN_SETTINGS.items()}
    return replace(USUAL, **{field: value for field, value in given.items() if value is not None})


class Host:
    """Everything behind the sockets. `start` before the first `converse`, `aclose` after the last."""

    def __init__(
        self, settings: Settings, factory: EngineFactory, make_detector: MakeDetector = load_detector
    ) -> None:
        self.is_ready = False
        """Whether new conversations are welcome."""
        self._settings = settings
        self._factory = factory
        self._make_detector = make_detector
        self._recorder = recorder_for(settings)
        self._umpire: TurnUmpire | None = None
        self._shared: Shared | None = None
        self._drivers: set[Driver] = set()
        self._idle = asyncio.Event()
        self._idle.set()

    @property
    def models(self) -> tuple[str, ...]:
        """Names of the models whose files `start` needs."""
        return (VAD, TURNS, *self._factory.models) if self._factory.models else ()

    @property
    def active(self) -> int:
        """Conversations in progress."""
        return len(self._drivers)

    async def start(self, files: Mapping[str, Path]) -> None:
        """Loads models and starts children. Raises `OperatorError`; nothing stays behind when it does."""
        ear = Ear(self._make_detector(files))
        turn_detector = load_turn_detector(files)
        with ExitStack() as undo:
            if self._recorder is not None:
                self._recorder.start()
                undo.callback(self._recorder.close)
            await self._factory.start(files)
            undo.pop_all()
        ear.start()
        if turn_detector is not None:
            self._umpire = TurnUmpire(turn_detector)
            self._umpire.start()
        lobby = Lobby(asyncio.get_running_loop().time)
        self._shared = Shared(ear, lobby, is_strict=self._settings.strict, umpire=self._umpire)
        self.is_ready = True

    async def converse(self, channel: Channel, peer: Peer) -> None:
        """Holds one conversation, from setup to close. Cancelling ends it at once."""
        if self._shared is None:
            raise RuntimeError("start() comes first")
        session_id = uuid.uuid4().hex
        make_session = Session if self._recorder is None else self._recorder.session
        policy = replace(policy_of(self._settings), judges_pauses=self._umpire is not None)
        engine = self._factory.open()
        session = make_session(session_id, policy, peer.caller, uuid.uuid4().hex)
        driver = Driver(channel, engine, session, peer, self._shared)
        self._drivers.add(driver)
        self._idle.clear()
        log.info("= connection opened", session=session_id, client=peer.caller.client)
        try:
            with structlog.contextvars.bound_contextvars(session=session_id):
                await driver.run()
        finally:
            self._drivers.discard(driver)
            if not self._drivers:
                self._idle.set()
            if isinstance(session, JournaledSession):
                session.close_journal()
            await engine.aclose()
            log.info("= connection closed", session=session_id)

    async def drain(self, seconds: float) -> None:
        """Lets nobody in any more, tells everybody that we go, and waits until they have gone or the time is over."""
        self.is_ready = False
        for driver in self._drivers:
            driver.leave(seconds)
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds + 1):
                await self._idle.wait()

    async def aclose(self) -> None:
        """Stops children and frees models."""
        self.is_ready = False
        try:
            await self._factory.aclose()
        finally:
            if self._recorder is not None:
                self._recorder.close()
            if self._shared is not None:
                self._shared.ear.stop()
                self._shared = None
            if self._umpire is not None:
                self._umpire.stop()
                self._umpire = None
