"""Adding models, from a hub that is real enough for huggingface_hub to download from, and from folders."""

from __future__ import annotations

import errno
import json
import os
import pickle
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NoReturn

import pytest

from dipx.errors import ModelError, UsageError
from dipx.files import locked
from dipx.models.folder import open_folder, verify
from dipx.models.hub import add
from dipx.models.registry import resolve
from dipx.places import models_dir
from tests.hub_server import COMMIT, FakeHub, serving
from tests.tiny_model import FRENCH, REPOSITORY, add_other_frameworks, make_tiny_model

if TYPE_CHECKING:
    from collections.abc import Iterator

WEIGHTS = "pytorch_model.bin"


@pytest.fixture(scope="session")
def pickled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_tiny_model(tmp_path_factory.mktemp("pickled") / "opus-mt-fr-en", pickled=True)


@pytest.fixture
def hub(pickled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeHub]:
    repository = tmp_path / "repository"
    shutil.copytree(pickled, repository)
    add_other_frameworks(repository)
    # Small chunks, so that a file of 200 kB can break off half way; no waiting between tries.
    monkeypatch.setattr("huggingface_hub.constants.DOWNLOAD_CHUNK_SIZE", 4096)
    monkeypatch.setattr("huggingface_hub.file_download.time", SimpleNamespace(sleep=lambda _: None))
    with serving(FakeHub(REPOSITORY, repository)) as hub:
        monkeypatch.setenv("HF_ENDPOINT", hub.url)
        yield hub


def test_a_model_is_added_whole_at_a_pinned_commit(hub: FakeHub) -> None:
    folder = add(REPOSITORY)

    files = {file.name for file in folder.path.iterdir()}
    assert files == {file.name for file in hub.folder.iterdir()} - {
        WEIGHTS, "tf_model.h5", "rust_model.ot", ".gitattributes", "metadata.json"
    } | {"model.safetensors", "model_info.json"}  # fmt: skip
    assert all(COMMIT in path for _, path, _ in hub.requests if "resolve" in path)
    info = folder.info
    assert (info.origin, info.revision, info.licence) == (REPOSITORY, COMMIT, "apache-2.0")
    assert (info.task, info.source_lang, info.target_lang) == ("translation", "fr", "en")
    assert verify(folder.path) == []
    assert not [path for path in models_dir().iterdir() if path.is_dir() and path != folder.path]


def test_tied_weights_are_kept_once_under_the_name_that_transformers_ties_to(hub: FakeHub) -> None:
    from safetensors import safe_open

    with safe_open(add(REPOSITORY).path / "model.safetensors", framework="np") as file:
        names = set(file.keys())
    assert {"model.shared.weight", "final_logits_bias"} <= names
    assert not [name for name in names if name.endswith(("lm_head.weight", "embed_tokens.weight"))]


def test_both_names_find_it_when_the_hub_is_gone(hub: FakeHub, monkeypatch: pytest.MonkeyPatch) -> None:
    added = add(REPOSITORY)
    _forbid_sockets(monkeypatch)

    assert resolve("opus-mt-fr-en") == resolve(REPOSITORY) == added


def test_what_was_added_translates_alike_in_ctranslate2_and_transformers(hub: FakeHub, tmp_path: Path) -> None:
    import ctranslate2
    import transformers

    from dipx.engines.convert import converted
    from dipx.engines.pieces import MarianPieces

    folder = add(REPOSITORY)
    settings: dict[str, Any] = {"no_repeat_ngram_size": 1}  # else a random model repeats one piece
    sources = MarianPieces(folder.path).encode(FRENCH)
    translator = ctranslate2.Translator(str(converted(folder, "float32", tmp_path)), compute_type="float32")
    ours = translator.translate_batch(sources, beam_size=1, max_decoding_length=24, **settings)

    tokenizer: Any = transformers.MarianTokenizer.from_pretrained(folder.path)
    model: Any = transformers.MarianMTModel.from_pretrained(folder.path)
    settings |= {"num_beams": 1, "max_length": 25, "forced_eos_token_id": None}
    outputs = [model.generate(**tokenizer(text, return_tensors="pt"), **settings)[0] for text in FRENCH]
    theirs = [tokenizer.convert_ids_to_tokens(output[1:]) for output in outputs]

    assert [result.hypotheses[0] for result in ours] == theirs
    assert len({tuple(pieces) for pieces in theirs}) == len(FRENCH)
    assert min(map(len, theirs)) == 24


def test_a_killed_download_goes_on_where_it_stopped(hub: FakeHub) -> None:
    hub.break_after[WEIGHTS], hub.hang = 150_000, True
    script = f"""
import huggingface_hub.constants
huggingface_hub.constants.DOWNLOAD_CHUNK_SIZE = 4096
from dipx.models.hub import add
add({REPOSITORY!r})
"""
    killed = subprocess.Popen([sys.executable, "-c", script], env=_environment())
    try:
        assert hub.stalled.wait(30)
        part = _wait_for_part(minimum=100_000)
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

    message = _error_of(REPOSITORY)

    assert "broke off" in message and "run the same command again" in message
    assert _wait_for_part(minimum=100_000)


def test_an_unreachable_hub_is_one_sentence(hub: FakeHub, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{unused.getsockname()[1]}")
        started = time.monotonic()
        message = _error_of(REPOSITORY)

    assert "127.0.0.1:" in message and "cannot be reached" in message and "dipx models add FOLDER" in message
    assert time.monotonic() - started < 5
    assert not models_dir().exists()


REFUSALS = [
    (404, "RepoNotFound", ["has no model", "check the name"]),
    (401, "RepoNotFound", ["has no model", "HF_TOKEN"]),
    (403, "GatedRepo", ["is gated", "accept its terms", "HF_TOKEN"]),
    (401, "", ["HF_TOKEN"]),
    (403, "", ["answered 403", "HF_TOKEN"]),
    (503, "", ["answered 503", "try again later"]),
    (429, "", ["answered 429", "try again later"]),
    (200, "", ["did not answer as a hub does"]),
]


@pytest.mark.parametrize(("status", "code", "words"), REFUSALS)
def test_a_refusal_says_what_to_do(hub: FakeHub, status: int, code: str, words: list[str]) -> None:
    hub.status[REPOSITORY] = (status, code)

    message = _error_of(REPOSITORY)

    assert [word for word in words if word not in message] == []
    assert hub.url.removeprefix("http://") in message


def test_a_missing_repository_or_revision_is_named(hub: FakeHub) -> None:
    assert "has no model 'Helsinki-NLP/opus-mt-xx-yy'" in _error_of("Helsinki-NLP/opus-mt-xx-yy")
    assert "no such revision" in _error_of(REPOSITORY, revision="v9")


def test_a_revision_can_be_chosen(hub: FakeHub) -> None:
    assert add(REPOSITORY, revision=COMMIT).info.revision == COMMIT
    assert f"/api/models/{REPOSITORY}/revision/{COMMIT}" in [path for _, path, _ in hub.requests]


def test_offline_mode_is_respected(hub: FakeHub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)

    assert "HF_HUB_OFFLINE" in _error_of(REPOSITORY)
    assert hub.requests == []


@pytest.mark.parametrize("file", [WEIGHTS, "config.json"])  # one by SHA-256, one by git's blob id
def test_damaged_bytes_are_refused_and_fetched_again(hub: FakeHub, file: str) -> None:
    hub.corrupt = {file}
    assert f"{file} of '{REPOSITORY}' arrived damaged" in _error_of(REPOSITORY)

    hub.corrupt = set()
    assert verify(add(REPOSITORY).path) == []


def test_adding_again_fetches_nothing(hub: FakeHub) -> None:
    first = add(REPOSITORY)
    hub.requests.clear()

    assert add(REPOSITORY) == first
    assert [path for _, path, _ in hub.requests] == [f"/api/models/{REPOSITORY}"]


def test_a_damaged_model_is_replaced(hub: FakeHub) -> None:
    first = add(REPOSITORY)
    (first.path / "vocab.json").write_text("{}", encoding="utf-8")

    assert add(REPOSITORY) == first
    assert verify(first.path) == []


def test_a_disk_too_small_is_told_before_the_download(hub: FakeHub, monkeypatch: pytest.MonkeyPatch) -> None:
    full = shutil.disk_usage("/")._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: full)

    assert "No space left" in _error_of(REPOSITORY)
    assert hub.ranges_of(WEIGHTS) == []


def test_a_disk_that_fills_up_is_told(hub: FakeHub, monkeypatch: pytest.MonkeyPatch) -> None:
    def fill_up(*_: Any, **__: Any) -> NoReturn:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("huggingface_hub.file_download.http_get", fill_up)

    assert "No space left" in _error_of(REPOSITORY)


def test_a_model_of_another_kind_is_refused_before_its_weights(hub: FakeHub) -> None:
    (hub.folder / "config.json").write_text('{"model_type": "bert"}', encoding="utf-8")

    assert "architecture 'bert'" in _error_of(REPOSITORY)
    assert hub.ranges_of(WEIGHTS) == []


def test_a_repository_without_weights_is_refused(hub: FakeHub) -> None:
    (hub.folder / WEIGHTS).unlink()

    assert "neither model.safetensors nor pytorch_model.bin" in _error_of(REPOSITORY)


def test_a_pickle_that_runs_code_is_not_run(hub: FakeHub, tmp_path: Path) -> None:
    (hub.folder / WEIGHTS).write_bytes(pickle.dumps(_Trap(tmp_path / "ran")))

    assert "was not loaded" in _error_of(REPOSITORY)
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
    subprocess.run([sys.executable, "-c", script], env=_environment(), check=True)
    assert not (tmp_path / "made").exists()


def test_what_a_killed_conversion_left_is_not_taken_for_weights(hub: FakeHub) -> None:
    hub.break_after[WEIGHTS], hub.once = 150_000, False
    _error_of(REPOSITORY)
    stage = _wait_for_part(minimum=100_000).parent
    for name in ("model.safetensors.made", ".model.safetensors.tmp"):
        (stage / name).write_bytes(b"half")
    stranger = stage.with_name(stage.name.replace("@", "-tiny@"))
    stranger.mkdir()
    hub.break_after.clear()

    folder = add(REPOSITORY)
    assert verify(folder.path) == []
    assert {file.suffix for file in folder.path.iterdir()} == {".json", ".spm", ".safetensors", ".md"}
    assert stranger.is_dir()  # another model's, still to be resumed


def test_two_at_once_are_kept_apart(hub: FakeHub) -> None:
    with locked(models_dir() / ".adding-Helsinki-NLP--opus-mt-fr-en.lock"):
        assert "Another dipx is adding" in _error_of(REPOSITORY)
    assert add(REPOSITORY).name == REPOSITORY


def test_a_folder_is_copied_and_made_safetensors(pickled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _forbid_sockets(monkeypatch)
    with pytest.raises(ModelError, match=f"dipx models add {pickled}"):
        open_folder(pickled)

    folder = add(str(pickled))

    assert folder == resolve("opus-mt-fr-en")
    assert (pickled / WEIGHTS).is_file() and not (folder.path / WEIGHTS).exists()
    assert folder.info.origin is not None and str(pickled) in folder.info.origin
    assert verify(folder.path) == []
    assert "already" in _error_of(str(pickled))


def test_a_snapshot_of_the_hub_cache_has_its_repository_name(pickled: Path, tmp_path: Path) -> None:
    snapshot = tmp_path / "hub" / "models--Helsinki-NLP--opus-mt-fr-en" / "snapshots" / COMMIT
    shutil.copytree(pickled, snapshot)

    assert add(str(snapshot)).name == REPOSITORY


def test_bad_arguments_are_refused(pickled: Path, tmp_path: Path) -> None:
    assert "neither a folder nor a hub name" in _error_of("no/such/folder")
    assert "cannot be a name on the hub" in _error_of("owner/name.git")
    assert "no config.json" in _error_of(str(tmp_path))
    with pytest.raises(UsageError, match="--revision"):
        add(str(pickled), revision="main")
    taken = shutil.copytree(pickled, tmp_path / "marian-fr-en")
    assert "comes with dipx" in _error_of(str(taken))


class _Trap:
    """Unpickled by a careless reader, it leaves a file behind."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.touch, (self._path,)


def _error_of(name: str, revision: str | None = None) -> str:
    with pytest.raises(ModelError) as caught:
        add(name, revision)
    message = str(caught.value)
    assert "\n" not in message
    return message


def _forbid_sockets(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> NoReturn:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def _environment() -> dict[str, str]:
    import dipx.models

    return os.environ | {"PYTHONPATH": str(Path(dipx.models.__file__).parents[2])}


def _wait_for_part(minimum: int) -> Path:
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
