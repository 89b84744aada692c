"""An S3 server of this machine, for tests: moto's, in a process that ends with the test."""

from __future__ import annotations

import contextlib
import logging
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dipx import storage

ENVIRONMENT = {"AWS_ACCESS_KEY_ID": "a-key-id", "AWS_SECRET_ACCESS_KEY": "very-secret", "AWS_REGION": "us-east-1"}


@contextlib.contextmanager
def server() -> Iterator[str]:
    """Its address."""
    from moto.server import ThreadedMotoServer

    logging.getLogger("werkzeug").setLevel(logging.CRITICAL)
    made = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    made.start()
    try:
        yield f"http://127.0.0.1:{made.get_host_and_port()[1]}"
    finally:
        made.stop()


def make_bucket(endpoint: str, name: str) -> Path:
    with urllib.request.urlopen(urllib.request.Request(f"{endpoint}/{name}", method="PUT")):
        return Path(f"s3://{name}")


def upload(folder: Path, where: Path) -> Path:
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            storage.put(where / file.relative_to(folder), file.read_bytes())
    return where


def objects(where: Path, *, hidden: bool = False) -> dict[str, bytes]:
    """What is below an address; without the journal and the leases."""
    found = {one.path.relative_to(where): one.path for one in storage.listing(where)}
    return {
        relative.as_posix(): storage.get(path)
        for relative, path in found.items()
        if hidden or not relative.as_posix().startswith(".")
    }


def told(records: Any) -> str:
    return "\n".join(record.getMessage() for record in records)
