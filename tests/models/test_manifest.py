from __future__ import annotations

import re

import pytest

from antiphon.models import manifest
from antiphon.models.manifest import DEFAULT, MODELS, Model


def test_the_default_set() -> None:
    assert [model.name for model in DEFAULT] == [
        "silero-vad",
        "smart-turn-v3.2",
        "moonshine-tiny-en",
        "smollm2-135m-instruct",
        "minilm-l6-v2",
    ]
    assert {name: model.name for name, model in MODELS.items()} == {
        model.name: model.name for model in DEFAULT
    }


@pytest.mark.parametrize("model", MODELS.values(), ids=lambda model: model.name)
def test_every_pin_is_whole(model: Model) -> None:
    for sha256 in (model.carrier.sha256, *(file.sha256 for file in model.files)):
        assert re.fullmatch("[0-9a-f]{64}", sha256)
    assert model.size_bytes == sum(file.size_bytes for file in model.files) > 0
    assert model.purpose
    assert model.licence in {"MIT", "BSD-2-Clause", "Apache-2.0"}


@pytest.mark.parametrize("model", MODELS.values(), ids=lambda model: model.name)
def test_no_two_files_of_a_model_share_a_name(model: Model) -> None:
    names = [file.name for file in model.files]
    assert len(set(names)) == len(names)
    assert not any("/" in name or name.startswith(".") for name in names)


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


def test_a_version_is_its_carriers() -> None:
    assert MODELS["silero-vad"].version == "1.14.0"
    assert str(manifest.PIPECAT) == "pipecat-ai 1.14.0"


def test_two_models_share_a_carrier() -> None:
    assert MODELS["silero-vad"].carrier is MODELS["smart-turn-v3.2"].carrier
    assert len({model.carrier for model in DEFAULT}) == 4
