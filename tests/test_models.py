"""Model folders: what is wrong with one is said; names lead where they should; ``dipx models`` prints it."""

from __future__ import annotations

import hashlib
import json
import shutil
import struct
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from dipx.errors import ModelError
from dipx.models import registry
from dipx.models.folder import open_folder, verify
from dipx.models.info import AlignmentHeads, FileRecord, ModelInfo, read_info, write_info
from dipx.models.registry import bundled_dir, list_models, remove, resolve
from dipx.places import models_dir
from tests.tiny_model import make_tiny_model

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_tiny_model(tmp_path_factory.mktemp("tiny") / "tiny-fr-en")


@pytest.fixture
def tiny(whole: Path, tmp_path: Path) -> Path:
    """A copy to break."""
    return Path(shutil.copytree(whole, tmp_path / "tiny-fr-en"))


def test_the_bundled_model_is_whole_and_described() -> None:
    folder = resolve("marian-fr-en")
    info = folder.info

    assert verify(folder.path) == []
    assert (info.task, info.source_lang, info.target_lang) == ("translation", "fr", "en")
    assert info.licence and info.origin and info.scores
    assert set(info.files) == {file.name for file in folder.path.iterdir()} - {"model_info.json", "README.md"}
    assert info.alignment == AlignmentHeads(decoder_layer=1, heads=(0, 1, 2, 3))
    assert (folder.max_source_tokens, folder.max_target_tokens) == (512, 512)


def test_info_survives_writing_and_reading(tiny: Path) -> None:
    info = ModelInfo(
        task="translation",
        source_lang="fr",
        target_lang="en",
        licence="CC0-1.0",
        origin="somewhere",
        revision="abc",
        max_source_tokens=7,
        alignment=AlignmentHeads(0, (2,)),
        scores={"dev": {"bleu": 1.5}},
        files={"vocab.json": FileRecord(3, "00")},
    )
    write_info(tiny, info, kept={"corpora": {"x": "é"}})

    assert read_info(tiny) == info
    assert json.loads((tiny / "model_info.json").read_text("utf-8"))["corpora"] == {"x": "é"}
    assert open_folder(tiny).max_source_tokens == 7


def test_a_folder_without_info_has_the_tokenizers_languages(tiny: Path) -> None:
    assert read_info(tiny) == ModelInfo(source_lang="fr", target_lang="en")
    assert open_folder(tiny).max_source_tokens == 64


BAD_INFO = [
    ("{", "cannot be read as JSON"),
    ("[]", "JSON object"),
    ('{"format": 2}', "update dipx"),
    ('{"task": 3}', "wrong kind"),
    ('{"alignment": {"heads": [0]}}', "wrong kind"),
    ('{"files": {"x": {"bytes": 1}}}', "wrong kind"),
]


@pytest.mark.parametrize(("text", "words"), BAD_INFO)
def test_a_bad_description_is_named(tiny: Path, text: str, words: str) -> None:
    (tiny / "model_info.json").write_text(text, encoding="utf-8")
    with pytest.raises(ModelError, match=words):
        open_folder(tiny)


def _cut(file: Path, by: int) -> None:
    file.write_bytes(file.read_bytes()[:-by])


def _remove(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).unlink()


def _header(folder: Path, length: int, rest: bytes) -> None:
    (folder / "model.safetensors").write_bytes(struct.pack("<Q", length) + rest)


DAMAGES: dict[str, tuple[Callable[[Path], Any], str]] = {
    "no folder": (shutil.rmtree, "There is no model folder"),
    "no config": (lambda f: _remove(f, "config.json"), "no config.json"),
    "config not JSON": (lambda f: (f / "config.json").write_text("{"), "cannot be read as JSON"),
    "config a list": (lambda f: (f / "config.json").write_text("[]"), "does not run; it runs: .*marian"),
    "other architecture": (lambda f: (f / "config.json").write_text('{"model_type": "bert"}'), "'bert'"),
    "no pieces": (lambda f: _remove(f, "source.spm"), "lacks source.spm"),
    "no weights, no vocabulary": (
        lambda f: _remove(f, "model.safetensors", "vocab.json"),
        "lacks model.safetensors, vocab.json",
    ),
    "only a pickle": (
        lambda f: (f / "model.safetensors").rename(f / "pytorch_model.bin"),
        "Convert it with: dipx models add",
    ),
    "weights cut short": (lambda f: _cut(f / "model.safetensors", 100), "cut short"),
    "weights cut in their header": (lambda f: _header(f, 1000, b"{"), "damaged"),
    "weights empty": (lambda f: (f / "model.safetensors").write_bytes(b""), "damaged"),
    "weights too long": (lambda f: (f / "model.safetensors").open("ab").write(b"x"), "too long"),
    "an HTML page as weights": (
        lambda f: (f / "model.safetensors").write_text("<!doctype html><html>not found</html>"),
        "not a safetensors file",
    ),
    "a header that is no JSON": (lambda f: _header(f, 4, b"abcd"), "not a safetensors file"),
    "a header without offsets": (lambda f: _header(f, 10, b'{"a": {}} '), "not a safetensors file"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_named_with_its_place(tiny: Path, damage: str) -> None:
    harm, words = DAMAGES[damage]
    harm(tiny)
    with pytest.raises(ModelError, match=words) as caught:
        open_folder(tiny)
    assert str(tiny) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_digest_is_of_the_bytes_and_of_nothing_else(tiny: Path) -> None:
    before = open_folder(tiny).weights_digest
    write_info(tiny, ModelInfo(files={"model.safetensors": FileRecord(1, "a lie")}))
    (tiny / "README.md").write_text("other words", encoding="utf-8")
    assert open_folder(tiny).weights_digest == before

    for name in (
        "config.json",
        "generation_config.json",
        *("vocab.json", "source.spm", "target.spm", "model.safetensors"),
    ):
        original = (tiny / name).read_bytes()
        (tiny / name).write_bytes(
            original[:-1] + bytes([original[-1] ^ 1]) if not name.endswith("json") else original + b"\n"
        )
        assert open_folder(tiny).weights_digest != before, name
        (tiny / name).write_bytes(original)


def test_verify_names_each_difference(tiny: Path) -> None:
    assert "records no checksums" in verify(tiny)[0]
    files = {
        file.name: FileRecord(file.stat().st_size, hashlib.sha256(file.read_bytes()).hexdigest())
        for file in tiny.iterdir()
    }
    write_info(tiny, ModelInfo(files=files))
    assert verify(tiny) == []

    (tiny / "source.spm").unlink()
    _cut(tiny / "target.spm", 1)
    (tiny / "README.md").write_bytes(b"x" * files["README.md"].bytes)
    problems = "\n".join(verify(tiny))
    assert len(verify(tiny)) == 3
    for words in ("source.spm: missing", "target.spm: ", "README.md: SHA-256 differs"):
        assert words in problems


def test_a_name_leads_to_a_path_a_bundled_model_or_the_users(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(tiny, models_dir() / "Someone--nice-model")
    shutil.copytree(tiny, models_dir() / "plain")

    assert resolve(str(tiny)).path == tiny
    assert resolve("marian-fr-en").path == bundled_dir() / "marian-fr-en"
    assert resolve("plain").name == "plain"
    assert resolve("nice-model") == resolve("Someone/nice-model")
    assert resolve("nice-model").name == "Someone/nice-model"
    monkeypatch.chdir(tiny.parent)
    assert resolve("tiny-fr-en").path == Path("tiny-fr-en")


def test_a_folder_that_is_no_model_does_not_hide_a_name(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tiny)
    Path("marian-fr-en").mkdir()
    assert resolve("marian-fr-en").path == bundled_dir() / "marian-fr-en"
    with pytest.raises(ModelError, match=r"no config\.json"):
        resolve("./marian-fr-en")


def test_a_missing_model_says_what_was_tried_and_what_to_do(tiny: Path) -> None:
    with pytest.raises(ModelError) as caught:
        resolve("opus-mt-fr-en")
    message = str(caught.value)
    assert message.startswith("Model 'opus-mt-fr-en' is not here. Tried: ")
    for place in (bundled_dir(), models_dir(), registry.hub_cache_dir()):
        assert str(place) in message
    assert message.endswith("Add it with: dipx models add Helsinki-NLP/opus-mt-fr-en")
    assert caught.value.exit_code == 3


def test_a_name_that_two_models_have_must_be_given_in_full(tiny: Path) -> None:
    for owner in ("A", "B"):
        shutil.copytree(tiny, models_dir() / f"{owner}--same")
    with pytest.raises(ModelError, match="A/same, B/same"):
        resolve("same")
    assert resolve("B/same").name == "B/same"


def test_the_hub_cache_is_used_when_it_is_complete(tiny: Path, tmp_path: Path) -> None:
    repository = tmp_path / "hub" / "models--Someone--cached"
    snapshot = repository / "snapshots" / "0123abcd"
    shutil.copytree(tiny, snapshot)
    (repository / "refs").mkdir()
    (repository / "refs" / "main").write_text("0123abcd", encoding="utf-8")
    assert resolve("cached").path == resolve("Someone/cached").path == snapshot
    assert resolve("cached").name == "Someone/cached"

    (snapshot / "model.safetensors").rename(snapshot / "pytorch_model.bin")
    with pytest.raises(ModelError, match=r"is not here.*not usable.*holds only pytorch_model\.bin"):
        resolve("cached")


def test_only_the_users_models_can_be_removed(tiny: Path) -> None:
    shutil.copytree(tiny, models_dir() / "Someone--gone")

    assert remove("gone") == models_dir() / "Someone--gone"
    assert list(models_dir().iterdir()) == []
    with pytest.raises(ModelError, match="comes with dipx"):
        remove("marian-fr-en")
    with pytest.raises(ModelError, match="not among your models"):
        remove("../tiny-fr-en")
    assert tiny.is_dir()


def test_the_list_has_bundled_and_own_models_and_their_problems(tiny: Path) -> None:
    shutil.copytree(tiny, models_dir() / "mine")
    (models_dir() / "mine" / "vocab.json").unlink()
    (models_dir() / ".adding-other").mkdir()

    listed = {(listing.place, listing.name): listing.problem for listing in list_models()}

    assert listed["bundled", "marian-fr-en"] is None
    assert [name for place, name in listed if place == "user"] == ["mine"]
    assert "lacks vocab.json" in (listed["user", "mine"] or "")


@pytest.fixture
def dipx_models(tiny: Path) -> Callable[..., str]:
    """Run ``dipx models ARGUMENTS`` and return its standard output."""
    from dipx.cli.models import app

    def run(*arguments: str, exit_code: int = 0) -> str:
        outcome = CliRunner().invoke(app, arguments, catch_exceptions=False)
        assert outcome.exit_code == exit_code, outcome.output
        return outcome.stdout

    return run


def test_the_command_line_lists_and_describes(dipx_models: Callable[..., str]) -> None:
    header, first, second, *_ = dipx_models("list").splitlines()
    assert header.split() == ["NAME", "WHERE", "TASK", "LANGUAGES", "SIZE"]
    assert first.split()[:4] == ["bullets-en", "bundled", "rewriting", "en-en"]
    assert second.split()[:4] == ["marian-fr-en", "bundled", "translation", "fr-en"]
    assert json.loads(dipx_models("list", "--json"))[1]["info"]["task"] == "translation"
    facts = json.loads(dipx_models("info", "marian-fr-en", "--json"))
    assert facts["weights_digest"] == resolve("marian-fr-en").weights_digest
    assert facts["weights_digest"] in dipx_models("info", "marian-fr-en")
    assert dipx_models("path", "marian-fr-en") == f"{bundled_dir() / 'marian-fr-en'}\n"


def test_the_command_line_adds_verifies_and_removes(dipx_models: Callable[..., str], tiny: Path) -> None:
    assert dipx_models("add", str(tiny)) == f"{models_dir() / 'tiny-fr-en'}\n"
    assert "tiny-fr-en: ok\n" in dipx_models("verify")
    (models_dir() / "tiny-fr-en" / "vocab.json").write_text("{}", encoding="utf-8")
    assert "vocab.json: 2 bytes" in dipx_models("verify", "tiny-fr-en", exit_code=1)
    assert "tiny-fr-en" in dipx_models("verify", exit_code=1)
    assert dipx_models("rm", "tiny-fr-en") == ""
    assert not (models_dir() / "tiny-fr-en").exists()


def test_nothing_heavy_is_imported_to_find_a_model() -> None:
    script = (
        "import sys; from dipx.models.registry import resolve; resolve('marian-fr-en');"
        "heavy = {'torch', 'transformers', 'ctranslate2', 'huggingface_hub', 'numpy'} & set(sys.modules);"
        "sys.exit(repr(heavy) if heavy else 0)"
    )
    package = str(Path(registry.__file__).parents[2])
    subprocess.run([sys.executable, "-c", script], env={"PYTHONPATH": package}, check=True)
