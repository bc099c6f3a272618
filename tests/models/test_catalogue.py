"""The default set and the catalogue: plain data, looked at for slips of the pen."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest

from antiphon.models import manifest, web
from antiphon.models.catalogue import CATALOGUE, MODELS
from antiphon.models.manifest import DEFAULT, Carrier, Hub, Model, Site, Use

EVERY = pytest.mark.parametrize("model", MODELS.values(), ids=lambda model: model.name)
LICENCES = {
    "Apache-2.0",
    "BSD-2-Clause",
    "CC-BY-4.0",
    "CC0-1.0",
    "LicenseRef-Moonshine-Community",
    "MIT",
}


def test_the_default_set() -> None:
    assert [model.name for model in DEFAULT] == [
        "silero-vad",
        "smart-turn-v3.2",
        "moonshine-tiny-en",
        "smollm2-135m-instruct",
        "minilm-l6-v2",
    ]
    assert all(isinstance(model.source, Carrier) and model.use is Use.DEFAULT for model in DEFAULT)
    assert {model.licence for model in DEFAULT} <= {"MIT", "BSD-2-Clause", "Apache-2.0"}


def test_every_name_is_known_once() -> None:
    assert list(MODELS) == [model.name for model in (*DEFAULT, *CATALOGUE)]
    assert all(re.fullmatch(r"[a-z0-9.-]+", name) for name in MODELS)


@EVERY
def test_every_pin_is_whole(model: Model) -> None:
    pins = [file.sha256 for file in model.files if file.sha256]
    if isinstance(model.source, Carrier):
        assert len(pins) == len(model.files)
        pins.append(model.source.sha256)
    assert all(re.fullmatch("[0-9a-f]{64}", pin) for pin in pins)
    assert len(set(pins)) == len(pins)
    assert all(file.size_bytes > 0 for file in model.files)
    assert model.size_bytes == sum(file.size_bytes for file in model.files)
    assert model.purpose
    assert model.languages
    assert model.origin
    assert model.licence in LICENCES
    assert re.fullmatch(r"[A-Za-z0-9.-]+", model.version)


@EVERY
def test_no_two_files_of_a_model_share_a_name(model: Model) -> None:
    names = [file.name for file in model.files]
    assert len(set(names)) == len(names)
    assert not any("/" in name or name.startswith(".") for name in names)


@pytest.mark.parametrize("model", CATALOGUE, ids=lambda model: model.name)
def test_what_is_not_in_a_wheel_has_an_https_place(model: Model) -> None:
    assert model.use is not Use.DEFAULT
    source = model.source
    assert isinstance(source, Hub | Site)
    if isinstance(source, Hub):
        assert re.fullmatch("[0-9a-f]{40}", source.revision)  # a branch would move
    for file in model.files:
        place = urlsplit(web.url_of(source, file.member))
        assert place.scheme == "https"
        assert place.path.endswith(f"/{file.name}")


def test_what_the_server_can_load_is_one_gguf() -> None:
    ours = [model for model in CATALOGUE if model.use is Use.GGUF]
    assert len(ours) >= 4
    for model in ours:
        assert [file.name.endswith(".gguf") for file in model.files] == [True]
        assert model.files[0].sha256 is not None


def test_the_catalogue_has_each_kind() -> None:
    purposes = " ".join(model.purpose for model in CATALOGUE)
    for kind in ("language model", "speech recognition", "voice"):
        assert kind in purposes


def test_file_names_are_those_in_the_wheel() -> None:
    assert {file.name for model in DEFAULT for file in model.files} >= {
        "silero_vad.onnx",
        "smart-turn-v3.2-cpu.onnx",
        "encoder_model.ort",
        "decoder_model_merged.ort",
        "tokenizer.bin",
        "SmolLM2-135M-Instruct.Q4_1.gguf",
        "model.safetensors",
        "vocab.txt",
    }


def test_a_version_is_its_sources() -> None:
    assert MODELS["silero-vad"].version == "1.14.0"
    assert str(manifest.PIPECAT) == "pipecat-ai 1.14.0"
    assert str(MODELS["qwen2.5-0.5b-instruct"].source) == "Qwen/Qwen2.5-0.5B-Instruct-GGUF 9217f5d"
    assert str(MODELS["moonshine-base-en"].source) == "download.moonshine.ai quantized"


def test_two_models_share_a_carrier() -> None:
    assert MODELS["silero-vad"].source is MODELS["smart-turn-v3.2"].source
    assert len({model.source for model in DEFAULT}) == 4
