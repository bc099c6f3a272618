"""Recognition, a language model and synthesis, one after the other and overlapping: the default engine."""

from antiphon.config import Settings
from antiphon.engines.base import EngineFactory

__all__ = ["create"]


def create(settings: Settings) -> EngineFactory:
    """The factory of engine ``cascade``."""
    # Imported late: reading a name from the registry must not load onnxruntime.
    from antiphon.engines.cascade.factory import CascadeFactory  # noqa: PLC0415  # as said above

    return CascadeFactory(settings)
