"""Further models that somebody with a network pulls by name. Plain data, like the manifest.

Sizes and hashes are those that other public projects pin for the same file at the same commit. Where nobody
publishes a sha256, none stands here.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from antiphon.models.manifest import DEFAULT, File, Hub, Model, Site, Use

SEVERAL: Final = "many"

PIPER: Final = Hub("rhasspy/piper-voices", "c10ece1aade47bb51c153c893d14e5bf8e5b7117")
WHISPER: Final = Hub("ggerganov/whisper.cpp", "5359861c739e955e79d9a303bcbc70fb988958b1")
# The release before this one has other contents under the same names.
KOKORO: Final = Site(
    "https://github.com/thewh1teagle/kokoro-onnx/releases/download/model-files-v1.1", "model-files-v1.1"
)

_LANGUAGE_MODELS: Final = (
    Model(
        "smollm2-360m-instruct",
        "language model, Q8_0",
        "English",
        "Apache-2.0",
        "SmolLM2, by Hugging Face",
        Hub("HuggingFaceTB/SmolLM2-360M-Instruct-GGUF", "593b5a2e04c8f3e4ee880263f93e0bd2901ad47f"),
        (
            File(
                "smollm2-360m-instruct-q8_0.gguf",
                "48ab3034d0dd401fbc721eb1df3217902fee7dab9078992d66431f09b7750201",
                386_404_992,
            ),
        ),
        Use.GGUF,
    ),
    Model(
        "qwen2.5-0.5b-instruct",
        "language model, Q4_K_M",
        SEVERAL,
        "Apache-2.0",
        "Qwen2.5, by Alibaba Cloud",
        Hub("Qwen/Qwen2.5-0.5B-Instruct-GGUF", "9217f5db79a29953eb74d5343926648285ec7e67"),
        (
            File(
                "qwen2.5-0.5b-instruct-q4_k_m.gguf",
                "74a4da8c9fdbcd15bd1f6d01d621410d31c6fc00986f5eb687824e7b93d7a9db",
                491_400_032,
            ),
        ),
        Use.GGUF,
    ),
    Model(
        "smollm2-1.7b-instruct",
        "language model, Q4_K_M",
        "English",
        "Apache-2.0",
        "SmolLM2, by Hugging Face; file by bartowski",
        Hub("bartowski/SmolLM2-1.7B-Instruct-GGUF", "0f0ce936387870522d587f83d01d404e9d726b33"),
        (
            File(
                "SmolLM2-1.7B-Instruct-Q4_K_M.gguf",
                "77665ea4815999596525c636fbeb56ba8b080b46ae85efef4f0d986a139834d7",
                1_055_609_824,
            ),
        ),
        Use.GGUF,
    ),
    Model(
        "qwen2.5-1.5b-instruct",
        "language model, Q4_K_M",
        SEVERAL,
        "Apache-2.0",
        "Qwen2.5, by Alibaba Cloud",
        Hub("Qwen/Qwen2.5-1.5B-Instruct-GGUF", "91cad51170dc346986eccefdc2dd33a9da36ead9"),
        (
            File(
                "qwen2.5-1.5b-instruct-q4_k_m.gguf",
                "6a1a2eb6d15622bf3c96857206351ba97e1af16c30d7a74ee38970e434e9407e",
                1_117_320_736,
            ),
        ),
        Use.GGUF,
    ),
    Model(
        "qwen3-4b-instruct-2507",
        "language model, Q4_K_M",
        SEVERAL,
        "Apache-2.0",
        "Qwen3, by Alibaba Cloud; file by Unsloth",
        Hub("unsloth/Qwen3-4B-Instruct-2507-GGUF", "a06e946bb6b655725eafa393f4a9745d460374c9"),
        (
            File(
                "Qwen3-4B-Instruct-2507-Q4_K_M.gguf",
                "3605803b982cb64aead44f6c1b2ae36e3acdb41d8e46c8a94c6533bc4c67e597",
                2_497_281_120,
            ),
        ),
        Use.GGUF,
    ),
)


def _moonshine(name: str, language: str, licence: str, *sizes: int) -> Model:
    """One of the recognisers whose files have the form of the default one's; only their sizes are published."""
    code = name.rpartition("-")[2]
    members = ("encoder_model.ort", "decoder_model_merged.ort", "tokenizer.bin")
    return Model(
        name,
        "speech recognition",
        language,
        licence,
        "Moonshine, by Moonshine AI",
        Site(f"https://download.moonshine.ai/model/base-{code}/quantized/base-{code}", "quantized"),
        tuple(File(member, None, size) for member, size in zip(members, sizes, strict=True)),
        Use.LATER,
    )


_COMMUNITY: Final = "LicenseRef-Moonshine-Community"

_RECOGNISERS: Final = (
    _moonshine("moonshine-base-en", "English", "MIT", 31_326_816, 109_424_400, 249_974),
    _moonshine("moonshine-base-es", "Spanish", _COMMUNITY, 20_964_320, 43_612_200, 241_639),
    _moonshine("moonshine-base-ja", "Japanese", _COMMUNITY, 31_326_816, 109_424_424, 249_974),
    _moonshine("moonshine-base-zh", "Chinese", _COMMUNITY, 31_326_816, 109_424_520, 249_974),
    Model(
        "whisper-base",
        "speech recognition, Q5_1",
        SEVERAL,
        "MIT",
        "Whisper, by OpenAI; file by whisper.cpp",
        WHISPER,
        (
            File(
                "ggml-base-q5_1.bin",
                "422f1ae452ade6f30a004d7e5c6a43195e4433bc370bf23fac9cc591f01a8898",
                59_707_625,
            ),
        ),
        Use.SERVER,
    ),
    Model(
        "whisper-small",
        "speech recognition, Q5_1",
        SEVERAL,
        "MIT",
        "Whisper, by OpenAI; file by whisper.cpp",
        WHISPER,
        (
            File(
                "ggml-small-q5_1.bin",
                "ae85e4a935d7a567bd102fe55afc16bb595bdb618e11b2fc7591bc08120411bb",
                190_085_487,
            ),
        ),
        Use.SERVER,
    ),
    Model(
        "whisper-large-v3-turbo",
        "speech recognition, Q5_0",
        SEVERAL,
        "MIT",
        "Whisper, by OpenAI; file by whisper.cpp",
        WHISPER,
        (
            File(
                "ggml-large-v3-turbo-q5_0.bin",
                "394221709cd5ad1f40c46e6031ca61bce88931e6e088c188294c6d5a55ffa7e2",
                574_041_195,
            ),
        ),
        Use.SERVER,
    ),
)

_VOICES: Final = (
    Model(
        "kokoro-82m",
        "54 voices, int8",
        "English and 7 more",
        "Apache-2.0",
        "Kokoro, by hexgrad; files by kokoro-onnx",
        KOKORO,
        (
            File(
                "kokoro-v1.0.int8.onnx",
                "ae315a79b623f244700e4afb9246c46a26066782e049ba174bf3ba433970ee9c",
                114_119_327,
            ),
            File(
                "voices-v1.0.bin",
                "bca610b8308e8d99f32e6fe4197e7ec01679264efed0cac9140fe9c29f1fbf7d",
                28_214_398,
            ),
        ),
        Use.SERVER,
    ),
    Model(
        "piper-de-thorsten",
        "voice",
        "German",
        "CC0-1.0",
        "Piper voices, by Rhasspy; Thorsten-Voice",
        PIPER,
        (
            File(
                "de/de_DE/thorsten/medium/de_DE-thorsten-medium.onnx",
                "7e64762d8e5118bb578f2eea6207e1a35a8e0c30595010b666f983fc87bb7819",
                63_201_294,
            ),
            File(
                "de/de_DE/thorsten/medium/de_DE-thorsten-medium.onnx.json",
                "974adee790533adb273a1ac88f49027d2a1b8f0f2cf4905954a4791e79264e85",
                4_819,
            ),
        ),
        Use.SERVER,
    ),
    Model(
        "piper-fr-siwis",
        "voice",
        "French",
        "CC-BY-4.0",
        "Piper voices, by Rhasspy; SIWIS",
        PIPER,
        (
            File(
                "fr/fr_FR/siwis/medium/fr_FR-siwis-medium.onnx",
                "641d1ab097da2b81128c076810edb052b385decc8be3381814802a64a73baf99",
                63_201_294,
            ),
            File(
                "fr/fr_FR/siwis/medium/fr_FR-siwis-medium.onnx.json",
                "39479916c2db192b5ac9764daddd0c744d83e023ad890c6976c0633ae4df8959",
                4_875,
            ),
        ),
        Use.SERVER,
    ),
)

CATALOGUE: Final[tuple[Model, ...]] = (*_LANGUAGE_MODELS, *_RECOGNISERS, *_VOICES)
"""Sorted by kind, and within a kind by size or language."""

MODELS: Final[Mapping[str, Model]] = MappingProxyType({model.name: model for model in (*DEFAULT, *CATALOGUE)})
"""Every model we know, by name."""
