import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from antiphon.config import load
from antiphon.server.app import create_app
from antiphon.server.rest import ModelPath, model_path
from server.conftest import Echo

NAMES = 15


def client(*, echo: Echo | None = None, **given_: object) -> TestClient:
    app = create_app(load(**given_), echo or Echo())
    return TestClient(app, base_url="http://localhost:8765")


@pytest.mark.parametrize("path", ["/v1beta/models", "/v1/models", "/gemini/v1beta//models/", "/models"])
def test_list(path: str) -> None:
    answer = client().get(path).json()
    assert len(answer["models"]) == NAMES
    assert answer["nextPageToken"] == ""
    first = answer["models"][0]
    assert first["name"] == "models/gemini-3.8-live"
    assert first["supportedGenerationMethods"] == ["bidiGenerateContent"]
    assert set(first) == {
        *("name", "version", "displayName", "description", "inputTokenLimit", "outputTokenLimit"),
        *("supportedGenerationMethods", "temperature", "topP", "topK", "maxTemperature", "thinking"),
    }


def test_pages_join_to_the_list() -> None:
    names, token = [], ""
    while True:
        answer = client().get("/v1/models", params={"pageSize": 4, "pageToken": token}).json()
        assert len(answer["models"]) <= 4
        names += [model["name"] for model in answer["models"]]
        if not (token := answer["nextPageToken"]):
            break
    assert len(set(names)) == len(names) == NAMES


@pytest.mark.parametrize("query", ["pageSize=x", "pageToken=x", "pageSize=-1", "pageToken=-1"])
def test_bad_pages(query: str) -> None:
    answer = client().get(f"/v1/models?{query}")
    assert answer.status_code == 400
    assert answer.json()["error"]["status"] == "INVALID_ARGUMENT"


@pytest.mark.parametrize(
    ("path", "name", "title"),
    [
        ("/v1beta/models/gemini-3.8-live", "models/gemini-3.8-live", "Gemini 3.8 Live"),
        ("/v1beta/models/anything%20else", "models/anything else", "anything else"),
        (
            "/v1beta1/projects/p/locations/l/publishers/google/models/gemini-live-2.5-flash",
            "publishers/google/models/gemini-live-2.5-flash",
            "Gemini Live 2.5 Flash",
        ),
    ],
)
def test_get(path: str, name: str, title: str) -> None:
    answer = client().get(path).json()
    assert (answer["name"], answer["displayName"]) == (name, title)


def test_vertex_lists_under_its_own_key() -> None:
    answer = client().get("/v1beta1/publishers/google/models").json()
    assert answer["publisherModels"][0]["name"] == "publishers/google/models/gemini-3.8-live"


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/nothing"),
        ("POST", "/v1beta"),
        ("GET", "/v1beta/nothing"),
        ("GET", "/v1beta/models/x:generateContent"),
        ("POST", "/v1beta/models/x:countTokens"),
        ("POST", "/v1beta/models"),
    ],
)
def test_unknown(method: str, path: str) -> None:
    answer = client().request(method, path)
    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == 404
    assert answer.json()["error"]["status"] == "NOT_FOUND"


def test_keys() -> None:
    guarded = client(api_keys=("secret",))
    assert guarded.get("/v1/models", headers={"x-goog-api-key": "secret"}).status_code == 200
    wrong = guarded.get("/v1/models?key=wrong")
    assert (wrong.status_code, wrong.json()["error"]["status"]) == (400, "INVALID_ARGUMENT")
    assert wrong.json()["error"]["details"][0]["reason"] == "API_KEY_INVALID"
    missing = guarded.get("/v1/models/x")
    assert (missing.status_code, missing.json()["error"]["status"]) == (403, "PERMISSION_DENIED")
    assert guarded.get("/healthz").status_code == 200


def test_health_and_readiness() -> None:
    echo = Echo()
    app = create_app(load(), echo)
    http = TestClient(app, base_url="http://localhost:8765")
    assert (http.get("/healthz").status_code, http.get("/readyz").status_code) == (200, 200)
    echo.is_ready = False
    assert (http.get("/healthz").status_code, http.get("/readyz").status_code) == (200, 503)
    echo.is_ready = True
    app.is_draining = True
    assert (http.get("/healthz").status_code, http.get("/readyz").status_code) == (200, 503)


@given(
    prefix=st.text(alphabet=st.characters(exclude_categories=["Cs"])),
    name=st.from_regex(r"[^/:]+", fullmatch=True),
)
def test_any_prefix(prefix: str, name: str) -> None:
    assert model_path(f"/{prefix}/v1/models/{name}") == ModelPath(name)
