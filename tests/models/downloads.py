"""What tests that add models have in common: refusals as one line, a part file that grows, no sockets."""

from __future__ import annotations

import json
import socket
import time
from pathlib import Path
from typing import Any, NoReturn

import pytest

from dipx.errors import ModelError
from dipx.models.hub import add
from dipx.places import models_dir

WEIGHTS = "pytorch_model.bin"


def error_of(name: str, revision: str | None = None) -> str:
    with pytest.raises(ModelError) as caught:
        add(name, revision)
    message = str(caught.value)
    assert "\n" not in message
    return message


def forbid_sockets(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> NoReturn:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def wait_for_part(minimum: int) -> Path:
    """The weights' part file, once it has grown to ``minimum`` bytes and stopped growing."""
    size = -1
    for _ in range(200):
        parts = list(models_dir().glob(f".adding-*/{WEIGHTS}.part"))
        grown = parts[0].stat().st_size if parts else 0
        if grown >= minimum and grown == size:
            return parts[0]
        size = grown
        time.sleep(0.05)
    raise AssertionError(f"the part stopped at {size} bytes; {json.dumps([str(part) for part in parts])}")
