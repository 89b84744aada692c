"""``dipx models``: what it lists, describes, adds, verifies and removes; a hub's model from there to a translation."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dipx.models.registry import bundled_dir, resolve
from dipx.places import models_dir
from tests.command import dipx
from tests.models.hub_server import FakeHub, serving
from tests.models.tiny_marian import FRENCH, REPOSITORY, make_tiny_model


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


def test_a_hub_model_from_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What many users do: add opus-mt, switch to it by its short name, and never need the network again."""
    repository = make_tiny_model(tmp_path / "repository", pickled=True)
    with serving(FakeHub(REPOSITORY, repository)) as hub:
        monkeypatch.setenv("HF_ENDPOINT", hub.url)
        added = dipx("models", "add", REPOSITORY)
        assert added.returncode == 0, added.stderr.decode()
    text = FRENCH[0].encode()
    for engine in ("ct2", "hf"):
        result = dipx("translate", "-", "--model", "opus-mt-fr-en", "--engine", engine, "--no-memory", stdin=text)
        assert result.returncode == 0, result.stderr.decode()
        assert result.stdout.strip()
    gone = dipx("models", "add", "Helsinki-NLP/opus-mt-de-en")
    assert gone.returncode == 3
    assert len(gone.stderr.decode().strip().splitlines()) == 1
    never = dipx("translate", "-", "--model", "opus-mt-de-en", stdin=text)
    assert never.returncode == 3
    assert b"Add it with: dipx models add Helsinki-NLP/opus-mt-de-en" in never.stderr
