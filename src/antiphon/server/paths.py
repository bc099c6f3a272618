"""Which of the Live API's WebSocket addresses a request means. Knows nothing of sockets or keys."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType


class Flavour(Enum):
    """The service whose spelling of the wire the caller expects."""

    DEVELOPER = "ai.generativelanguage"
    VERTEX = "cloud.aiplatform"
    FIREBASE = "firebase.vertexai"


@dataclass(frozen=True, slots=True)
class Route:
    """One recognised address."""

    method: str
    flavour: Flavour
    is_vertex: bool = False
    """Token counts are spelled ``candidates…``: Vertex itself, and Firebase's Vertex backend."""
    is_constrained: bool = False
    """The method that SDKs call with an ephemeral token."""
    is_served: bool = True
    """False for sockets that exist but hold another conversation than ours: music, Agent Engine."""


_LIVE = "BidiGenerateContent"

_ROUTES = MappingProxyType(
    {
        (route.flavour.value, service, route.method): route
        for service, route in (
            ("GenerativeService", Route(_LIVE, Flavour.DEVELOPER)),
            ("GenerativeService", Route(f"{_LIVE}Constrained", Flavour.DEVELOPER, is_constrained=True)),
            ("GenerativeService", Route("BidiGenerateMusic", Flavour.DEVELOPER, is_served=False)),
            ("LlmBidiService", Route(_LIVE, Flavour.VERTEX, is_vertex=True)),
            ("GenerativeService", Route(_LIVE, Flavour.FIREBASE)),
            ("LlmBidiService", Route(_LIVE, Flavour.FIREBASE, is_vertex=True)),
        )
    }
)

# The version is never looked at: each SDK has its own default and all of them speak the same wire.
# Google's services put a dot before the method, Vertex and Firebase a slash; either is taken for any.
_CALL = re.compile(
    r"(?:^|/)google\.(?P<package>\w+\.\w+)\.(?P<version>[^./]+)\.(?P<service>\w+)[./](?P<method>\w+)$"
)
# Agent Engine is known by its last words alone; what stands before them differs by client.
_AGENT = re.compile(r"(?:^|[./])ReasoningEngineExecutionService[./]BidiQueryReasoningEngine$")


def recognise(path: str) -> Route | None:
    """The route that ``path`` (decoded, without query) means; `None` when it is no Live address.

    Anything may stand before it (reverse proxies add prefixes), slashes may be doubled (the JavaScript
    SDK always sends ``//ws/…``), and the location that Firebase appends is ignored.
    """
    parts = [part for part in path.split("/") if part]
    if len(parts) > 2 and parts[-2] == "locations":
        parts = parts[:-2]
    call = "/".join(parts[-2:])
    if _AGENT.search(call):
        return Route("BidiQueryReasoningEngine", Flavour.VERTEX, is_vertex=True, is_served=False)
    match = _CALL.search(call)
    return _ROUTES.get((match["package"], match["service"], match["method"])) if match else None
