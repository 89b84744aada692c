"""Glossaries and corrections through the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dipx.api import translate
from dipx.options import EngineOptions, Options
from tests.command import FAKE, dipx, valid

ARTICLE = "La taxe carbone est le sujet du jour.\n\nVoir https://a.fr/x pour en savoir plus sur le ministre.\n"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text(ARTICLE, "utf-8")
    (tmp_path / "g.tsv").write_text("taxe carbone\tcarbon levy\n", "utf-8")
    return tmp_path / "in/a.txt"


@pytest.mark.parametrize("command", ["translate", "summarise"])
def test_a_glossary_is_used_and_recorded(article: Path, tmp_path: Path, command: str) -> None:
    value = valid(dipx(command, article, "--glossary", tmp_path / "g.tsv", "--json", *FAKE).stdout)
    targets = [segment["target"] for segment in value["documents"][0]["segments"]]
    assert "carbon levy" in targets[0].lower()
    assert "https://a.fr/x" in targets[1]
    assert value["run"]["glossary"]


def test_a_run_is_done_again_for_another_glossary_and_for_corrections(article: Path, tmp_path: Path) -> None:
    words = ("run", article.parent, "-o", tmp_path / "out", "--glossary", tmp_path / "g.tsv", *FAKE)
    assert b"1 done" in dipx(*words).stdout
    assert b"1 unchanged" in dipx(*words).stdout
    (tmp_path / "g.tsv").write_text("taxe carbone\tcarbon duty\n", "utf-8")
    assert b"1 done" in dipx(*words).stdout
    assert "carbon duty" in (tmp_path / "out/a.en.txt").read_text("utf-8").lower()
    (tmp_path / "c.jsonl").write_text('{"source": "La taxe carbone est le sujet du jour.", "target": "Mine."}', "utf-8")
    assert dipx("cache", "import", tmp_path / "c.jsonl").returncode == 0
    assert b"1 done" in dipx(*words).stdout
    assert (tmp_path / "out/a.en.txt").read_text("utf-8").startswith("Mine.")
    valid((tmp_path / "out/a.report.json").read_text("utf-8"))


@pytest.mark.parametrize("ending", [".tmx", ".jsonl"])
def test_export_correct_import(article: Path, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"memory{ending}"
    dipx("translate", article, *FAKE)
    assert b"2 pairs, 0 of them corrections" in dipx("cache", "export", file, "--all").stderr
    assert b"0 corrections kept" in dipx("cache", "import", file).stderr
    segments = valid(dipx("translate", article, "--json", *FAKE).stdout)["documents"][0]["segments"]
    file.write_text(file.read_text("utf-8").replace(segments[0]["target"], "A person said “so” ."), "utf-8")
    assert b"1 corrections kept" in dipx("cache", "import", file).stderr
    dipx("cache", "clear")
    value = valid(dipx("translate", article, "--json", "--quotes", "curly", "--model", "none", *FAKE).stdout)
    first = value["documents"][0]["segments"][0]
    assert (first["target"], first["step"]) == ("A person said “so” .", "correction")
    assert json.loads(dipx("cache", "stats", "--json").stdout)["corrections"] == 1
    dipx("cache", "clear", "--corrections")
    assert json.loads(dipx("cache", "stats", "--json").stdout)["corrections"] == 0


def test_errors_are_one_line(article: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.tsv").write_text("a\tb\tc\td\n", "utf-8")
    (tmp_path / "bad.tmx").write_text("<tmx>\n<tu>", "utf-8")
    for words, place in [
        (("translate", article, "--glossary", tmp_path / "bad.tsv", *FAKE), b"bad.tsv, line 1"),
        (("translate", article, "--glossary", tmp_path / "none.tsv", *FAKE), b"none.tsv"),
        (("cache", "import", tmp_path / "bad.tmx"), b"bad.tmx, line 2"),
        (("cache", "export", tmp_path / "bad.doc"), b"bad.doc"),
    ]:
        made = dipx(*words)
        assert made.returncode in (1, 2)
        assert made.stdout == b""
        assert place in made.stderr
        assert made.stderr.count(b"\n") == 1


def test_the_library_sees_that_a_glossary_was_edited(tmp_path: Path) -> None:
    glossary = tmp_path / "g.tsv"
    options = Options(EngineOptions(engine="fake"), lang="fr", glossary=glossary)
    for english in ["Carbon levy", "Carbon duty"]:
        glossary.write_text(f"taxe carbone\t{english.lower()}\n", "utf-8")
        assert translate("Taxe carbone", options) == english
