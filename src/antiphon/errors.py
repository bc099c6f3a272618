"""Everything that can go wrong, and who is to blame. Knows nothing of sockets.

The whole tree::

    AntiphonError
     ├── PeerError          the caller broke the protocol: its reason is safe to show (1007)
     │    ├── WireError     a frame that is no message
     │    │    └── NotJsonError  not even JSON
     │    ├── AccessError   no key, a wrong key, a handle we do not know (1008)
     │    └── TakenOverError  another connection goes on with the session (1000)
     ├── EngineError        ours: the caller reads "Internal error", the log reads the cause (1011)
     │    ├── BusyError     interim words were refused: somebody else needs the time more
     │    ├── DiedError     a child process is gone or hangs, in the middle of its work
     │    ├── OversizeError more than a client accepts in one message, and not to be divided
     │    └── RefusedError  a model's server refused what it was asked
     └── OperatorError      wrong settings or a missing part: told in one line on the operator's screen
          ├── ConfigError
          └── ModelError    model files that are absent, damaged or cannot be fetched
               └── UnreachableError  where they come from does not answer
"""

from __future__ import annotations


class AntiphonError(Exception):
    """The root: ``except AntiphonError`` catches everything we raise on purpose."""


class PeerError(AntiphonError):
    """The caller broke the protocol. ``str(error)`` is shown to them as the close reason."""

    close_code = 1007


class WireError(PeerError):
    """A frame that cannot be read as a message."""


class NotJsonError(WireError):
    """A frame that is no JSON object: whoever sends it speaks another protocol."""


class AccessError(PeerError):
    """The caller may not do this: missing or wrong credential, unknown handle."""

    close_code = 1008


class TakenOverError(PeerError):
    """Another connection goes on with the session: nobody's mistake, and the end of this one."""

    close_code = 1000

    def __init__(self) -> None:
        super().__init__("The session goes on on another connection.")


class EngineError(AntiphonError):
    """An engine failed. Its text is for our log; the caller never sees it."""

    close_code = 1011


class BusyError(EngineError):
    """Interim words were refused, or given up half-way: somebody else needs the time more."""


class DiedError(EngineError):
    """A child process died or hangs: no answer came, or not all of it. Nothing is wrong with what was asked."""

    def __init__(self, message: str, *, is_hung: bool = False) -> None:
        super().__init__(message)
        self.is_hung = is_hung


class OversizeError(EngineError):
    """A message larger than clients accept that cannot be divided: the engine must make less."""


class RefusedError(EngineError):
    """A server of the operator's answered, and not with what was asked for. ``complaint`` is what it said of that."""

    def __init__(self, text: str, status: int, complaint: str) -> None:
        super().__init__(text)
        self.status = status
        self.complaint = complaint

    @property
    def is_about_request(self) -> bool:
        """Whether something in the request was not to its liking, so that another one may be."""
        return self.status in {400, 422}


class OperatorError(AntiphonError):
    """The person who runs the server must change something; the text says what."""


class ConfigError(OperatorError):
    """A setting that cannot be used."""


class ModelError(OperatorError):
    """Model files that are absent, damaged, or cannot be fetched."""


class UnreachableError(ModelError):
    """The place that model files come from does not answer: another may."""
