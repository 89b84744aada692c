"""Downloads that break off, stall or arrive damaged, and disks that fill up."""

from __future__ import annotations

import errno
import os
import shutil
import socket
import subprocess
import sys
import time
from typing import Any, NoReturn

import pytest

from dipx.errors import ModelError
from dipx.models.folder import verify
from dipx.models.hub import add
from dipx.models.registry import resolve
from dipx.places import models_dir
from tests.command import environment
from tests.models.downloads import WEIGHTS, error_of, wait_for_part
from tests.models.hub_server import FakeHub
from tests.models.tiny_marian import REPOSITORY


def test_a_killed_download_goes_on_where_it_stopped(hub: FakeHub) -> None:
    hub.break_after[WEIGHTS], hub.hang = 150_000, True
    script = f"""
import huggingface_hub.constants
huggingface_hub.constants.DOWNLOAD_CHUNK_SIZE = 4096
from dipx.models.hub import add
add({REPOSITORY!r})
"""
    killed = subprocess.Popen([sys.executable, "-c", script], env=environment())
    try:
        assert hub.stalled.wait(30)
        part = wait_for_part(minimum=100_000)
    finally:
        killed.kill()
        killed.wait()
    assert not (models_dir() / "Helsinki-NLP--opus-mt-fr-en").exists()
    with pytest.raises(ModelError, match="is not here"):
        resolve("opus-mt-fr-en")
    had = part.stat().st_size

    folder = add(REPOSITORY)

    assert hub.ranges_of(WEIGHTS) == [None, f"bytes={had}-"]
    assert hub.ranges_of("config.json") == [None]
    assert verify(folder.path) == []


def test_a_dropped_line_is_taken_up_again(hub: FakeHub) -> None:
    hub.break_after[WEIGHTS] = 150_000

    folder = add(REPOSITORY)

    first, second = hub.ranges_of(WEIGHTS)
    assert first is None
    assert second is not None and int(second.removeprefix("bytes=").rstrip("-")) >= 100_000
    assert verify(folder.path) == []


def test_a_line_that_stays_broken_is_one_sentence_and_keeps_what_came(hub: FakeHub) -> None:
    hub.break_after[WEIGHTS], hub.once = 150_000, False

    message = error_of(REPOSITORY)

    assert "broke off" in message and "run the same command again" in message
    assert wait_for_part(minimum=100_000)


def test_an_unreachable_hub_is_one_sentence(hub: FakeHub, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{unused.getsockname()[1]}")
        started = time.monotonic()
        message = error_of(REPOSITORY)

    assert "127.0.0.1:" in message and "cannot be reached" in message and "dipx models add FOLDER" in message
    assert time.monotonic() - started < 5
    assert not models_dir().exists()


@pytest.mark.parametrize("file", [WEIGHTS, "config.json"])  # one by SHA-256, one by git's blob id
def test_damaged_bytes_are_refused_and_fetched_again(hub: FakeHub, file: str) -> None:
    hub.corrupt = {file}
    assert f"{file} of '{REPOSITORY}' arrived damaged" in error_of(REPOSITORY)

    hub.corrupt = set()
    assert verify(add(REPOSITORY).path) == []


def test_a_disk_too_small_is_told_before_the_download(hub: FakeHub, monkeypatch: pytest.MonkeyPatch) -> None:
    full = shutil.disk_usage("/")._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: full)

    assert "No space left" in error_of(REPOSITORY)
    assert hub.ranges_of(WEIGHTS) == []


def test_a_disk_that_fills_up_is_told(hub: FakeHub, monkeypatch: pytest.MonkeyPatch) -> None:
    def fill_up(*_: Any, **__: Any) -> NoReturn:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("huggingface_hub.file_download.http_get", fill_up)

    assert "No space left" in error_of(REPOSITORY)


def test_what_a_killed_conversion_left_is_not_taken_for_weights(hub: FakeHub) -> None:
    hub.break_after[WEIGHTS], hub.once = 150_000, False
    error_of(REPOSITORY)
    stage = wait_for_part(minimum=100_000).parent
    for name in ("model.safetensors.made", ".model.safetensors.tmp"):
        (stage / name).write_bytes(b"half")
    stranger = stage.with_name(stage.name.replace("@", "-tiny@"))
    stranger.mkdir()
    hub.break_after.clear()

    folder = add(REPOSITORY)
    assert verify(folder.path) == []
    assert {file.suffix for file in folder.path.iterdir()} == {".json", ".spm", ".safetensors", ".md"}
    assert stranger.is_dir()  # another model's, still to be resumed
