"""A model folder on disk: is it whole, is it of a kind that runs, are its bytes those that were published."""

from __future__ import annotations

import hashlib
import json
import struct
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from dipx.ahead import begin
from dipx.digests import digests, file_digest, known_digests
from dipx.errors import ModelError
from dipx.models.info import INFO_FILE, ModelInfo, read_info

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

WEIGHTS = "model.safetensors"
PICKLED_WEIGHTS = "pytorch_model.bin"
MARIAN_FILES = ("config.json", WEIGHTS, "source.spm", "target.spm", "vocab.json")
TOKENIZERS = ("tokenizer.json", "spiece.model", "sentencepiece.bpe.model", "vocab.json")
"""Any one of these will do for a model that is not Marian."""

ARCHITECTURES = frozenset({"marian", "bart", "mbart", "m2m_100", "pegasus", "t5", "led"})
"""``model_type`` of the encoder-decoders that transformers runs, and CTranslate2 but for LED."""

_DIGESTED = (
    *(*MARIAN_FILES, "tokenizer.json", "spiece.model", "sentencepiece.bpe.model", "merges.txt"),
    *("generation_config.json", "tokenizer_config.json"),
)
_LARGEST_HEADER = 100_000_000  # the safetensors format's own limit
_DEFAULT_POSITIONS = 512


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """A folder that was found whole. ``weights_digest`` covers all that decides the output, settings too.

    ``max_source_tokens`` and ``max_target_tokens`` count pieces with ``</s>``.
    """

    path: Path
    name: str
    info: ModelInfo
    model_type: str
    max_source_tokens: int
    max_target_tokens: int
    _digest: Future[str] = field(compare=False, repr=False)

    @property
    def weights_digest(self) -> str:
        """SHA-256; waited for where it is not known yet. Raises ``OSError`` when the files cannot be read any more."""
        return self._digest.result()


def open_folder(path: Path, name: str | None = None) -> ModelFolder:
    """The folder at ``path``, checked; a digest that is not remembered is made beside what comes next.

    Raises ``ModelError`` when it is not there, lacks a file, has a damaged configuration or weights file,
    or is of a kind that no engine runs.
    """
    config = check_folder(path)
    info = read_info(path)
    positions = _positions(config, "encoder")
    return ModelFolder(
        path=path,
        name=name or path.name,
        info=info,
        model_type=config["model_type"],
        max_source_tokens=min(info.max_source_tokens or positions, positions),
        max_target_tokens=_positions(config, "decoder"),
        _digest=_weights_digest(path),
    )


def check_folder(path: Path) -> dict[str, Any]:
    """``config.json`` of the folder at ``path``, once the folder proves whole; no weights are read.

    Raises ``ModelError`` as ``open_folder`` does.
    """
    if not path.is_dir():
        raise ModelError(f"There is no model folder at {path}")
    config = read_config(path)
    if not (path / WEIGHTS).is_file() and (path / PICKLED_WEIGHTS).is_file():
        raise ModelError(
            f"{path} holds only {PICKLED_WEIGHTS}, and dipx loads safetensors. Convert it with: dipx models add {path}"
        )
    missing = missing_files(path, config["model_type"])
    if missing:
        raise ModelError(f"{path} lacks {', '.join(missing)}; put the files there, or fetch the model again")
    _check_weights(path / WEIGHTS)
    return config


def read_config(path: Path) -> dict[str, Any]:
    """``config.json`` of the folder at ``path``, of an architecture that dipx runs; else ``ModelError``."""
    file = path / "config.json"
    if not file.is_file():
        raise ModelError(f"{path} is not a model folder: it has no config.json")
    try:
        config = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"{file} cannot be read as JSON ({error}); fetch the model again") from error
    kind = config.get("model_type") if isinstance(config, dict) else None
    if kind not in ARCHITECTURES:
        known = ", ".join(sorted(ARCHITECTURES))
        raise ModelError(f"{file} is of architecture {kind!r}, which dipx does not run; it runs: {known}")
    return dict(config)


def missing_files(path: Path, model_type: str) -> list[str]:
    """The names of the files that a folder of this kind must have and ``path`` has not."""
    needed = MARIAN_FILES if model_type == "marian" else ("config.json", WEIGHTS)
    missing = [name for name in needed if not (path / name).is_file()]
    if model_type != "marian" and not any((path / name).is_file() for name in TOKENIZERS):
        missing.append(f"a tokenizer ({' or '.join(TOKENIZERS)})")
    return missing


def verify(folder: Path) -> list[str]:
    """What differs between the files in ``folder`` and its ``model_info.json``, one sentence each."""
    info = read_info(folder)
    if not info.files:
        return [f"{folder}: {INFO_FILE} records no checksums, so nothing can be compared"]
    problems = []
    for name, record in info.files.items():
        file = folder / name
        if not file.is_file():
            problems.append(f"{file}: missing")
        elif (size := file.stat().st_size) != record.bytes:
            problems.append(f"{file}: {size} bytes, not {record.bytes}")
        elif file_digest(file) != record.sha256:
            problems.append(f"{file}: SHA-256 differs from {INFO_FILE}")
    return problems


def _positions(config: dict[str, Any], side: str) -> int:
    """How many tokens one side takes; only LED's two differ."""
    names = (f"max_{side}_position_embeddings", "max_position_embeddings", "n_positions")
    return int(next((config[name] for name in names if config.get(name)), _DEFAULT_POSITIONS))


def _weights_digest(path: Path) -> Future[str]:
    """Of the bytes themselves: what ``model_info.json`` says of them is a claim, not a fact."""
    files = [path / name for name in _DIGESTED if (path / name).is_file()]
    if (known := known_digests(files)) is None:
        return begin(lambda: _digest_of(files, digests(files)))
    done: Future[str] = Future()
    done.set_result(_digest_of(files, known))
    return done


def _digest_of(files: Sequence[Path], digests: Sequence[str]) -> str:
    digest = hashlib.sha256()
    for file, its in zip(files, digests, strict=True):
        digest.update(f"{file.name} {its}\n".encode())
    return digest.hexdigest()


def _check_weights(file: Path) -> None:
    """Compare the header's promise with the file's length: finds a cut download without reading it all.

    Layout (https://huggingface.co/docs/safetensors): 8 bytes of header length, JSON header, buffer.
    """
    size = file.stat().st_size
    try:
        with file.open("rb") as stream:
            (length,) = struct.unpack("<Q", stream.read(8))
            if length > min(size - 8, _LARGEST_HEADER):
                raise ValueError(f"a header of {length} bytes in a file of {size}")
            header = json.loads(stream.read(length))
        ends = [entry["data_offsets"][1] for name, entry in header.items() if name != "__metadata__"]
        expected = 8 + length + max(ends)
    except (struct.error, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise ModelError(f"{file} is not a safetensors file or is damaged ({error}); fetch it again") from error
    if expected != size:
        state = "cut short" if size < expected else "too long"
        raise ModelError(f"{file} is {state}: {size} bytes, its header promises {expected}; fetch the model again")
