import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antiphon.server.paths import Flavour, Route, recognise

DEV = "google.ai.generativelanguage.{}.GenerativeService.BidiGenerateContent"
VERTEX = "google.cloud.aiplatform.{}.LlmBidiService/BidiGenerateContent"
FIREBASE = "google.firebase.vertexai.v1beta.{}/BidiGenerateContent"

LIVE = Route("BidiGenerateContent", Flavour.DEVELOPER)
ON_VERTEX = Route("BidiGenerateContent", Flavour.VERTEX, is_vertex=True)
FIREBASE_VERTEX = Route("BidiGenerateContent", Flavour.FIREBASE, is_vertex=True)


@pytest.mark.parametrize(
    ("path", "route"),
    [
        *((f"/ws/{DEV.format(version)}", LIVE) for version in ("v1", "v1beta", "v1alpha", "v2", "v1main")),
        (f"//ws/{DEV.format('v1beta')}", LIVE),
        (f"/gemini/ws/{DEV.format('v1beta')}", LIVE),
        (f"/a/b//ws//{DEV.format('v1beta')}/", LIVE),
        (
            f"/ws/{DEV.format('v1alpha')}Constrained",
            Route("BidiGenerateContentConstrained", Flavour.DEVELOPER, is_constrained=True),
        ),
        *((f"/ws/{VERTEX.format(version)}", ON_VERTEX) for version in ("v1", "v1beta1")),
        (f"/proxy//ws/{VERTEX.format('v1beta1')}", ON_VERTEX),
        (
            f"/ws/{FIREBASE.format('GenerativeService')}",
            Route("BidiGenerateContent", Flavour.FIREBASE),
        ),
        (f"/ws/{FIREBASE.format('LlmBidiService')}/locations/us-central1", FIREBASE_VERTEX),
        (f"/ws/{FIREBASE.format('LlmBidiService')}", FIREBASE_VERTEX),
        (
            "/ws/google.ai.generativelanguage.v1alpha.GenerativeService.BidiGenerateMusic",
            Route("BidiGenerateMusic", Flavour.DEVELOPER, is_served=False),
        ),
        (
            "/ws/google.cloud.aiplatform.v1beta1.ReasoningEngineExecutionService/BidiQueryReasoningEngine",
            Route("BidiQueryReasoningEngine", Flavour.VERTEX, is_vertex=True, is_served=False),
        ),
    ],
)
def test_addresses_of_the_service(path: str, route: Route) -> None:
    assert recognise(path) == route


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "/ws",
        "/ws/google.ai.generativelanguage.v1beta.GenerativeService",
        "/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContentX",
        "/ws/google.ai.generativelanguage.v1beta.GenerativeService.StreamGenerateContent",
        "/ws/google.ai.generativelanguage.GenerativeService.BidiGenerateContent",
        "/ws/xgoogle.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent",
        "/ws/google.cloud.aiplatform.v1.GenerativeService/BidiGenerateContent",
        "/locations/here",
        "/v1beta/models",
    ],
)
def test_everything_else(path: str) -> None:
    assert recognise(path) is None


SEGMENT = st.text(alphabet=st.characters(exclude_characters="/", exclude_categories=["Cs"]), min_size=1)


@given(
    prefix=st.lists(SEGMENT), version=st.from_regex(r"v[0-9]\w*", fullmatch=True), slashes=st.integers(1, 4)
)
def test_prefix_version_and_slashes_change_nothing(prefix: list[str], version: str, slashes: int) -> None:
    path = ("/" * slashes).join(["", *prefix, "ws", DEV.format(version)])
    assert recognise(path) == LIVE


@given(st.text())
def test_any_text_gives_a_route_or_none(path: str) -> None:
    route = recognise(path)
    assert route is None or re.search(r"Bidi\w+", path)
