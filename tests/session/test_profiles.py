from __future__ import annotations

import pytest

from antiphon.session.profiles import (
    FAMILIES,
    FOREIGN,
    Behavior,
    Caller,
    Coverage,
    Profile,
    base_name,
    blocks,
    closes_turn,
    profile_for,
)

ADK = Caller(client="google-genai-sdk/3.4.0 gl-python/3.11 google-adk/2.13.0 gl-python/3.11")
LIVEKIT = Caller(client="google-genai-sdk/3.4.0 gl-python/3.11 livekit-agents/1.8.9")


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


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        ("gemini-2.0-flash-live-001", Profile()),
        ("gemini-2.5-flash-native-audio-preview-12-2025", Profile()),
        ("gemini-live-2.5-flash-native-audio", Profile()),
        (
            "gemini-3.1-flash-live-preview",
            Profile(coverage=Coverage.ACTIVITY_AND_ALL_VIDEO, may_seed=True, is_3_live=True),
        ),
        (
            "gemini-3.8-live",
            Profile(
                has_voice_activity=True,
                coverage=Coverage.ACTIVITY_AND_ALL_VIDEO,
                may_seed=True,
                calls_block=False,
                is_3_live=True,
            ),
        ),
        (
            "gemini-3.8-live-extended-thinking",
            Profile(
                has_voice_activity=True,
                has_interaction_status=True,
                coverage=Coverage.ACTIVITY_AND_ALL_VIDEO,
                may_seed=True,
                calls_block=False,
                may_block=False,
                is_3_live=True,
            ),
        ),
        (
            "gemini-3.5-transcribe-live",
            Profile(
                coverage=Coverage.ACTIVITY_AND_ALL_VIDEO, may_seed=True, is_3_live=True, transcribes=True
            ),
        ),
        ("gemini-3.5-live-translate", Profile(coverage=Coverage.ACTIVITY_AND_ALL_VIDEO, may_seed=True)),
        ("gemini-2.5-flash-thinking-live", Profile()),
        ("my-thinking-model", FOREIGN),
        ("llama-3.8-live", FOREIGN),
    ],
)
def test_what_a_name_promises(model: str, expected: Profile) -> None:
    assert profile_for(model) == profile_for(f"models/{model.upper()}") == expected


def test_families_come_in_the_order_of_their_versions_and_the_first_has_everybody() -> None:
    versions = [version for version, _ in FAMILIES]
    assert versions == sorted(versions)
    assert versions[0] == (0, 0)


@pytest.mark.parametrize(
    ("model", "is_3_live"),
    [  # ADK's own test (PROTOCOL 6.6), with which its client decides
        ("gemini-3.1-flash-live-preview", True),
        ("gemini-3.8-live", True),
        ("models/gemini-3.8-live", True),
        ("gemini-3.5-live-translate-preview", False),
        ("gemini-3.8-flash", False),
        ("gemini-2.5-flash-live", False),
        ("gemini-live-3.1", False),
    ],
)
def test_adk_knows_a_call_at_once_by_the_models_name(model: str, *, is_3_live: bool) -> None:
    assert profile_for(model).is_3_live is is_3_live


@pytest.mark.parametrize(
    ("model", "unsaid", "blocking", "non_blocking"),
    [  # 2.x: BLOCKING unless told; 3.1: the same; 3.8: NON_BLOCKING unless told; thinking: never BLOCKING
        ("gemini-2.5-flash-live", True, True, False),
        ("gemini-3.1-flash-live", True, True, False),
        ("gemini-3.8-live", False, True, False),
        ("gemini-3.8-live-extended-thinking", False, False, False),
        ("somebody-elses", True, True, False),
    ],
)
def test_which_functions_block(model: str, *, unsaid: bool, blocking: bool, non_blocking: bool) -> None:
    profile = profile_for(model)
    assert [blocks(profile, behavior) for behavior in Behavior] == [unsaid, blocking, non_blocking]


@pytest.mark.parametrize("caller", [Caller(), LIVEKIT, ADK, Caller(is_vertex=True)])
@pytest.mark.parametrize("model", ["gemini-2.5-flash-live", "gemini-3.1-flash-live", "gemini-3.8-live", "x"])
def test_a_turn_with_a_call_closes_by_the_table(model: str, caller: Caller) -> None:
    """PROTOCOL 8.4, row by row."""
    profile = profile_for(model)
    assert closes_turn(profile, caller, is_blocking=False)
    would_deadlock = caller is ADK and model in {"gemini-2.5-flash-live", "x"}
    assert closes_turn(profile, caller, is_blocking=True) is would_deadlock


def test_callers_are_known_by_what_they_say_of_themselves() -> None:
    assert [(each.is_livekit, each.is_adk) for each in (Caller(), LIVEKIT, ADK)] == [
        (False, False),
        (True, False),
        (False, True),
    ]
