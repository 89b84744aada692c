"""A model folder in CTranslate2's own form, made once in the user's cache, keyed by the weights' digest."""

from __future__ import annotations

import atexit
import json
import logging
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from dipx.digests import digests, file_digest
from dipx.errors import ModelError, UsageError
from dipx.files import locked
from dipx.models import ModelFolder

log = logging.getLogger(__name__)

CONVERTER_VERSION = 2
"""Part of the cache's key: raise it when the same folder would be converted to something else."""

COMPUTE_TYPES = frozenset(
    {"int8", "int8_float32", "int8_float16", "int8_bfloat16", "int16", "float16", "bfloat16", "float32"}
)
_STAMP = "dipx.json"


def converted(folder: ModelFolder, compute_type: str, cache_dir: Path) -> Path:
    """The CTranslate2 model directory for ``folder``; converted on first use (about 2.4 s,
    3 s for an opus-mt model), found and checked afterwards.

    ``compute_type`` is one of CTranslate2's; ``auto`` and ``default`` mean int8. Several processes may ask at
    once: one converts, the others wait. A conversion that was cut off or damaged is made again.
    Raises ``UsageError`` for an unknown compute type, ``ModelError`` when the folder cannot be converted.
    """
    quantization = "int8" if compute_type in ("auto", "default") else compute_type
    if quantization not in COMPUTE_TYPES:
        raise UsageError(f"Unknown compute type '{compute_type}'; use one of: {', '.join(sorted(COMPUTE_TYPES))}")
    key = f"{folder.weights_digest[:32]}-{quantization}-{CONVERTER_VERSION}{_alignment_key(folder)}"
    target = cache_dir / "ct2" / key
    if _is_whole(target):
        return target
    try:
        return _converted_once(folder, quantization, target)
    except OSError as error:
        log.warning("the converted model cannot be kept in %s (%s): each run makes it anew.", target.parent, error)
    try:
        return _converted_once(folder, quantization, Path(_passing()) / key)
    except OSError as error:
        raise ModelError(f"The converted model cannot be written to a temporary folder either: {error}") from error


def _converted_once(folder: ModelFolder, quantization: str, target: Path) -> Path:
    with locked(target.parent / f"{target.name}.lock"):
        if not _is_whole(target):  # another process may have made it while this one waited
            _make(folder, quantization, target)
    return target


@cache
def _passing() -> str:
    """A folder of this process alone, gone with it."""
    folder = tempfile.mkdtemp(prefix="dipx-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _alignment_key(folder: ModelFolder) -> str:
    """The heads come from ``model_info.json``, which the weights' digest does not cover."""
    alignment = folder.info.alignment
    return f"-a{alignment.decoder_layer}.{'.'.join(map(str, alignment.heads))}" if alignment else ""


def _make(folder: ModelFolder, quantization: str, target: Path) -> None:
    """Convert beside ``target`` and rename, so that no reader ever sees half a model."""
    for leftover in target.parent.glob(f".{target.name}@*"):  # of a killed process: we hold the lock
        shutil.rmtree(leftover, ignore_errors=True)
    scratch = Path(tempfile.mkdtemp(prefix=f".{target.name}@", dir=target.parent))
    try:
        made = scratch / "made"
        made.mkdir()
        _convert(folder, quantization, made)
        _write_stamp(made)
        if target.exists():  # a damaged one
            target.rename(scratch / "damaged")
        made.rename(target)
    except (ValueError, TypeError, LookupError, AttributeError, RuntimeError) as error:  # the library's too
        hint = "" if folder.model_type == "marian" else "; --engine hf runs it as it is"
        raise ModelError(f"{folder.path} cannot be converted for CTranslate2: {error!r}{hint}") from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _convert(folder: ModelFolder, quantization: str, output: Path) -> None:
    if folder.model_type == "marian":
        from dipx.engines.marian_spec import marian_spec

        spec = marian_spec(folder.path, folder.info.alignment)
        spec.validate()
        spec.optimize(quantization=quantization)
        spec.save(str(output))
        return
    # The library's converter knows every other architecture; it imports transformers (4 s).
    from ctranslate2.converters import TransformersConverter

    class Converter(TransformersConverter):  # type: ignore[misc] # the library has no types
        def load_model(self, *args: Any, **kwargs: Any) -> Any:
            """transformers 5 ties T5's embeddings always, which CTranslate2 takes for scaled outputs (T5 1.0 only)."""
            model = super().load_model(*args, **kwargs)
            if folder.model_type == "t5":
                model.config.tie_word_embeddings = model.config.scale_decoder_outputs
            return model

    Converter(str(folder.path)).convert(str(output), quantization=quantization, force=True)


def _write_stamp(directory: Path) -> None:
    """Last of all: lengths and digests, so that a later run can tell a whole model from a damaged one."""
    files = {file.name: [file.stat().st_size, file_digest(file)] for file in sorted(directory.iterdir())}
    (directory / _STAMP).write_text(json.dumps(files), encoding="utf-8")


def _is_whole(directory: Path) -> bool:
    try:
        files: dict[str, Any] = json.loads((directory / _STAMP).read_text(encoding="utf-8"))
        paths = [directory / name for name in files]
        sizes, wanted = zip(*files.values(), strict=True)
        return (
            "model.bin" in files
            and [path.stat().st_size for path in paths] == list(sizes)
            and digests(paths) == list(wanted)
        )
    except (OSError, ValueError, TypeError, AttributeError):
        return False
