"""What the service says about a message with something unknown in it. We only say it where asked to (`--strict`)."""

from __future__ import annotations

from antiphon.errors import WireError
from antiphon.wire.closing import clip
from antiphon.wire.reading import Unknown, snake


def refuse_unknown(unknown: Unknown) -> None:
    """Raises `WireError` for the first thing that was not understood, in the service's words (PROTOCOL 1.6).

    Places are spelled as the service spells them, in snake_case with indices: ``setup.tools[0]``. The reason
    fits a close frame; what does not fit is cut off at its end, as the service does.
    """
    if not unknown:
        return
    place, name, is_value = unknown[0]
    place = snake(place)
    if is_value:
        raise WireError(clip(f"Invalid value at '{place}' (enum), \"{name}\""))
    where = f" at '{place}'" if place else ""
    raise WireError(clip(f'Invalid JSON payload received. Unknown name "{name}"{where}: Cannot find field.'))
