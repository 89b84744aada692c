"""Where a name leads: a path, a bundled model, the user's models, the hub's cache; never the network."""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from dipx.errors import ModelError
from dipx.models.folder import ModelFolder, check_folder, open_folder
from dipx.models.info import ModelInfo, read_info
from dipx.places import models_dir

if TYPE_CHECKING:
    from collections.abc import Iterator

SEPARATOR = "--"
"""Stands for the slash of a hub name in a folder's name, as in the hub's own cache."""

Place = Literal["bundled", "user"]


@dataclass(frozen=True, slots=True)
class Listing:
    """A model that is here; ``problem`` says why it would not load, if it would not."""

    name: str
    place: Place
    path: Path
    bytes: int
    info: ModelInfo
    problem: str | None = None


def bundled_dir() -> Path:
    """The models that come with dipx: inside the installed package, or in the checkout beside ``src``."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "bundled"
    return installed if installed.is_dir() else package.parent.parent / "models"


def hub_cache_dir() -> Path:
    """huggingface_hub's cache, found by its documented variables without importing it.

    https://huggingface.co/docs/huggingface_hub/package_reference/environment_variables
    """
    for variable in ("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE"):
        if os.environ.get(variable):
            return Path(os.environ[variable]).expanduser()
    home = os.environ.get("HF_HOME")
    if not home:
        home = os.path.join(os.environ.get("XDG_CACHE_HOME") or "~/.cache", "huggingface")  # noqa: PTH118 - may hold ~
    return Path(home).expanduser() / "hub"


def folder_name(model: str) -> str:
    """The name of a model's folder in the user's directory: ``a/b`` is kept as ``a--b``."""
    return model.replace("/", SEPARATOR)


def model_name(folder: str) -> str:
    """The model's name from its folder's: the inverse of ``folder_name``."""
    return folder.replace(SEPARATOR, "/", 1)


def resolve(name: str) -> ModelFolder:
    """The model that ``name`` means on this machine.

    A full hub name and its last part both find what was added. Raises ``ModelError`` when there is none (the
    message lists what was tried), when two have that name, or when the one found is damaged.
    """
    path = Path(name).expanduser()
    if (path / "config.json").is_file() or _is_path(name):
        return open_folder(path, path.resolve().name)
    tried = [f"the path {path}"]
    for place, directory in (("bundled models", bundled_dir()), ("your models", models_dir())):
        found = _named(directory, name)
        if found is not None:
            return open_folder(found, model_name(found.name))
        tried.append(f"{place} in {directory}")
    incomplete = ""
    for repository, snapshot in _snapshots(name):
        try:
            return open_folder(snapshot, repository)
        except ModelError as error:
            incomplete = f" (not usable: {error})"
    tried.append(f"the hub cache in {hub_cache_dir()}{incomplete}")
    raise ModelError(f"Model '{name}' is not here. Tried: {'; '.join(tried)}. {_advice(name)}")


def list_models() -> list[Listing]:
    """The bundled models, then the user's, each in order of name; damaged ones say so."""
    places: tuple[tuple[Place, Path], ...] = (("bundled", bundled_dir()), ("user", models_dir()))
    return [_listing(place, folder) for place, directory in places for folder in _folders(directory)]


def remove(name: str) -> Path:
    """Delete the user's model ``name`` and return where it was.

    Raises ``ModelError`` when it is bundled or not the user's.
    """
    folder = _named(models_dir(), name)
    if folder is None:
        if _named(bundled_dir(), name) is not None:
            raise ModelError(f"Model '{name}' comes with dipx and cannot be removed")
        raise ModelError(f"Model '{name}' is not among your models in {models_dir()}. See: dipx models list")
    # Renamed first, so that a kill half way leaves no half model under its name.
    grave = Path(tempfile.mkdtemp(prefix=".removed-", dir=folder.parent))
    folder.rename(grave / folder.name)
    shutil.rmtree(grave)
    return folder


def _is_path(name: str) -> bool:
    return name.startswith((".", "/", "~")) or name.count("/") > 1


def _folders(directory: Path) -> list[Path]:
    if not directory.is_dir():
        return []
    return sorted(path for path in directory.iterdir() if path.is_dir() and not path.name.startswith("."))


def _named(directory: Path, name: str) -> Path | None:
    """The one folder of ``directory`` that has this name, or whose hub name ends with it."""
    wanted = folder_name(name)
    found = [path for path in _folders(directory) if path.name == wanted]
    if not found:
        found = [path for path in _folders(directory) if path.name.endswith(SEPARATOR + wanted)]
    if len(found) > 1:
        names = ", ".join(model_name(path.name) for path in found)
        raise ModelError(f"'{name}' is the name of several models; give one in full: {names}")
    return found[0] if found else None


def _snapshots(name: str) -> Iterator[tuple[str, Path]]:
    """(repository, snapshot of its main branch) in the hub's cache, for each repository with this name.

    Its layout is documented: https://huggingface.co/docs/huggingface_hub/guides/manage-cache
    """
    wanted = folder_name(name)
    for repository in _folders(hub_cache_dir()):
        kind, _, full = repository.name.partition(SEPARATOR)
        reference = repository / "refs" / "main"
        if kind == "models" and (full == wanted or full.endswith(SEPARATOR + wanted)) and reference.is_file():
            commit = reference.read_text(encoding="utf-8").strip()
            if (repository / "snapshots" / commit).is_dir():
                yield model_name(full), repository / "snapshots" / commit


def _advice(name: str) -> str:
    # opus-mt-… is always Helsinki-NLP's, and the hub knows it by its full name only.
    full = f"Helsinki-NLP/{name}" if name.startswith("opus-mt-") else name
    return f"Add it with: dipx models add {full}"


def _listing(place: Place, folder: Path) -> Listing:
    info, problem = ModelInfo(), None
    try:
        info = read_info(folder)
        check_folder(folder)
    except ModelError as error:
        problem = str(error)
    size = sum(file.stat().st_size for file in folder.iterdir() if file.is_file())
    return Listing(model_name(folder.name), place, folder, size, info, problem)
