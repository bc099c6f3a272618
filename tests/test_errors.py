from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from antiphon import errors
from antiphon.errors import (
    AccessError,
    AntiphonError,
    ConfigError,
    EngineError,
    ModelError,
    OperatorError,
    PeerError,
    WireError,
)


def tree(kind: type[Exception]) -> Iterator[str]:
    yield kind.__name__
    for child in kind.__subclasses__():
        yield from tree(child)


def test_the_tree_in_the_module_is_the_tree_there_is() -> None:
    printed = re.findall(r"^(?: [ │├└─]*)?(?: {4})?(\w+Error)\b", errors.__doc__ or "", re.MULTILINE)
    assert printed == list(tree(AntiphonError))


@pytest.mark.parametrize(
    ("kind", "code"), [(PeerError, 1007), (WireError, 1007), (AccessError, 1008), (EngineError, 1011)]
)
def test_blame_has_a_close_code(kind: type[PeerError | EngineError], code: int) -> None:
    assert kind.close_code == code


@pytest.mark.parametrize("kind", [OperatorError, ConfigError, ModelError])
def test_what_the_operator_must_mend_is_never_told_to_a_caller(kind: type[OperatorError]) -> None:
    assert not hasattr(kind, "close_code")
    assert not issubclass(kind, PeerError)
