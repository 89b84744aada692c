"""Objects in a bucket: ``s3://``, ``gs://``, ``az://`` and ``file://`` listed, read and written through obstore.

The one place that knows the library, which is imported when the first such address is met. An address is a ``Path``
like everything that a run is given, so that names are made in one way: ``s3://bucket/a`` is ``Path("s3:/bucket/a")``.
Credentials come from where the clouds' own tools look for them, are in no address, and are told to nobody.
"""

from __future__ import annotations

import configparser
import contextlib
import functools
import os
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from dipx.errors import DipxError, InputError, UsageError, how_to_add

SCHEMES = ("s3:", "gs:", "az:", "file:")
RETRIES = 6  # some ten seconds in all: more than a bad moment, less than a night
BLOCK = 8 << 20  # bytes of an object in memory while it is copied


class StorageError(DipxError):
    """A bucket cannot be reached, or does not let us: another object would fare no better."""


class ConflictError(Exception):
    """There is such an object already, or it is another one than was seen."""


@dataclass(frozen=True, slots=True)
class Listed:
    """An object: its size in bytes, the ETag of these bytes, when they were put there, in seconds since 1970 by the
    bucket's clock, and the version, where the bucket counts them."""

    path: Path
    size: int
    tag: str
    time: float
    version: str | None = None


def is_remote(path: Path) -> bool:
    """Whether a path is the address of objects."""
    return path.parts[:1] != () and path.parts[0] in SCHEMES


def named(path: Path) -> str:
    """The path as people write it."""
    if not is_remote(path):
        return str(path)
    return f"{path.parts[0]}//{'/' if path.parts[0] == 'file:' else ''}{'/'.join(path.parts[1:])}"


def head(path: Path) -> Listed | None:
    """What is known of an object; ``None`` where there is none."""
    store, key = _at(path)
    if not key:
        return None
    with _told(path):
        try:
            return _listed(path, _library().head(store, key))
        except FileNotFoundError as error:
            _refuse_no_bucket(path, error)
            return None


def listing(path: Path) -> Iterator[Listed]:
    """The objects below an address, in the order of their names as paths."""
    store, key = _at(path)
    root = Path(*path.parts[:1]) if path.parts[0] == "file:" else Path(*path.parts[:2])
    with _told(path):
        found = [_listed(root / one["path"], one) for some in _library().list(store, key or None) for one in some]
    yield from sorted(found, key=lambda one: one.path.parts)


def get(path: Path) -> bytes:
    """An object's bytes. Raises ``InputError`` where there is none."""
    store, key = _at(path)
    with _told(path), _there(path):
        return bytes(_library().get(store, key).bytes())


def put(path: Path, raw: bytes | Path, mode: Any = "overwrite") -> str:
    """Put bytes, or those of a local file, which are there whole or not at all; their ETag.

    Raises ``InputError`` for a name that no bucket holds.
    """
    store, key = _at(path)
    with _told(path):
        try:
            return _tag(path, _library().put(store, key, raw, mode=mode)["e_tag"])
        except (_errors().AlreadyExistsError, _errors().PreconditionError) as error:
            raise ConflictError from error
        except ValueError as error:
            raise InputError(f"{named(path)!r} cannot be written: no object may have such a name.") from error


def put_new(path: Path, raw: bytes | Path) -> str:
    """As ``put``. Raises ``ConflictError`` where there is an object already."""
    return put(path, raw, "create")


def put_over(seen: Listed, raw: bytes) -> str:
    """As ``put``, in place of just this object. Raises ``ConflictError`` where that is not there any more."""
    mode = {"e_tag": seen.tag} | ({"version": seen.version} if seen.version else {})  # gs:// goes by the version
    try:
        return put(seen.path, raw, mode)
    except NotImplementedError:  # file://, where another may come between
        there = head(seen.path)
        if there is None or there.tag != seen.tag:
            raise ConflictError from None
        return put(seen.path, raw)


def delete(path: Path) -> None:
    """Remove an object; one that is gone is no error."""
    store, key = _at(path)
    with _told(path), contextlib.suppress(FileNotFoundError):
        _library().delete(store, key)


@contextlib.contextmanager
def copied(path: Path, tag: str = "") -> Iterator[tuple[Path, str]]:
    """A file with an object's bytes and their ETag, in a folder that nobody else can read; gone afterwards. A local
    path is itself, without one.

    All of it is of one moment: a bucket never shows halves of two. Raises ``InputError`` where there is none, or none
    with the ETag that was asked for.
    """
    if not is_remote(path):
        yield path, ""
        return
    with tempfile.TemporaryDirectory(prefix="dipx-") as folder:
        local = Path(folder) / path.name
        yield local, _download(path, tag, local)


def exists(path: Path) -> bool:
    """Whether there is such a file or object."""
    return head(path) is not None if is_remote(path) else path.exists()


def touch(path: Path) -> None:
    """Make an empty file or object. Raises ``OSError`` for a file."""
    if is_remote(path):
        put(path, b"")
    else:
        path.write_bytes(b"")


def remove(path: Path) -> None:
    """Remove a file or object; one that is gone is no error."""
    if is_remote(path):
        delete(path)
    else:
        path.unlink(missing_ok=True)


def _download(path: Path, tag: str, local: Path) -> str:
    store, key = _at(path)
    options = {"if_match": tag} if tag else {}
    with _told(path), _there(path):
        try:
            found = _library().get(store, key, options=options)
            with local.open("wb") as file:
                for block in found.stream(min_chunk_size=BLOCK):
                    file.write(block)
        except _errors().PreconditionError as error:
            raise InputError(f"{named(path)} changes while it is read: run again when it is at rest.") from error
        return _tag(path, found.meta["e_tag"])


def _listed(path: Path, one: Mapping[str, Any]) -> Listed:
    return Listed(path, one["size"], _tag(path, one["e_tag"]), one["last_modified"].timestamp(), one.get("version"))


def _tag(path: Path, tag: str | None) -> str:
    """The ETag, always as it stands in a header: Azure lists it without its quotation marks."""
    return f'"{tag}"' if tag and path.parts[0] == "az:" and not tag.endswith('"') else tag or ""


def _at(path: Path) -> tuple[Any, str]:
    """The bucket, and the object's name in it."""
    scheme, *names = path.parts
    if scheme == "file:":
        return _store("file:///"), "/".join(names)
    if not names:
        raise UsageError(f"{scheme}// names no bucket; an address is like {scheme}//bucket/articles.")
    bucket, *names = names
    if "@" in bucket or (scheme == "az:" and any("sig=" in name for name in names)):
        raise UsageError(
            f"An address of {scheme}// holds a secret: put it where {scheme[:-1]}'s own tools look for it."
        )
    return _store(f"{scheme}//{bucket}"), "/".join(names)


@functools.lru_cache(maxsize=64)
def _store(url: str) -> Any:
    """A connection, which threads share; a process that is begun has its own."""
    _library()
    from obstore.store import from_url

    options: dict[str, Any] = {}
    if url.startswith("s3:"):
        options = _aws(os.environ)
        endpoint = os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL")
        if endpoint:
            options["endpoint"] = endpoint
            if endpoint.startswith("http://"):  # somebody's own server: he said so
                options["client_options"] = {"allow_http": True}
    if not url.startswith("file:"):
        options["retry_config"] = {"max_retries": RETRIES}
    with _told(Path(url.replace("//", "/", 1))):
        return from_url(url, **options)


def _aws(environment: Mapping[str, str]) -> dict[str, Any]:
    """What obstore does not read by itself: the profile of ``~/.aws``, where the environment has no key."""
    home = Path(environment.get("HOME", "~")).expanduser() / ".aws"
    profile = environment.get("AWS_PROFILE", "default")
    found: dict[str, Any] = {}
    files = (
        (
            "AWS_SHARED_CREDENTIALS_FILE",
            "credentials",
            profile,
            ("access_key_id", "secret_access_key", "session_token"),
        ),
        ("AWS_CONFIG_FILE", "config", profile if profile == "default" else f"profile {profile}", ("region",)),
    )
    for variable, name, section, wanted in files:
        parser = configparser.RawConfigParser()
        with contextlib.suppress(configparser.Error, OSError, UnicodeDecodeError):
            parser.read(environment.get(variable) or home / name, "utf-8")
        for key in wanted:
            if value := parser.get(section, key if key == "region" else f"aws_{key}", fallback=""):
                found[key] = value
    if "AWS_ACCESS_KEY_ID" in environment:
        found = {key: value for key, value in found.items() if key == "region"}
    if "AWS_REGION" in environment or "AWS_DEFAULT_REGION" in environment:
        found.pop("region", None)
    return found


def _library() -> Any:
    try:
        import obstore
    except ImportError as error:
        raise UsageError(f"Object storage needs an extra: {how_to_add('cloud')} ({error.name} is missing)") from error
    return obstore


def _errors() -> Any:
    from obstore import exceptions

    return exceptions


@contextlib.contextmanager
def _there(path: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        _refuse_no_bucket(path, error)
        raise InputError(f"{named(path)} cannot be read: there is no such object.") from error


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    """What goes wrong in a line of ours: the library's hold addresses that may be signed."""
    try:
        yield
    except (DipxError, ConflictError, NotImplementedError):
        raise
    except Exception as error:
        if type(error).__module__.split(".")[0] not in ("obstore", "builtins"):
            raise
        if isinstance(error, FileNotFoundError):
            _refuse_no_bucket(path, error)
        raise StorageError(f"{named(path)}: {_why(error)}") from None


def _refuse_no_bucket(path: Path, error: Exception) -> None:
    if any(sign in str(error) for sign in ("NoSuchBucket", "ContainerNotFound", "bucket does not exist")):
        raise StorageError(f"{_bucket(path)}: there is no such bucket.") from None


def _bucket(path: Path) -> str:
    return named(Path(*path.parts[:2]))


def _why(error: Exception) -> str:
    """In a few words what happened."""
    text = str(error)
    kind = type(error).__name__
    for signs, why in REASONS.items():
        if any(sign in text or sign == kind for sign in signs):
            return why
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    first = text.splitlines()[0] if text else kind
    words = (urlsplit(word).scheme + "://…" if "://" in word else word for word in first.split())
    return f"the storage answers with an error ({' '.join(words)[:200]})"


# Signs of an error, in its text or its name, to what a person can act on; the first that holds counts.
REASONS = {
    ("NoSuchBucket", "ContainerNotFound", "bucket does not exist"): "there is no such bucket.",
    (
        "169.254.169.254",
        "metadata.google.internal",
        "instance metadata",
        "MissingCredentials",
        "Account must be specified",
    ): "no credentials are found: set them as for the cloud's own tools (docs/scale.md).",
    ("PermissionDeniedError", "UnauthenticatedError", "403 Forbidden", "401 Unauthorized"): (
        "access is denied: the credentials are not good for it."
    ),
    ("error sending request", "dns error", "Connection refused", "ConnectionRefusedError", "timed out"): (
        "the storage cannot be reached; is the network down?"
    ),
    ("503 Service", "SlowDown", "500 Internal"): "the storage is not well, after several tries.",
}
