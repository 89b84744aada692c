"""Does this installation work? Versions, devices, models, and a sentence through each engine."""

from __future__ import annotations

import contextlib
import importlib.metadata
import platform
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NoReturn

from dipx import __version__
from dipx.checks import run_checks
from dipx.engines import load_engine
from dipx.engines.cores import usable_cores
from dipx.engines.devices import pick_device
from dipx.errors import DipxError, how_to_add
from dipx.memory import Memory
from dipx.models import registry
from dipx.models.folder import open_folder, verify
from dipx.models.registry import Listing
from dipx.options import Decoding, EngineOptions
from dipx.places import cache_dir

PACKAGES = ("ctranslate2", "sentencepiece", "transformers", "torch", "huggingface_hub", "typer")
SERVER = ("starlette", "uvicorn", "python-multipart", "prometheus-client")  # the extra serve
GOLDEN = "Le président français a rencontré les 27 ministres à Paris."


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One thing that was looked at; ``ok`` is ``None`` for a plain fact."""

    name: str
    detail: str
    ok: bool | None = None


def examine(options: EngineOptions) -> Iterator[Diagnosis]:
    """Look at everything in turn. A failure is a diagnosis, never an exception."""
    yield Diagnosis("dipx", __version__)
    yield Diagnosis("python", f"{platform.python_version()} on {platform.platform()}")
    for package in PACKAGES:
        yield Diagnosis(package, importlib.metadata.version(package))
    yield _server()
    yield _cloud()
    yield Diagnosis("device", f"{pick_device('auto')}, {usable_cores()} processors usable")
    stats = Memory(cache_dir()).stats()
    yield Diagnosis("memory", f"{stats.path}, {stats.entries} entries")
    for listing in registry.list_models():
        yield _model(listing)
    for engine in ("ct2", "hf"):
        yield _golden(replace(options, engine=engine), cache_dir())


def _server() -> Diagnosis:
    """Whether ``dipx serve`` has what it needs: a fact, since few need it."""
    try:
        found = [f"{package} {importlib.metadata.version(package)}" for package in SERVER]
    except importlib.metadata.PackageNotFoundError as error:
        return Diagnosis("dipx serve", f"not installed ({error.name} is missing): pip install -e '.[serve]'")
    return Diagnosis("dipx serve", ", ".join(found))


def _cloud() -> Diagnosis:
    """Whether ``dipx run`` can read from a bucket: a fact too."""
    try:
        return Diagnosis("object storage", f"obstore {importlib.metadata.version('obstore')}")
    except importlib.metadata.PackageNotFoundError:
        return Diagnosis("object storage", f"not installed (obstore is missing): {how_to_add('cloud')}")


def _model(listing: Listing) -> Diagnosis:
    name = f"model {listing.name}"
    try:
        folder = open_folder(listing.path, listing.name)
    except DipxError as error:
        return Diagnosis(name, str(error), ok=False)
    problems = verify(listing.path)
    detail = "; ".join(problems) or f"digest {folder.weights_digest[:16]}…, every file as published"
    return Diagnosis(name, f"{listing.path}: {detail}", ok=not problems)


def _golden(options: EngineOptions, place: Path) -> Diagnosis:
    """A sentence with a number in it through one engine: English, checked, never the source."""
    started = time.monotonic()
    name = f"engine {options.engine}"
    try:
        target = load_engine(options, place).generate([GOLDEN], Decoding())[0].text
    except (DipxError, ImportError, OSError) as error:
        return Diagnosis(name, str(error), ok=False)
    errors = [finding.message for finding in run_checks(GOLDEN, target) if finding.severity == "error"]
    detail = f"« {GOLDEN} » → “{target}” in {time.monotonic() - started:.1f} s, loading included"
    return Diagnosis(name, "; ".join([detail, *errors]), ok=not errors)


class _BlockedError(OSError):
    """A socket was opened although the run is offline."""


@contextlib.contextmanager
def sockets_blocked() -> Iterator[None]:
    """Within this, making any network connection in this process raises ``OSError``: proof that none is needed."""

    def refuse(*args: Any, **kwargs: Any) -> NoReturn:
        raise _BlockedError("a network connection was tried with sockets blocked")

    originals = {name: getattr(socket.socket, name) for name in ("connect", "connect_ex", "sendto")}
    resolver = socket.getaddrinfo
    try:
        for name in originals:
            setattr(socket.socket, name, refuse)
        socket.getaddrinfo = refuse
        yield
    finally:
        for name, original in originals.items():
            setattr(socket.socket, name, original)
        socket.getaddrinfo = resolver
