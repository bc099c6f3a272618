import asyncio
from pathlib import Path

import numpy as np
import pytest

from antiphon.engines.brain.embeddings import WIDTH, MiniLM, Vectors, read_safetensors
from antiphon.errors import ModelError


def embedded(directory: Path, *texts: str) -> Vectors:
    async def scenario() -> Vectors:
        model = MiniLM(directory)
        try:
            await model.start()
            again = await model.embed(texts)
            assert np.array_equal(again, await model.embed(texts))
            return again
        finally:
            await model.aclose()
            await model.aclose()

    return asyncio.run(scenario())


def test_what_means_the_same_is_alike(model_files: dict[str, Path]) -> None:
    rows = embedded(
        model_files["minilm-l6-v2"],
        "A man is eating food.",
        "Somebody is having a meal.",
        "The stock market fell.",
        "",
        "word " * 5000,
    )
    assert rows.shape == (5, WIDTH)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert rows[0] @ rows[1] > 0.5
    assert rows[0] @ rows[2] < 0.2


def test_padding_changes_nothing(model_files: dict[str, Path]) -> None:
    alone = embedded(model_files["minilm-l6-v2"], "A short one.")
    beside = embedded(
        model_files["minilm-l6-v2"], "A short one.", "And one that is a good deal longer than the other."
    )
    assert np.allclose(alone[0], beside[0], atol=1e-5)


def test_a_missing_model_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="models pull"):
        embedded(tmp_path, "x")


def test_a_file_of_tensors(tmp_path: Path) -> None:
    header = b'{"bert.a":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]},"__metadata__":{}}'
    header += b" " * (-len(header) % 8)
    data = np.array([1, 2], np.float32).tobytes()
    (tmp_path / "m").write_bytes(len(header).to_bytes(8, "little") + header + data)
    tensors = read_safetensors(tmp_path / "m")
    assert {name: tensor.tolist() for name, tensor in tensors.items()} == {"a": [[1.0], [2.0]]}
