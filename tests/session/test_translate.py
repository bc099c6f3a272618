from __future__ import annotations

import json
from typing import Any

import pytest

from antiphon.errors import PeerError
from antiphon.session.detection import MAX_PREFIX_MS, MAX_SILENCE_MS
from antiphon.session.translate import (
    MAX_LANGUAGES,
    audio_part,
    entries,
    terms_for,
    text_part,
    voice_activity,
)
from antiphon.talk import Listening, Modality, Role, Said, Sampling
from antiphon.turns.activity import ActivityConfig, Sensitivity
from antiphon.turns.endpointing import Patience
from antiphon.wire.codec import decode, encode
from antiphon.wire.messages import ServerMessage
from antiphon.wire.setup import Setup
from antiphon.wire.types import ActivityType, Blob, Content, Part
from kit import setup


def read(**members: Any) -> Setup:
    message = decode(json.dumps({"setup": {"model": "models/x", **members}})).message
    assert isinstance(message, Setup)
    return message


def test_a_minimal_setup_means_speech_with_detection_and_without_transcripts() -> None:
    terms = terms_for(read())
    assert terms.prompt.modality is Modality.AUDIO
    assert terms.activity == ActivityConfig()
    assert terms.interrupts
    assert not terms.transcribes_input
    assert not terms.transcribes_output
    assert not terms.reports_activity


def test_a_rich_setup_reaches_the_engine() -> None:
    prompt = terms_for(
        read(
            systemInstruction={"parts": [{"text": "One."}, {"text": "Two."}]},
            generationConfig={
                "responseModalities": ["TEXT"],
                "temperature": 0.1,
                "topP": 0.2,
                "topK": 3.0,
                "maxOutputTokens": "4",
                "seed": 5,
                "stopSequences": ["6"],
                "presencePenalty": 0.7,
                "frequencyPenalty": 0.8,
                "speechConfig": {
                    "languageCode": "de-DE",
                    "voiceConfig": {"prebuiltVoiceConfig": {"voiceName": "Puck"}},
                },
            },
        )
    ).prompt
    assert prompt.system == "One.\n\nTwo."
    assert prompt.modality is Modality.TEXT
    assert (prompt.voice, prompt.language) == ("Puck", "de-DE")
    assert prompt.sampling == Sampling(0.1, 0.2, 3, 4, 5, ("6",), 0.7, 0.8)
    assert prompt.history == ()


def test_the_newer_free_form_voice_is_read() -> None:
    config = {"speechConfig": {"voiceConfig": {"voice": "custom"}}}
    assert terms_for(read(generationConfig=config)).prompt.voice == "custom"


@pytest.mark.parametrize(
    ("asked", "modality"),
    [
        ([], Modality.AUDIO),
        (["MODALITY_UNSPECIFIED"], Modality.AUDIO),
        (["AUDIO"], Modality.AUDIO),
        (["text"], Modality.TEXT),
    ],
)
def test_modalities(asked: list[str], modality: Modality) -> None:
    terms = terms_for(read(generationConfig={"responseModalities": asked}))
    assert terms.prompt.modality is modality


@pytest.mark.parametrize(
    ("members", "listening"),
    [
        ({}, Listening()),
        ({"inputAudioTranscription": {}}, Listening()),
        ({"antiphon": {}}, Listening()),
        ({"antiphon": {"interimTranscripts": True, "later": 1}}, Listening(interims=True)),
        ({"antiphon": {"interim_transcripts": False}}, Listening()),
        ({"model": "gemini-3.5-transcribe-live"}, Listening()),
        ({"model": "gemini-3.5-transcribe-live", "inputAudioTranscription": {}}, Listening(interims=True)),
        ({"inputAudioTranscription": {"languageCodes": ["de", "en"]}}, Listening(languages=("de", "en"))),
        (
            {"inputAudioTranscription": {"languageHints": {"languageCodes": ["fr-FR"]}}},
            Listening(languages=("fr-FR",)),
        ),
        ({"generationConfig": {"speechConfig": {"languageCode": "it-IT"}}}, Listening(languages=("it-IT",))),
        (
            {
                "generationConfig": {"speechConfig": {"languageCode": "it-IT"}},
                "inputAudioTranscription": {"languageCodes": ["en-US"]},
            },
            Listening(languages=("en-US",)),
        ),
    ],
)
def test_how_the_caller_is_listened_to(members: dict[str, Any], listening: Listening) -> None:
    assert terms_for(read(**members)).listening == listening


def test_only_so_many_languages_are_heeded() -> None:
    codes = [f"x-{number}" for number in range(MAX_LANGUAGES + 9)]
    assert terms_for(read(inputAudioTranscription={"languageCodes": codes})).listening.languages == tuple(
        codes[:MAX_LANGUAGES]
    )


@pytest.mark.parametrize("asked", [["TEXT", "AUDIO"], ["VIDEO"], ["AUDIO", "IMAGE"]])
def test_modalities_that_cannot_be_had_are_refused_by_name(asked: list[str]) -> None:
    with pytest.raises(PeerError, match=rf"\({', '.join(sorted(asked))}\)") as refusal:
        terms_for(read(generationConfig={"responseModalities": asked}))
    assert refusal.value.close_code == 1007


@pytest.mark.parametrize(
    ("asked", "handle", "is_resumable"),
    [(None, None, False), ({}, None, True), ({"handle": ""}, None, True), ({"handle": "h"}, "h", True)],
)
def test_an_empty_handle_asks_for_a_new_session(
    asked: dict[str, str] | None, handle: str | None, is_resumable: bool
) -> None:
    terms = terms_for(read(sessionResumption=asked))
    assert (terms.handle, terms.is_resumable, terms.is_lasting) == (handle, is_resumable, is_resumable)


@pytest.mark.parametrize(
    ("detection", "expected"),
    [
        (
            {"startOfSpeechSensitivity": "LOW"},
            ActivityConfig(sensitivity=Sensitivity(0.7, 0.55), prefix_ms=128),
        ),
        (
            {"endOfSpeechSensitivity": "LOW"},
            ActivityConfig(sensitivity=Sensitivity(0.5, 0.2), silence_ms=800, patience=Patience(320, 1_200)),
        ),
        ({"startOfSpeechSensitivity": "HIGH"}, ActivityConfig(sensitivity=Sensitivity(0.5, 0.35))),
        ({"silenceDurationMs": 900}, ActivityConfig(silence_ms=900, patience=None)),
        ({"silenceDurationMs": 50}, ActivityConfig(silence_ms=50, pause_ms=50, patience=None)),
        ({"silenceDurationMs": -1}, ActivityConfig(silence_ms=0, pause_ms=0, patience=None)),
        ({"silenceDurationMs": 10**9}, ActivityConfig(silence_ms=MAX_SILENCE_MS, patience=None)),
        ({"prefixPaddingMs": 0}, ActivityConfig(prefix_ms=0)),
        ({"prefixPaddingMs": 500}, ActivityConfig(prefix_ms=500, preroll_ms=500)),
        (
            {"prefixPaddingMs": 10**9},
            ActivityConfig(prefix_ms=MAX_PREFIX_MS, preroll_ms=MAX_PREFIX_MS),
        ),
    ],
)
def test_the_callers_numbers_are_taken_within_bounds(detection: dict[str, Any], expected: object) -> None:
    terms = terms_for(read(realtimeInputConfig={"automaticActivityDetection": detection}))
    assert terms.activity == expected


def test_who_declares_activity_is_not_listened_for_it() -> None:
    assert terms_for(setup(disabled=True)).activity is None


def test_no_interruption_is_agreed_to() -> None:
    assert not terms_for(read(realtimeInputConfig={"activityHandling": "NO_INTERRUPTION"})).interrupts
    assert terms_for(
        read(realtimeInputConfig={"activityHandling": "START_OF_ACTIVITY_INTERRUPTS"})
    ).interrupts


def test_activity_is_reported_to_who_asks_or_expects_it() -> None:
    assert terms_for(read(explicitVadSignal=True)).reports_activity
    assert terms_for(read(model="models/gemini-3.8-live")).reports_activity


@pytest.mark.parametrize(
    ("role", "expected"),
    [("user", Role.USER), (None, Role.USER), ("system", Role.SYSTEM), ("model", Role.MODEL)],
)
def test_content_is_said_by_somebody(role: str | None, expected: Role) -> None:
    parts = (
        Part(text="a"),
        Part(inline_data=Blob(data=b"x", mime_type="image/png")),
        Part(text="hidden", thought=True),
        Part(text="b"),
    )
    assert entries(Content(role=role, parts=parts)) == [Said(expected, "a\n\nb")]


@pytest.mark.parametrize(
    ("message", "frame"),
    [
        (text_part("hi"), '{"serverContent":{"modelTurn":{"role":"model","parts":[{"text":"hi"}]}}}'),
        (
            audio_part(b"\x01\x02"),
            '{"serverContent":{"modelTurn":{"role":"model","parts":[{"inlineData":{"data":"AQI=","mimeType":"audio/pcm;rate=24000"}}]}}}',
        ),
        (
            voice_activity(ActivityType.START, 0.16),
            '{"serverContent":{},"voiceActivity":{"type":"ACTIVITY_START","audioOffset":"0.160s"}}',
        ),
    ],
)
def test_what_we_say_is_spelled_as_the_service_spells_it(message: ServerMessage, frame: str) -> None:
    assert encode(message) == frame
