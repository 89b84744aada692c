"""Models from the Hugging Face hub: the only file that reaches the network, and only ``add`` does."""

from __future__ import annotations

import hashlib
import logging
import os
import re
import sys
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from dipx.errors import ModelError, UsageError
from dipx.models.folder import PICKLED_WEIGHTS, WEIGHTS, ModelFolder, open_folder, read_config, verify
from dipx.models.info import ModelInfo, read_info
from dipx.models.install import SMALL_FILES, add_folder, publish, require_space, staged
from dipx.models.registry import folder_name
from dipx.places import models_dir

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAME = re.compile(r"[\w-][\w.-]*(/[\w-][\w.-]*)?", re.ASCII)
_TIMEOUT = 10.0


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file as the hub describes it: LFS files by SHA-256, others by git's blob id."""

    name: str
    bytes: int | None
    sha256: str | None
    blob_id: str | None


@dataclass(frozen=True, slots=True)
class RemoteModel:
    """A repository at one commit, and the files of it that dipx needs, the weights last."""

    name: str
    commit: str
    files: tuple[RemoteFile, ...]
    licence: str | None
    task: str | None


def add(name: str, revision: str | None = None) -> ModelFolder:
    """Put a model among the user's: a folder's path is copied, a hub name downloaded at a pinned commit.

    What was cut off goes on where it stopped when ``add`` is called again. Only this function opens a socket.
    Raises ``ModelError`` when the model cannot be had, is damaged or does not fit; ``UsageError`` for a
    revision of a folder.
    """
    path = Path(name).expanduser()
    if path.is_dir():
        if revision is not None:
            raise UsageError(f"{path} is a folder, which has no revisions; leave out --revision")
        return add_folder(path)
    if not _NAME.fullmatch(name):
        raise ModelError(f"'{name}' is neither a folder nor a hub name such as Helsinki-NLP/opus-mt-fr-en")
    with _explained(name, "reached"):
        model = _look_up(name, revision)
    here = models_dir() / folder_name(name)
    if here.is_dir() and read_info(here).revision == model.commit and not verify(here):
        return open_folder(here, name)
    with staged(name, model.commit[:12]) as stage:
        _require_room(model, stage)
        for file in model.files:
            with _explained(name, "downloaded"):
                _fetch(model, file, stage)
            if file.name == "config.json":
                read_config(stage)  # before 300 MB are fetched for nothing
        return publish(stage, name, _described(model, stage))


def _endpoint() -> str:
    # Read here, not by the hub library, which reads it once, when it is imported.
    return (os.environ.get("HF_ENDPOINT") or "https://huggingface.co").rstrip("/")


def _look_up(name: str, revision: str | None) -> RemoteModel:
    from huggingface_hub import HfApi

    _quiet()
    api = HfApi(endpoint=_endpoint(), library_name="dipx")
    found = api.model_info(name, revision=revision, files_metadata=True, timeout=_TIMEOUT)
    siblings = {sibling.rfilename: sibling for sibling in found.siblings or ()}
    weights = next((file for file in (WEIGHTS, PICKLED_WEIGHTS) if file in siblings), None)
    if weights is None or found.sha is None:
        raise ModelError(f"'{name}' on {_host()} has neither {WEIGHTS} nor {PICKLED_WEIGHTS}; dipx cannot use it")
    wanted = ["config.json", *sorted(SMALL_FILES & siblings.keys() - {"config.json"}), weights]
    card: Any = found.card_data or {}
    licence = card.get("license")
    return RemoteModel(
        name=name,
        commit=found.sha,
        files=tuple(_remote_file(siblings[file]) for file in wanted if file in siblings),
        licence=licence if isinstance(licence, str) else None,
        task=found.pipeline_tag,
    )


def _remote_file(sibling: Any) -> RemoteFile:
    lfs = sibling.lfs
    return RemoteFile(sibling.rfilename, sibling.size, lfs.sha256 if lfs else None, sibling.blob_id)


def _fetch(model: RemoteModel, file: RemoteFile, stage: Path) -> None:
    """Download one file into ``stage``, from where an earlier try stopped.

    ``hf_hub_download`` no longer resumes across processes (huggingface_hub 2 deletes what it has), so this
    keeps the part itself and gives ``http_get`` the place to go on from (docs/decisions.md).
    """
    from huggingface_hub import hf_hub_url
    from huggingface_hub.file_download import http_get
    from huggingface_hub.utils import build_hf_headers  # type: ignore[attr-defined]  # public, but exported lazily

    target, part = stage / file.name, stage / f"{file.name}.part"
    if target.is_file():
        return
    if part.is_file() and file.bytes is not None and part.stat().st_size > file.bytes:
        part.unlink()
    headers = build_hf_headers(library_name="dipx") | {"Accept-Encoding": "identity"}  # a range of the file itself
    with part.open("ab") as stream:
        http_get(
            hf_hub_url(model.name, file.name, revision=model.commit, endpoint=_endpoint()),
            stream,
            resume_size=stream.tell(),
            headers=headers,
            expected_size=file.bytes,
            displayed_filename=file.name,
        )
    if not _arrived_whole(part, file):
        part.unlink()
        raise ModelError(f"{file.name} of '{model.name}' arrived damaged from {_host()}; run the same command again")
    part.rename(target)


def _arrived_whole(path: Path, file: RemoteFile) -> bool:
    if file.bytes is not None and path.stat().st_size != file.bytes:
        return False
    with path.open("rb") as stream:
        if file.sha256 is not None:
            return hashlib.file_digest(stream, "sha256").hexdigest() == file.sha256
        if file.blob_id is None:
            return True
        blob = hashlib.sha1(b"blob %d\0" % path.stat().st_size + stream.read(), usedforsecurity=False)
        return blob.hexdigest() == file.blob_id


def _require_room(model: RemoteModel, stage: Path) -> None:
    sizes = {file.name: file.bytes or 0 for file in model.files}
    # A pickle and the safetensors file made of it are both there for a moment.
    needed = sum(sizes.values()) + sizes.get(PICKLED_WEIGHTS, 0)
    require_space(needed - sum(file.stat().st_size for file in stage.iterdir()))


def _described(model: RemoteModel, stage: Path) -> ModelInfo:
    info = read_info(stage)
    return replace(
        info,
        task=info.task or model.task,
        licence=info.licence or model.licence,
        origin=model.name,
        revision=model.commit,
    )


def _host() -> str:
    return urlsplit(_endpoint()).netloc


def _quiet() -> None:
    """Progress on a terminal only; the library's warnings give way to one line of ours."""
    from huggingface_hub.utils import disable_progress_bars  # type: ignore[attr-defined]  # as above

    logging.getLogger("huggingface_hub").setLevel(logging.ERROR)
    if not sys.stderr.isatty():
        disable_progress_bars()


@contextmanager
def _explained(name: str, verb: str) -> Iterator[None]:
    """Whatever the hub library raises, as one line that says what to do."""
    from huggingface_hub import errors

    # httpx or httpx2, as the hub library has it.
    from huggingface_hub.errors import HTTPError  # type: ignore[attr-defined]

    try:
        yield
    except errors.HFValidationError as error:
        raise ModelError(f"'{name}' cannot be a name on the hub; it should be as OWNER/MODEL") from error
    except errors.OfflineModeIsEnabled as error:
        raise ModelError(f"HF_HUB_OFFLINE forbids to reach {_host()}; unset it to add '{name}'") from error
    except errors.GatedRepoError as error:
        page = f"{_endpoint()}/{name}"
        raise ModelError(f"'{name}' is gated: accept its terms on {page}, then set HF_TOKEN and try again") from error
    except errors.RepositoryNotFoundError as error:
        raise ModelError(
            f"{_host()} has no model '{name}', or it is private: check the name, or set HF_TOKEN"
        ) from error
    except errors.RevisionNotFoundError as error:
        raise ModelError(f"'{name}' has no such revision on {_host()}; leave out --revision for the newest") from error
    except errors.HfHubHTTPError as error:
        status = error.response.status_code
        advice = "set HF_TOKEN to a token that may read it" if status in (401, 403) else "try again later"
        raise ModelError(f"{_host()} answered {status} for '{name}': {advice}") from error
    except HTTPError as error:
        raise ModelError(_broken(name, verb, error)) from error
    except OSError as error:
        if error.errno is not None:  # the disk's, not the hub library's: explained by ``staged``
            raise
        raise ModelError(_broken(name, verb, error)) from error
    except (ValueError, KeyError, TypeError) as error:  # such as the login page of a hotel's network
        raise ModelError(f"{_host()} did not answer as a hub does; check HF_ENDPOINT and the network") from error


def _broken(name: str, verb: str, error: Exception) -> str:
    first = str(error).strip().partition("\n")[0] or type(error).__name__
    if verb == "reached":
        return (
            f"{_host()} cannot be reached for '{name}' ({first}): check the connection or the proxy, or copy "
            "the model's folder to this machine and run: dipx models add FOLDER"
        )
    return f"The download of '{name}' from {_host()} broke off ({first}); run the same command again to go on"
