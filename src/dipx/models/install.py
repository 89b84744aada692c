"""Putting a model among the user's: prepared in a hidden folder beside its place, checked, then renamed."""

from __future__ import annotations

import errno
import json
import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from dipx.digests import file_digest
from dipx.errors import ModelError
from dipx.files import locked
from dipx.models.folder import (
    MARIAN_FILES,
    PICKLED_WEIGHTS,
    TOKENIZERS,
    WEIGHTS,
    ModelFolder,
    check_folder,
    open_folder,
    read_config,
)
from dipx.models.info import INFO_FILE, FileRecord, ModelInfo, read_info, write_info
from dipx.models.pickled import to_safetensors
from dipx.models.registry import SEPARATOR, bundled_dir, folder_name, model_name
from dipx.places import models_dir

if TYPE_CHECKING:
    from collections.abc import Iterator


SMALL_FILES = frozenset(
    {
        *MARIAN_FILES,
        *TOKENIZERS,
        "generation_config.json",
        "tokenizer_config.json",
        "special_tokens_map.json",
        "merges.txt",
        "README.md",
        INFO_FILE,
    }
) - {WEIGHTS}
"""What of a repository or folder is taken besides the weights; nothing else is."""

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def add_folder(path: Path) -> ModelFolder:
    """Copy the model folder at ``path`` among the user's models, its weights made safetensors if need be.

    Raises ``ModelError`` when it is not a model folder, is damaged, or its name is taken.
    """
    config = read_config(path)
    if not (path / PICKLED_WEIGHTS).is_file() or (path / WEIGHTS).is_file():
        check_folder(path)
    name = _name_of(path)
    if (models_dir() / folder_name(name)).exists():
        raise ModelError(f"You have a model '{name}' already. Remove it first: dipx models rm {name}")
    weights = WEIGHTS if (path / WEIGHTS).is_file() else PICKLED_WEIGHTS
    names = [file for file in sorted(SMALL_FILES | {weights}) if (path / file).is_file()]
    with staged(name, "copy") as stage:
        for old in stage.iterdir():  # of a copy that was cut off, maybe of another folder
            old.unlink()
        require_space(sum((path / file).stat().st_size for file in names) * (2 if weights != WEIGHTS else 1))
        for file in names:
            shutil.copyfile(path / file, stage / file)
        info = read_info(path)
        return publish(
            stage, name, replace(info, origin=info.origin or f"{config['model_type']}, from {path.resolve()}")
        )


@contextmanager
def staged(name: str, tag: str) -> Iterator[Path]:
    """The hidden folder where model ``name`` is prepared; it stays when the work is cut off, to be resumed.

    Raises ``ModelError`` when the name is a bundled model's, another process prepares it, or the disk is
    full or read-only.
    """
    if (bundled_dir() / folder_name(name)).is_dir():
        raise ModelError(f"'{name}' is the name of a model that comes with dipx; rename the folder, then add it")
    root = models_dir()
    hidden = f".adding-{folder_name(name)}"
    try:
        with locked(root / f"{hidden}.lock", wait=False):
            stage = root / f"{hidden}@{tag}"
            for other in root.glob(f"{hidden}@*"):
                if other != stage and other.name.rpartition("@")[0] == hidden:  # an older revision's
                    shutil.rmtree(other, ignore_errors=True)
            stage.mkdir(exist_ok=True)
            yield stage
    except BlockingIOError as error:
        raise ModelError(f"Another dipx is adding '{name}'; wait for it to end") from error
    except OSError as error:
        if error.errno in _FULL:
            raise ModelError(
                f"No space left for '{name}' in {root}; free some and run the same command again"
            ) from error
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise ModelError(f"{root} cannot be written; set DIPX_MODELS_DIR to a folder that can") from error
        raise ModelError(f"'{name}' cannot be added to {root}: {error}") from error


def require_space(needed: int) -> None:
    """Raise ``ModelError`` unless ``needed`` more bytes fit where the user's models are."""
    free = shutil.disk_usage(models_dir()).free
    if free < needed:
        raise ModelError(f"No space left in {models_dir()}: {needed / 1e6:.0f} MB needed, {free / 1e6:.0f} MB free")


def publish(stage: Path, name: str, info: ModelInfo) -> ModelFolder:
    """Make the prepared folder safetensors, checked and described, and give it its name.

    Raises ``ModelError`` when it does not prove a whole model; it then is deleted.
    """
    try:
        if (stage / PICKLED_WEIGHTS).is_file():
            made = stage / f"{WEIGHTS}.made"  # renamed when whole: a kill while it is written must not show
            to_safetensors(stage / PICKLED_WEIGHTS, made)
            made.rename(stage / WEIGHTS)
        for file in stage.iterdir():
            if file.name not in SMALL_FILES | {WEIGHTS}:  # the pickle, and what a killed process left
                file.unlink()
        check_folder(stage)
    except ModelError:
        shutil.rmtree(stage, ignore_errors=True)
        raise
    described = stage / INFO_FILE
    kept = json.loads(described.read_text(encoding="utf-8")) if described.is_file() else {}
    write_info(stage, replace(info, files=_records(stage)), kept)
    target = models_dir() / folder_name(name)
    grave = Path(tempfile.mkdtemp(prefix=".replaced-", dir=target.parent))
    if target.exists():
        target.rename(grave / target.name)
    stage.rename(target)
    shutil.rmtree(grave)
    return open_folder(target, name)


def _records(folder: Path) -> dict[str, FileRecord]:
    files = (file for file in sorted(folder.iterdir()) if file.name not in (INFO_FILE, "README.md"))
    return {file.name: FileRecord(file.stat().st_size, file_digest(file)) for file in files}


def _name_of(path: Path) -> str:
    """The folder's name; in the hub's cache (``models--A--B/snapshots/COMMIT``) its repository's."""
    whole = path.resolve()
    if whole.parent.name == "snapshots" and whole.parent.parent.name.startswith(f"models{SEPARATOR}"):
        return model_name(whole.parent.parent.name.removeprefix(f"models{SEPARATOR}"))
    return model_name(whole.name)
