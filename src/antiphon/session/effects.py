"""What a session asks of its driver. Frozen values; the driver matches on them exhaustively."""

from __future__ import annotations

from dataclasses import dataclass

from antiphon.session.latency import TurnLatency
from antiphon.talk import Listening, Prompt
from antiphon.turns.decisions import Decision
from antiphon.wire.messages import ServerMessage


@dataclass(frozen=True, slots=True)
class Send:
    """Put this message on the wire."""

    message: ServerMessage


@dataclass(frozen=True, slots=True)
class Play:
    """Put samples ``start:stop`` of a generation's audio on the wire, as one ``modelTurn``; beyond its end is silence."""

    generation: int
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Rest:
    """Put so much silence on the wire as part of a generation: its words are not there yet."""

    generation: int
    samples: int


@dataclass(frozen=True, slots=True)
class Feed:
    """Let the engine hear input samples ``start:stop`` as part of a user turn."""

    turn: int
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Settle:
    """Ask the engine for the transcript of the turn so far."""

    turn: int
    revision: int


@dataclass(frozen=True, slots=True)
class Score:
    """Ask the turn detector whether a turn is over that has come to a pause.

    It hears input samples ``start:stop`` and then ``rest`` samples of silence that have not come yet.
    """

    turn: int
    revision: int
    start: int
    stop: int
    rest: int


@dataclass(frozen=True, slots=True)
class Glance:
    """Ask the engine for the words of the turn so far, at once, while it goes on: `Interim`."""

    turn: int
    revision: int


@dataclass(frozen=True, slots=True)
class Measure:
    """Ask what input samples ``start:stop`` around a turn sound like: `Acoustics`."""

    turn: int
    revision: int
    start: int
    stop: int
    onset: int = 0
    """Where its speech begins; what comes before is compared with what we sent, and its level does not count."""


@dataclass(frozen=True, slots=True)
class Decide:
    """Something was decided about who holds the floor. Nothing need be done."""

    decision: Decision


@dataclass(frozen=True, slots=True)
class Dismiss:
    """The pause is over, nobody waits for its score."""

    turn: int
    revision: int


@dataclass(frozen=True, slots=True)
class Listen:
    """Tell the engine how to listen, where it is not the usual way."""

    listening: Listening


@dataclass(frozen=True, slots=True)
class Warm:
    """Tell the engine what prompts will look like."""

    prompt: Prompt


@dataclass(frozen=True, slots=True)
class Respond:
    """Start a generation; ``prompt.tentative`` says whether it is a draft."""

    generation: int
    prompt: Prompt


@dataclass(frozen=True, slots=True)
class Commit:
    """The draft became real."""

    generation: int


@dataclass(frozen=True, slots=True)
class Cancel:
    """Stop a generation and drop what it made, also what waits in the outbox."""

    generation: int


@dataclass(frozen=True, slots=True)
class Report:
    """Something of an answer leaves for the first time: where the time before it went."""

    generation: int
    latency: TurnLatency


@dataclass(frozen=True, slots=True)
class Close:
    """End the connection. Nothing follows."""

    code: int
    reason: str = ""


Effect = (
    Send
    | Play
    | Rest
    | Feed
    | Settle
    | Score
    | Dismiss
    | Glance
    | Measure
    | Decide
    | Warm
    | Respond
    | Commit
    | Cancel
    | Report
    | Close
    | Listen
)
