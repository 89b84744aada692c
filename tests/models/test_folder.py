"""Model folders: what is wrong with one is said, its digest is of its bytes, checksums are held against it."""

from __future__ import annotations

import hashlib
import shutil
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dipx.errors import ModelError
from dipx.models.folder import open_folder, verify
from dipx.models.info import AlignmentHeads, FileRecord, ModelInfo, write_info
from dipx.models.registry import resolve


def test_the_bundled_model_is_whole_and_described() -> None:
    folder = resolve("marian-fr-en")
    info = folder.info

    assert verify(folder.path) == []
    assert (info.task, info.source_lang, info.target_lang) == ("translation", "fr", "en")
    assert info.licence and info.origin and info.scores
    assert set(info.files) == {file.name for file in folder.path.iterdir()} - {"model_info.json", "README.md"}
    assert info.alignment == AlignmentHeads(decoder_layer=1, heads=(0, 1, 2, 3))
    assert (folder.max_source_tokens, folder.max_target_tokens) == (512, 512)


def _cut(file: Path, by: int) -> None:
    file.write_bytes(file.read_bytes()[:-by])


def _remove(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).unlink()


def _header(folder: Path, length: int, rest: bytes) -> None:
    (folder / "model.safetensors").write_bytes(struct.pack("<Q", length) + rest)


DAMAGES: dict[str, tuple[Callable[[Path], Any], str]] = {
    "no folder": (shutil.rmtree, "There is no model folder"),
    "no config": (lambda f: _remove(f, "config.json"), "no config.json"),
    "config not JSON": (lambda f: (f / "config.json").write_text("{"), "cannot be read as JSON"),
    "config a list": (lambda f: (f / "config.json").write_text("[]"), "does not run; it runs: .*marian"),
    "other architecture": (lambda f: (f / "config.json").write_text('{"model_type": "bert"}'), "'bert'"),
    "no pieces": (lambda f: _remove(f, "source.spm"), "lacks source.spm"),
    "no weights, no vocabulary": (
        lambda f: _remove(f, "model.safetensors", "vocab.json"),
        "lacks model.safetensors, vocab.json",
    ),
    "only a pickle": (
        lambda f: (f / "model.safetensors").rename(f / "pytorch_model.bin"),
        "Convert it with: dipx models add",
    ),
    "weights cut short": (lambda f: _cut(f / "model.safetensors", 100), "cut short"),
    "weights cut in their header": (lambda f: _header(f, 1000, b"{"), "damaged"),
    "weights empty": (lambda f: (f / "model.safetensors").write_bytes(b""), "damaged"),
    "weights too long": (lambda f: (f / "model.safetensors").open("ab").write(b"x"), "too long"),
    "an HTML page as weights": (
        lambda f: (f / "model.safetensors").write_text("<!doctype html><html>not found</html>"),
        "not a safetensors file",
    ),
    "a header that is no JSON": (lambda f: _header(f, 4, b"abcd"), "not a safetensors file"),
    "a header without offsets": (lambda f: _header(f, 10, b'{"a": {}} '), "not a safetensors file"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_named_with_its_place(tiny: Path, damage: str) -> None:
    harm, words = DAMAGES[damage]
    harm(tiny)
    with pytest.raises(ModelError, match=words) as caught:
        open_folder(tiny)
    assert str(tiny) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_digest_is_of_the_bytes_and_of_nothing_else(tiny: Path) -> None:
    before = open_folder(tiny).weights_digest
    write_info(tiny, ModelInfo(files={"model.safetensors": FileRecord(1, "a lie")}))
    (tiny / "README.md").write_text("other words", encoding="utf-8")
    assert open_folder(tiny).weights_digest == before

    for name in (
        "config.json",
        "generation_config.json",
        *("vocab.json", "source.spm", "target.spm", "model.safetensors"),
    ):
        original = (tiny / name).read_bytes()
        (tiny / name).write_bytes(
            original[:-1] + bytes([original[-1] ^ 1]) if not name.endswith("json") else original + b"\n"
        )
        assert open_folder(tiny).weights_digest != before, name
        (tiny / name).write_bytes(original)


def test_verify_names_each_difference(tiny: Path) -> None:
    assert "records no checksums" in verify(tiny)[0]
    files = {
        file.name: FileRecord(file.stat().st_size, hashlib.sha256(file.read_bytes()).hexdigest())
        for file in tiny.iterdir()
    }
    write_info(tiny, ModelInfo(files=files))
    assert verify(tiny) == []

    (tiny / "source.spm").unlink()
    _cut(tiny / "target.spm", 1)
    (tiny / "README.md").write_bytes(b"x" * files["README.md"].bytes)
    problems = "\n".join(verify(tiny))
    assert len(verify(tiny)) == 3
    for words in ("source.spm: missing", "target.spm: ", "README.md: SHA-256 differs"):
        assert words in problems
