"""Files that are empty, broken, foreign, unreadable or very large: one clear line, and the others are done."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.conftest import ARTICLE
from tests.command import FAKE, covers, dipx, valid


def test_never_overwrites_its_input(article: Path) -> None:
    result = dipx("translate", article, "-o", article, *FAKE)
    assert result.returncode == 2
    assert article.read_text("utf-8") == ARTICLE


BAD: list[tuple[str, bytes, int, str, str]] = [
    # name, bytes, exit code, a word on stderr, a word on stdout
    ("empty", b"", 0, "empty", ""),
    ("white", b" \n\t\n", 0, "empty", ""),
    ("binary", bytes(range(256)) * 20, 1, "binary", ""),
    ("nul", b"Le ministre\0 est arriv\xc3\xa9. " + b"Il est reparti jeudi soir de Paris. " * 3, 0, "NUL", "Paris"),
    ("utf16", "Le préfet est à Évry.".encode("utf-16"), 0, "utf-16", "Évry"),
    ("cp1252", "Le préfet est arrivé à Évry, près de l’été « très » court.".encode("cp1252"), 0, "cp1252", "Évry"),
    ("damaged", "Le préfet est à Évry.".encode() + b"\xe9", 0, "1 broken", "Évry"),
    ("english", b"The minister arrived on Thursday in the capital, and the talks with officials began.", 0,
     "English already", "The minister arrived on Thursday"),
    ("german", b"Der Minister ist am Donnerstag in der Hauptstadt angekommen und hat mit den Beamten gesprochen.",
     1, "'de'", ""),
]  # fmt: skip


@pytest.mark.parametrize(("name", "raw", "code", "err", "out"), BAD, ids=[case[0] for case in BAD])
def test_bad_input(tmp_path: Path, name: str, raw: bytes, code: int, err: str, out: str) -> None:
    file = tmp_path / f"{name}.txt"
    file.write_bytes(raw)
    good = tmp_path / "zz.txt"
    good.write_text("Zoé est arrivée.", "utf-8")
    for words, stdin in (((file,), b""), (("-",), raw)):
        result = dipx("translate", *words, *FAKE, stdin=stdin)
        assert result.returncode == code
        assert err in result.stderr.decode()
        assert out in result.stdout.decode()
        lines = result.stderr.decode().strip().splitlines()
        assert len([line for line in lines if "to look at" not in line]) == 1, lines
    both = dipx("translate", tmp_path, *FAKE)
    assert both.returncode == code
    assert "Zoé" in both.stdout.decode(), "the other files of the run are done"


def test_other_bad_paths(article: Path, tmp_path: Path) -> None:
    twice = dipx("translate", article, article, *FAKE)
    assert twice.returncode == 0
    assert b"named twice" in twice.stderr
    missing = dipx("translate", tmp_path / "none.txt", article, *FAKE)
    assert missing.returncode == 1
    assert b"none.txt cannot be read: No such file" in missing.stderr
    assert missing.stdout
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/a.png").write_bytes(b"\x89PNG")
    none = dipx("translate", tmp_path / "docs", *FAKE)
    assert none.returncode == 2
    assert b"holds no file that dipx reads" in none.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads and writes everywhere")
def test_unreadable_and_read_only(article: Path, tmp_path: Path) -> None:
    article.chmod(0)
    assert dipx("translate", article, *FAKE).returncode == 1
    article.chmod(0o644)
    (tmp_path / "closed").mkdir(mode=0o555)
    result = dipx("run", article.parent, "-o", tmp_path / "closed" / "out", *FAKE)
    assert result.returncode == 1
    assert b"Permission denied" in result.stderr


def test_one_line_of_200_000_characters(tmp_path: Path) -> None:
    text = "Le ministre parle encore et encore, " * 5_556
    file = tmp_path / "long.txt"
    file.write_text(text, "utf-8")
    value = valid(dipx("translate", file, "--json", *FAKE).stdout)
    covers(value["documents"][0], text)
    assert value["documents"][0]["english"].count("erle") + value["documents"][0]["english"].count("elrap") >= 5_500


def test_20_megabytes(tmp_path: Path) -> None:
    paragraph = "Le ministre est arrivé jeudi. Kim l'a reçu à Pyongyang, a indiqué l'agence officielle.\n\n"
    count = 20_000_000 // len(paragraph.encode())
    file = tmp_path / "large.txt"
    file.write_text(paragraph * count, "utf-8")
    result = dipx("translate", file, "-o", tmp_path / "large.en", *FAKE)
    assert result.returncode == 0
    with (tmp_path / "large.en").open(encoding="utf-8") as english:
        assert sum("Pyongyang" in line for line in english) == count


@pytest.mark.parametrize("words", [("translate", ""), ("run", "", "-o", "out"), ("translate", "a.txt", "-o", "")])
def test_an_empty_argument_is_no_folder(words: tuple[str, ...]) -> None:
    result = dipx(*words, *FAKE)
    assert result.returncode == 2
    assert b"is empty" in result.stderr
