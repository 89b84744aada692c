"""The same article through every door: file, folder, standard input, lines, and each form of output."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import ARTICLE
from tests.command import FAKE, covers, dipx, valid


def test_same_article_through_every_door(article: Path, tmp_path: Path) -> None:
    by_file = dipx("translate", article, *FAKE)
    by_stdin = dipx("translate", "-", *FAKE, stdin=ARTICLE.encode())
    by_nothing = dipx("translate", *FAKE, stdin=ARTICLE.encode())
    assert by_file.returncode == 0
    assert by_file.stdout == by_stdin.stdout == by_nothing.stdout
    assert by_file.stdout.count(b"\n\n") == 1
    assert dipx("translate", article, "-o", tmp_path / "one.en", *FAKE).stdout == b""
    assert (tmp_path / "one.en").read_bytes() == by_file.stdout
    dipx("translate", article.parent, "-o", tmp_path / "tree", *FAKE)
    assert (tmp_path / "tree/article.en.txt").read_bytes() == by_file.stdout


@pytest.mark.parametrize("command", ["translate", "summarise", "summarize", "segment"])
def test_json_contract(article: Path, command: str) -> None:
    engine = () if command == "segment" else FAKE
    value = valid(dipx(command, article, "--json", *engine).stdout)
    (document,) = value["documents"]
    covers(document, ARTICLE)
    assert ("bullets" in document) == command.startswith("summari")
    assert all(("target" in s) == (command != "segment") for s in document["segments"])


def test_bylines_are_kept_as_metadata() -> None:
    text = "Par Jean Dupont\n\nPublié le 4 octobre 2023 à 14h30\n\n" + ARTICLE + "\nCrédit photo : AFP\n"
    (document,) = valid(dipx("translate", "-", "--json", *FAKE, stdin=text.encode()).stdout)["documents"]
    assert document["metadata"]["byline"] == ["Par Jean Dupont"]
    assert document["metadata"]["dateline"] == ["Publié le 4 octobre 2023 à 14h30"]
    assert "Dupont" not in document["english"]
    covers(document, text)


def test_jsonl_is_a_document_a_line(article: Path) -> None:
    (article.parent / "b.txt").write_text("Une autre dépêche est arrivée.", "utf-8")
    lines = dipx("translate", article.parent, "--format", "jsonl", *FAKE).stdout.splitlines()
    documents = [valid(json.dumps({"documents": [json.loads(line)], "run": {}})) for line in lines]
    assert [Path(d["documents"][0]["path"]).name for d in documents] == ["article.txt", "b.txt"]


def test_json_of_several_files_to_a_folder(article: Path, tmp_path: Path) -> None:
    (article.parent / "b.txt").write_text("Une autre dépêche est arrivée.", "utf-8")
    dipx("translate", article.parent, "--json", "-o", tmp_path / "out", *FAKE)
    for name in ("article.en.json", "b.en.json"):
        valid((tmp_path / "out" / name).read_bytes())


def test_several_texts_on_standard_output_are_told_apart(article: Path) -> None:
    (article.parent / "b.txt").write_text("Une autre dépêche est arrivée.", "utf-8")
    out = dipx("translate", article.parent, *FAKE).stdout.decode()
    assert out.count("==> ") == 2


LINES = "Un.\n\n  \nDeux phrases. Sur une ligne !\nLaisser un commentaire\r\nune\u2028deux\nsans fin"


def test_lines_keeps_lines() -> None:
    result = dipx("translate", "--lines", *FAKE, stdin=LINES.encode())
    made = result.stdout.decode().split("\n")
    assert result.returncode == 0
    assert made[-1] == ""
    assert len(made) - 1 == len(LINES.split("\n"))
    assert [bool(line) for line in made[:-1]] == [True, False, False, True, True, True, True]
    assert dipx("translate", "--lines", *FAKE).stdout == b""


@pytest.mark.parametrize(("lines", "where"), [((), "--format md lists"), (("--lines",), "dipx check SOURCE TARGET")])
def test_what_is_to_be_looked_at_is_said_beside_a_bare_text(lines: tuple[str], where: str) -> None:
    told = dipx("translate", *lines, *FAKE, stdin="Le pr\ufffdsident est venu hier.\n".encode()).stderr.decode()
    assert "1 warning to look at (damaged)" in told
    assert where in told
    assert "to look at" not in dipx("translate", *lines, *FAKE, stdin=b"Il est venu hier.\n").stderr.decode()


def test_run_leaves_three_files_and_a_table(article: Path, tmp_path: Path) -> None:
    result = dipx("run", article.parent, "-o", tmp_path / "out", *FAKE)
    assert result.returncode == 0
    assert "1 done, 0 unchanged, 0 failed" in result.stdout.decode()
    value = valid((tmp_path / "out/article.report.json").read_bytes())
    covers(value["documents"][0], ARTICLE)
    assert "## Bullets" in (tmp_path / "out/article.report.md").read_text("utf-8")


def test_segment_shows_what_the_splitter_sees(article: Path) -> None:
    assert dipx("segment", article).stdout.decode().splitlines() == [
        "Le ministre chinois se rend en Corée du Nord.",
        "Il est arrivé jeudi à Pyongyang.",
        "Kim l'a reçu.",
    ]
