import pytest

from antiphon import config
from antiphon.engines import registry
from antiphon.errors import ConfigError


def test_both_engines_are_known() -> None:
    assert {"cascade", "echo"} <= set(registry.names())


def test_an_engine_by_name() -> None:
    assert registry.create(config.load(engine="echo")).open().capabilities.name == "echo"
    assert registry.create(config.load(engine="cascade")).models == (
        "moonshine-tiny-en",
        "smollm2-135m-instruct",
        "minilm-l6-v2",
    )


def test_an_unknown_name_is_told_the_known_ones() -> None:
    with pytest.raises(ConfigError, match=r"'ecco'.*cascade, echo"):
        registry.create(config.load(engine="ecco"))
