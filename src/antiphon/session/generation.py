"""One answer in flight: what was said, sent and heard of it. Decides what may leave, never what it means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from antiphon.session.history import History
from antiphon.session.playout import Playout
from antiphon.session.usage import tokens
from antiphon.talk import OUTPUT_RATE, Calls, Mark, Said

CHUNK = OUTPUT_RATE // 10
"""Samples per message: 100 ms, within the 20 to 300 ms that every client takes (PROTOCOL 8.3)."""
LEAST = OUTPUT_RATE // 50
"""A shorter piece waits for more, unless it is the last: 20 ms."""
KEPT = 8 * OUTPUT_RATE
"""Samples before the last one sent that a driver can still play: the longest lead, and a slow socket."""
WORTH = OUTPUT_RATE // 2
"""Fewer samples are not worth a turn of their own: a listener has heard as good as all."""
GRASPED: Final = OUTPUT_RATE * 12 // 100
"""A word that broke off earlier was no word yet: 120 ms is hardly a syllable."""
KNOWN: Final = OUTPUT_RATE // 5
"""By then a word is known, however long it is, or however long the silence after it."""
SPEED: Final = 17 / OUTPUT_RATE
"""Characters per sample of a fast speaker: as much can have sounded of a text whose sound has not all been made."""
LONGEST: Final = 30
"""Characters without a space that may be one word; more are a script that writes none."""


@dataclass(frozen=True, slots=True)
class Voiced:
    """The driver holds ``samples`` more of the generation's audio; ``marks`` are its words."""

    samples: int
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Finished:
    """The engine has said everything."""


@dataclass(frozen=True, slots=True)
class Failed:
    """The engine broke off; what it already said may still be heard."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in an answer: at the beginning of a word."""

    sample: int = 0
    character: int = 0


@dataclass(slots=True)
class Record:
    """What became of an answer so far."""

    remembered: Said | None = None
    """Its entry in the history, once there is one: it may have to be amended."""
    is_resumed: bool = False
    """Whether it was stopped and taken up again."""
    begins: Place = Place()
    """What came before belongs to the turn that was stopped."""

    def remember(self, said: Said, history: History) -> None:
        """Enters what was heard of it, in place of what was entered before."""
        if self.remembered is not None:
            history.amend(self.remembered, said)
        else:
            history.append(said)
        self.remembered = said if said.text else None


@dataclass(frozen=True, slots=True)
class Release:
    """What may leave now: words first, then the audio in which they begin. Either may be empty."""

    text: str
    start: int
    stop: int


class Thoughts:
    """What an engine says to itself on its way to an answer: counted for all, kept for callers who want it."""

    def __init__(self) -> None:
        self.counted: int | None = None
        """Tokens, as its model counted them, if it said."""
        self._length = 0
        self._waiting = ""

    def add(self, text: str, *, is_kept: bool) -> None:
        """More of it."""
        self._length += len(text)
        if is_kept:
            self._waiting += text

    def take(self) -> str:
        """What is kept and has not been taken."""
        waiting, self._waiting = self._waiting, ""
        return waiting

    @property
    def tokens(self) -> int:
        """As counted, else estimated."""
        return tokens(self._length) if self.counted is None else self.counted


class Generation:
    """Text, marks and audio of one answer, and how much of each is out."""

    def __init__(
        self, number: int, *, revision: int, is_draft: bool, is_spoken: bool, after: float = 0.0
    ) -> None:
        self.number = number
        self.revision = revision
        """Of the user turn it answers: a draft is only good for the revision it was made for."""
        self.is_draft = is_draft
        self.is_spoken = is_spoken
        self.has_failed = False
        self.is_finished = False
        self.text_tokens: int | None = None
        """As its model counted them, if it said."""
        self.thoughts = Thoughts()
        self.calls: Calls | None = None
        """Functions it wants called once all it says is out."""
        self.playout = Playout(after)
        self.record = Record()
        self._said = ""
        self._shown = 0  # characters of it that are on the wire
        self._marks: list[Mark] = []
        self._produced = 0

    def say(self, text: str) -> None:
        """More displayed text."""
        self._said += text

    def voice(self, voiced: Voiced) -> None:
        """More audio."""
        self._produced += voiced.samples
        self._marks.extend(voiced.marks)

    def cut(self) -> None:
        """The engine has fallen silent: what is not out by now never will be."""
        self._produced = self.playout.sent
        self._said = self.shown
        self.is_finished = self.has_failed = True

    def break_off(self) -> None:
        """The engine failed: what it wrote and did not come to voice was never said (P3)."""
        if self.is_spoken and (self._marks or not self._produced):
            voiced = max((mark.stop for mark in self._marks), default=0)
            self._said = self._said[: max(voiced, self._shown)]
        self.is_finished = self.has_failed = True

    @property
    def is_empty(self) -> bool:
        """Whether it has come to its end without a word, a sound or a call."""
        return self.is_finished and not (self._said or self._produced or self.calls)

    @property
    def has_words(self) -> bool:
        """Whether there are any."""
        return bool(self._said)

    @property
    def has_sound(self) -> bool:
        """Whether any was made."""
        return bool(self._produced)

    @property
    def is_ready(self) -> bool:
        """Whether something of it could leave, or nothing more will come."""
        return self.has_releasable_audio or self.is_finished or (bool(self._said) and not self.is_spoken)

    @property
    def has_begun(self) -> bool:
        """Whether any of it is on the wire."""
        return bool(self.sent_now or self.shown_now)

    @property
    def sent_now(self) -> int:
        """Samples that are on the wire, of this turn."""
        return self.playout.sent - self.record.begins.sample

    @property
    def shown_now(self) -> str:
        """The text that is on the wire, of this turn."""
        return self._said[self.record.begins.character : self._shown]

    @property
    def is_out(self) -> bool:
        """Whether everything that will ever be made has been released."""
        return self.is_finished and self.playout.sent == self._produced and self._shown == len(self._said)

    @property
    def shown(self) -> str:
        """The text that is on the wire."""
        return self._said[: self._shown]

    @property
    def has_releasable_audio(self) -> bool:
        """Whether enough audio waits to make a message of it."""
        waiting = self._produced - self.playout.sent
        return waiting >= LEAST or (waiting > 0 and self.is_finished)

    @property
    def has_unsent_audio(self) -> bool:
        """Whether audio waits for the listener's buffer to fall."""
        return self.playout.sent < self._produced

    def release(self, lead_s: float, now: float) -> Iterator[Release]:
        """What the listener's buffer has room for. The first piece leaves at once."""
        if self.is_draft:
            return
        while self.has_releasable_audio and now >= self.playout.low_at(lead_s):
            start = self.playout.sent
            if self.calls and self._produced - start < LEAST:
                self._produced = start + LEAST  # its turn may go on: the last piece is filled up with silence
            self.playout.send(min(self._produced - start, CHUNK), now)
            yield Release(self._show(self._shown_by(self.playout.sent)), start, self.playout.sent)
        if not self.is_spoken or (self.is_finished and not self.has_unsent_audio):
            rest = self._show(len(self._said))
            if rest:
                yield Release(rest, self.playout.sent, self.playout.sent)

    def heard(self, now: float) -> str:
        """The words the listener can have heard by ``now`` (P3)."""
        return self.heard_within(self.playout.heard(now))

    def heard_within(self, position: int) -> str:
        """The words of which enough had sounded to be heard, when ``position`` samples had."""
        if not self.is_spoken or self.is_whole(position):  # writing is read as it comes
            return self.shown
        if self._marks:
            stop = self._heard_stop(position)
        else:  # in proportion, cut back to a whole word
            stop = len(self._said) * position // max(self._produced, 1)
            if not self.is_finished:
                stop = min(stop, int(position * SPEED))
            stop = _word_end(self._said, stop)
        return self._said[: min(stop, self._shown)]

    def is_whole(self, position: int) -> bool:
        """Whether nothing is missing of it when ``position`` samples have been heard."""
        return self.is_finished and position >= self._produced if self.is_spoken else self.is_out

    def unheard(self, now: float) -> Place | None:
        """Where the first word begins that has not been heard whole; ``None``: there is nothing worth a turn left."""
        place = self._unheard(now) if self.is_spoken else Place(0, self._shown)
        if self.record.is_resumed or self.playout.sent - place.sample > KEPT:
            return None
        return place if self.goes_on(place) else None

    def goes_on(self, place: Place) -> bool:
        """Whether there is, or will be, enough after a place to make a turn of it."""
        left = self._produced - place.sample >= WORTH if self.is_spoken else place.character < len(self._said)
        return left or not self.is_finished or bool(self.calls)

    def resume(self, place: Place) -> None:
        """Goes on from there, in a turn of its own: what comes was never sent."""
        self.record.is_resumed, self.record.begins = True, place
        self._shown = place.character
        self.playout = Playout(sent=place.sample)

    def _unheard(self, now: float) -> Place:
        position = self.playout.heard(now)
        if not position:
            return Place()
        if not self._marks:
            return Place(position, len(self.heard(now)))
        stops = [*(mark.at for mark in self._marks[1:]), self._produced]
        broken = next((index for index, stop in enumerate(stops) if stop > position), None)
        if broken is None:
            return Place(position, self._shown_by(position))
        at = self._marks[broken].at
        return Place(at, self._shown_by(at)) if broken else Place()

    def lately(self, seconds: float, now: float) -> str:
        """What is on the wire of the words that began to sound in the last ``seconds``, or have not yet."""
        since = self.playout.heard(now) - seconds * OUTPUT_RATE
        start = next((mark.start for mark in self._marks if mark.at >= since), 0)
        return self._said[start : self._shown]

    def _heard_stop(self, position: int) -> int:
        """Words last until the next one; how long the newest is, nobody knows before the end."""
        newest = self._marks[-1].at
        ends = max(self._produced, newest + (0 if self.is_finished else 3 * GRASPED))
        lengths = [later.at - mark.at for mark, later in pairwise(self._marks)] + [ends - newest]
        return max(
            (
                mark.stop
                for mark, length in zip(self._marks, lengths, strict=True)
                if _is_heard(position - mark.at, length)
            ),
            default=0,
        )

    def _show(self, stop: int) -> str:
        shown, self._shown = self._shown, max(stop, self._shown)
        return self._said[shown : self._shown]

    def _shown_by(self, position: int) -> int:
        """Characters to display once samples up to ``position`` are out: whole words, with what follows them."""
        if not self._marks or (self.is_finished and position == self._produced):
            return len(self._said)
        begun = [mark.stop for mark in self._marks if mark.at < position]
        stop = max(begun, default=self._shown)
        while stop < len(self._said) and not self._said[stop].isalnum():
            stop += 1
        return stop


def _is_heard(sounded: int, length: int) -> bool:
    """Whether so much of a word is heard as that word: all of it, or a third, but neither a mere onset nor longer."""
    return 0 < sounded >= min(length, max(GRASPED, min(length // 3, KNOWN)))


def _word_end(text: str, stop: int) -> int:
    """The last end of a word at or before ``stop``. By spaces alone: journals without words keep nothing else."""
    if stop >= len(text):
        return len(text)
    for end in range(stop, max(stop - LONGEST, 0), -1):
        if text[end].isspace():
            return end
    return stop if stop > LONGEST or not any(map(str.isspace, text)) else 0
