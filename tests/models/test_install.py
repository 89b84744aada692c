"""Models come in from folders and pickles, and two at once are kept apart."""

from __future__ import annotations

import pickle
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from dipx.errors import ModelError, UsageError
from dipx.files import locked
from dipx.models.folder import open_folder, verify
from dipx.models.hub import add
from dipx.models.registry import resolve
from dipx.places import models_dir
from tests.command import environment
from tests.models.downloads import WEIGHTS, error_of, forbid_sockets
from tests.models.hub_server import COMMIT, FakeHub
from tests.models.tiny_marian import REPOSITORY


def test_a_pickle_that_runs_code_is_not_run(hub: FakeHub, tmp_path: Path) -> None:
    (hub.folder / WEIGHTS).write_bytes(pickle.dumps(_Trap(tmp_path / "ran")))

    assert "was not loaded" in error_of(REPOSITORY)
    assert not (tmp_path / "ran").exists()


def test_a_disk_that_fills_up_while_the_weights_are_rewritten_is_told(pickled: Path, tmp_path: Path) -> None:
    script = f"""
import errno, resource
from pathlib import Path
from dipx.models.pickled import to_safetensors
resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
try:
    to_safetensors(Path({str(pickled / WEIGHTS)!r}), Path({str(tmp_path / "made")!r}))
except OSError as error:
    assert error.errno == errno.EFBIG, error
else:
    raise AssertionError("200 kB were written where 50 fit")
"""
    subprocess.run([sys.executable, "-c", script], env=environment(), check=True)
    assert not (tmp_path / "made").exists()


def test_two_at_once_are_kept_apart(hub: FakeHub) -> None:
    with locked(models_dir() / ".adding-Helsinki-NLP--opus-mt-fr-en.lock"):
        assert "Another dipx is adding" in error_of(REPOSITORY)
    assert add(REPOSITORY).name == REPOSITORY


def test_a_folder_is_copied_and_made_safetensors(pickled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    forbid_sockets(monkeypatch)
    with pytest.raises(ModelError, match=f"dipx models add {pickled}"):
        open_folder(pickled)

    folder = add(str(pickled))

    assert folder == resolve("opus-mt-fr-en")
    assert (pickled / WEIGHTS).is_file() and not (folder.path / WEIGHTS).exists()
    assert folder.info.origin is not None and str(pickled) in folder.info.origin
    assert verify(folder.path) == []
    assert "already" in error_of(str(pickled))


def test_a_snapshot_of_the_hub_cache_has_its_repository_name(pickled: Path, tmp_path: Path) -> None:
    snapshot = tmp_path / "hub" / "models--Helsinki-NLP--opus-mt-fr-en" / "snapshots" / COMMIT
    shutil.copytree(pickled, snapshot)

    assert add(str(snapshot)).name == REPOSITORY


def test_bad_arguments_are_refused(pickled: Path, tmp_path: Path) -> None:
    assert "neither a folder nor a hub name" in error_of("no/such/folder")
    assert "cannot be a name on the hub" in error_of("owner/name.git")
    assert "no config.json" in error_of(str(tmp_path))
    with pytest.raises(UsageError, match="--revision"):
        add(str(pickled), revision="main")
    taken = shutil.copytree(pickled, tmp_path / "marian-fr-en")
    assert "comes with dipx" in error_of(str(taken))


class _Trap:
    """Unpickled by a careless reader, it leaves a file behind."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.touch, (self._path,)
