from __future__ import annotations

import pytest

from antiphon.session.profiles import base_name, profile_for


@pytest.mark.parametrize(
    "model",
    [
        "gemini-3.8-live",
        "models/gemini-3.8-live",
        "projects/P/locations/L/publishers/google/models/gemini-3.8-live-preview",
        "models/Gemini-3.10-flash-live",
        "gemini-live-4",
        "gemini-4.0-live",
    ],
)
def test_the_newest_family_reports_activity_unasked(model: str) -> None:
    assert profile_for(model).has_voice_activity


@pytest.mark.parametrize(
    "model",
    [
        "models/gemini-2.0-flash-live-001",
        "gemini-2.5-flash-native-audio-preview-09-2025",
        "gemini-3.1-flash-live",
        "gemini-live-2.5-flash",
        "models/gemini-live",
        "my-llama-9.9",
        "",
    ],
)
def test_older_and_foreign_names_report_nothing_unasked(model: str) -> None:
    assert not profile_for(model).has_voice_activity


@pytest.mark.parametrize("model", ["x", "models/x", "publishers/google/models/x", "projects/p/models/x"])
def test_every_form_of_a_name_means_the_same_model(model: str) -> None:
    assert base_name(model) == "x"
