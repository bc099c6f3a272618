"""What clients expect of a model's *name*, and of who asks (PROTOCOL 5.1, 6, 8.4; P8): one table, one file."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final


@dataclass(frozen=True, slots=True)
class Caller:
    """Who is calling, as far as it changes what is answered."""

    client: str = ""
    """The ``x-goog-api-client`` header: SDK or framework and version (PROTOCOL 6)."""
    is_vertex: bool = False
    """Came in by a Vertex path, whose defaults and spellings differ (PROTOCOL 2.5, 3.9)."""

    @property
    def is_livekit(self) -> bool:
        """LiveKit Agents: sends instructions in the model's role, and waits 5 s for a first message (6.5)."""
        return "livekit-agents" in self.client

    @property
    def is_pipecat(self) -> bool:
        """Pipecat: for older names it also asks for the answer to speech in writing, if it seeded (6.4)."""
        return "pipecat" in self.client

    @property
    def is_adk(self) -> bool:
        """Google ADK: for older names it buffers a tool call until ``turnComplete`` (6.6)."""
        return "google-adk" in self.client


class Coverage(Enum):
    """Which of the input between two turns belongs to the next one (PROTOCOL 4.7)."""

    ACTIVITY = "activity"
    ACTIVITY_AND_ALL_VIDEO = "activity and all video"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Profile:
    """Behaviour that clients derive from the name of the model."""

    has_voice_activity: bool = False
    """``voiceActivity`` messages come without being asked for."""
    has_interaction_status: bool = False
    """Every ``turnComplete`` says whether work goes on in the background (PROTOCOL 4.16)."""
    coverage: Coverage = Coverage.ACTIVITY
    calls_block: bool = True
    """A function whose declaration does not say is BLOCKING: its turn waits for the response."""
    may_block: bool = True
    """A declaration may ask for BLOCKING."""
    may_seed: bool = False
    """``historyConfig`` is heeded. Clients set it for older names, too, but send no trigger after it (6.4, 6.6)."""
    transcribes: bool = False
    """A name that is all about the caller's own words: interim ones come without being asked for (PROTOCOL 4.21)."""
    is_3_live: bool = False
    """ADK's own test of a name, which decides whether it yields a call before the turn is complete."""


FOREIGN: Final = Profile()
"""A name nobody knows: nothing that was not asked for."""
FAMILIES: Final = (
    # The first version of the family, its profile. Half-cascade and native audio of 2.x differ in nothing we send.
    ((0, 0), Profile()),
    ((3, 0), Profile(coverage=Coverage.ACTIVITY_AND_ALL_VIDEO, may_seed=True)),
    (
        (3, 8),
        Profile(
            has_voice_activity=True,
            coverage=Coverage.ACTIVITY_AND_ALL_VIDEO,
            calls_block=False,
            may_seed=True,
        ),
    ),
)
_VERSION: Final = re.compile(r"gemini(?:-[a-z]+)*-(\d+)(?:\.(\d+))?")
"""As Pipecat reads names (PROTOCOL 6.4)."""


def base_name(model: str) -> str:
    """``projects/P/…/models/X`` and ``models/X`` → ``X``."""
    return model.rsplit("/", 1)[-1]


def profile_for(model: str) -> Profile:
    """The profile of any name."""
    name = base_name(model).lower()
    found = _VERSION.search(name)
    if found is None:
        return FOREIGN
    version = (int(found[1]), int(found[2] or 0))
    profile = next(profile for first, profile in reversed(FAMILIES) if version >= first)
    if name.startswith("gemini-3.") and "-live" in name and not name.startswith("gemini-3.5-live-translate"):
        profile = replace(profile, is_3_live=True)
    if "transcribe" in name:
        profile = replace(profile, transcribes=True)
    if version >= (3, 8) and "thinking" in name:
        profile = replace(profile, has_interaction_status=True, may_block=False)
    return profile


class Behavior(Enum):
    """What a function's declaration asks for."""

    UNSAID = "unsaid"
    BLOCKING = "blocking"
    NON_BLOCKING = "non-blocking"


def blocks(profile: Profile, behavior: Behavior) -> bool:
    """Whether the conversation waits for this function's response."""
    if behavior is Behavior.UNSAID:
        return profile.calls_block and profile.may_block
    return behavior is Behavior.BLOCKING and profile.may_block


def closes_turn(profile: Profile, caller: Caller, *, is_blocking: bool) -> bool:
    """Whether the turn that holds a call ends with it, or stays open for the response (PROTOCOL 8.4)."""
    return not is_blocking or (caller.is_adk and not profile.is_3_live)
