import pytest
from starlette.testclient import TestClient

from antiphon.config import load
from antiphon.server.app import create_app
from server.conftest import Echo


def client(**given: object) -> TestClient:
    app = create_app(load(**given), Echo())
    return TestClient(app, base_url="http://localhost:8765", raise_server_exceptions=False)


PREFLIGHT = {
    "Origin": "http://localhost:5173",
    "Access-Control-Request-Method": "POST",
    "Access-Control-Request-Headers": "x-goog-api-key",
    "Access-Control-Request-Private-Network": "true",
}


def test_preflight() -> None:
    answer = client().options("/v1beta/models", headers=PREFLIGHT)
    assert answer.status_code == 204
    assert answer.headers["access-control-allow-origin"] == "http://localhost:5173"
    assert answer.headers["access-control-allow-methods"] == "GET, POST, OPTIONS"
    assert set(answer.headers["access-control-allow-headers"].split(", ")) == {
        *("content-type", "x-goog-api-key", "x-goog-api-client", "authorization"),
    }
    assert answer.headers["access-control-allow-private-network"] == "true"
    assert answer.headers["vary"] == "Origin"


def test_preflight_of_a_stranger() -> None:
    answer = client().options("/v1beta/models", headers={**PREFLIGHT, "Origin": "https://evil.example"})
    assert answer.status_code == 403
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize("path", ["/v1/models", "/healthz", "/nothing"])
def test_answers_are_shared_with_admitted_pages(path: str) -> None:
    answer = client(allow_origin=("https://app.example",)).get(
        path, headers={"Origin": "https://app.example"}
    )
    assert answer.headers["access-control-allow-origin"] == "https://app.example"
    assert answer.headers["vary"] == "Origin"
    assert "access-control-allow-origin" not in client().get(path).headers


def test_hosts_that_are_not_ours() -> None:
    answer = client().get("/v1/models", headers={"Host": "evil.example"})
    assert (answer.status_code, answer.json()["error"]["status"]) == (403, "PERMISSION_DENIED")


def test_a_crash_shows_no_cause(monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object) -> None:
        raise RuntimeError("the secret cause")

    monkeypatch.setattr("antiphon.server.rest.model_path", crash)
    answer = client().get("/v1/models")
    assert (answer.status_code, answer.json()["error"]["message"]) == (500, "Internal error encountered.")


def test_lifespan_of_other_servers() -> None:
    with client() as http:
        assert http.get("/healthz").status_code == 200


@pytest.mark.parametrize("path", ["/", "/page/about", "/v1/models/<b>x", "/nothing", "/healthz"])
def test_nothing_is_taken_for_what_it_is_not(path: str) -> None:
    assert client().get(path).headers["x-content-type-options"] == "nosniff"
