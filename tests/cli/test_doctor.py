"""``dipx doctor``, which opens no socket when it is told so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command import dipx


def test_doctor_offline(bundled_cache: Path) -> None:
    result = dipx("doctor", "--offline", "--json")
    found = {entry["name"]: entry for entry in json.loads(result.stdout)}
    assert found["engine ct2"]["ok"]
    assert found["engine hf"]["ok"]
    assert found["model marian-fr-en"]["ok"]
    assert "obstore" in found["object storage"]["detail"], "a fact, there or not"
    assert result.returncode == 0


def test_a_socket_is_refused_when_blocked() -> None:
    import socket

    from dipx.doctor import sockets_blocked

    with sockets_blocked(), pytest.raises(OSError, match="blocked"):
        socket.create_connection(("127.0.0.1", 9))
    assert socket.getaddrinfo("127.0.0.1", 9)
