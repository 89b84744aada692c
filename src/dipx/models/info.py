"""What a model folder says of itself: ``model_info.json``, read with tolerance, written whole."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from dipx.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

INFO_FILE = "model_info.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file as it was published: its length in bytes and its SHA-256 in hexadecimal."""

    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class AlignmentHeads:
    """The cross-attention heads that were trained to point at the source word; both count from 0."""

    decoder_layer: int
    heads: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """The facts of ``model_info.json``; a folder without that file has the defaults.

    ``origin`` is a hub name or a sentence, ``revision`` the hub's commit; ``max_source_tokens`` counts
    ``</s>``.
    """

    format: int = FORMAT
    task: str | None = None
    source_lang: str | None = None
    target_lang: str | None = None
    licence: str | None = None
    origin: str | None = None
    revision: str | None = None
    max_source_tokens: int | None = None
    alignment: AlignmentHeads | None = None
    scores: Mapping[str, Any] = field(default_factory=dict)
    files: Mapping[str, FileRecord] = field(default_factory=dict)


def read_info(folder: Path) -> ModelInfo:
    """``folder``'s facts; languages that only its tokenizer knows are taken from there.

    Raises ``ModelError`` when the file is there and is not a JSON object, has values of the wrong kind, or a
    newer format.
    """
    path = folder / INFO_FILE
    raw = json_object(path) if path.is_file() else {}
    try:
        info_format = int(raw.get("format", FORMAT))
        info = _from_json(raw, _languages(folder), info_format)
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise ModelError(f"{path} has a value of the wrong kind ({error!r}); remove or mend that file") from error
    if info_format > FORMAT:
        raise ModelError(f"{path} has format {info_format}; this dipx reads up to {FORMAT}: update dipx")
    return info


def write_info(folder: Path, info: ModelInfo, kept: Mapping[str, Any] | None = None) -> None:
    """Write ``info`` into ``folder``; keys of ``kept`` that ``ModelInfo`` does not know stay as they are."""
    record = dict(kept or {}) | {name: value for name, value in _to_json(info).items() if value not in (None, {})}
    text = json.dumps(record, ensure_ascii=False, indent=1)
    (folder / INFO_FILE).write_text(text + "\n", encoding="utf-8")


def info_as_json(info: ModelInfo) -> dict[str, Any]:
    """All fields as JSON values, for a machine to read."""
    return _to_json(info)


def json_object(path: Path) -> dict[str, Any]:
    """The object in a JSON file. Raises ``ModelError`` when there is none."""
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"{path} cannot be read as JSON: {error}") from error
    if not isinstance(value, dict):
        raise ModelError(f"{path} does not hold a JSON object")
    return value


def _from_json(raw: Mapping[str, Any], languages: tuple[str | None, str | None], info_format: int) -> ModelInfo:
    alignment = raw.get("alignment")
    limit = raw.get("max_source_tokens")
    return ModelInfo(
        format=info_format,
        task=_text(raw, "task"),
        source_lang=_text(raw, "source_lang") or languages[0],
        target_lang=_text(raw, "target_lang") or languages[1],
        licence=_text(raw, "licence"),
        origin=_text(raw, "origin"),
        revision=_text(raw, "revision"),
        max_source_tokens=None if limit is None else int(limit),
        alignment=None
        if alignment is None
        else AlignmentHeads(int(alignment["decoder_layer"]), tuple(int(head) for head in alignment["heads"])),
        scores=dict(raw.get("scores", {})),
        files={
            name: FileRecord(int(record["bytes"]), str(record["sha256"]))
            for name, record in raw.get("files", {}).items()
        },
    )


def _to_json(info: ModelInfo) -> dict[str, Any]:
    alignment = info.alignment
    return {
        "format": info.format,
        "task": info.task,
        "source_lang": info.source_lang,
        "target_lang": info.target_lang,
        "licence": info.licence,
        "origin": info.origin,
        "revision": info.revision,
        "max_source_tokens": info.max_source_tokens,
        "alignment": alignment and {"decoder_layer": alignment.decoder_layer, "heads": list(alignment.heads)},
        "scores": dict(info.scores),
        "files": {name: {"bytes": record.bytes, "sha256": record.sha256} for name, record in info.files.items()},
    }


def _text(raw: Mapping[str, Any], name: str) -> str | None:
    value = raw.get(name)
    if value is not None and not isinstance(value, str):
        raise TypeError(f"{name} is {value!r}")
    return value


def _languages(folder: Path) -> tuple[str | None, str | None]:
    path = folder / "tokenizer_config.json"
    config = json_object(path) if path.is_file() else {}
    return _text(config, "source_lang"), _text(config, "target_lang")
