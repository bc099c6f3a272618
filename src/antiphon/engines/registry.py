"""Engines by name. Each is an entry point of the group ``antiphon.engines`` and is imported when chosen."""

from __future__ import annotations

from importlib.metadata import EntryPoint, entry_points
from typing import Final

from antiphon.config import Settings
from antiphon.engines.base import CreateEngine, EngineFactory
from antiphon.errors import ConfigError

GROUP: Final = "antiphon.engines"


def names() -> tuple[str, ...]:
    """Every engine that is installed, sorted."""
    return tuple(sorted(entry_points(group=GROUP).names))


def create(settings: Settings) -> EngineFactory:
    """The factory that ``settings.engine`` names: an entry point, or ``module:function``. Raises `ConfigError`."""
    name = settings.engine
    found = tuple(entry_points(group=GROUP, name=name))
    if not found and ":" in name:
        found = (EntryPoint(name, name, GROUP),)
    if not found:
        raise ConfigError(f"engine: there is no {name!r}; installed are {', '.join(names())}")
    try:
        make: CreateEngine = found[0].load()
    except (ImportError, AttributeError) as error:
        raise ConfigError(f"engine: {name!r} cannot be loaded: {error}") from error
    return make(settings)
