"""``dipx check``, ``--fail-on`` and ``--quotes``."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest

from tests.command import dipx
from tests.conftest import ROOT

SCHEMA = json.loads((ROOT / "docs/schema/check.schema.json").read_text("utf-8"))
FRENCH = "Il y a 12 morts et 30 blessés.\n\nLe maire n'a pas répondu.\r\nBonjour à tous.\n"
ENGLISH = "There are 13 dead and 30 wounded.\n\nThe mayor answered.\nHello everyone.\n"
TMX = """<?xml version="1.0"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header srclang="fr"/><body>
<tu><tuv xml:lang="fr-FR"><seg>Il y a <bpt i="1">&lt;b></bpt>12<ept i="1">&lt;/b></ept> morts.</seg></tuv>
<tuv xml:lang="EN"><seg>There are <hi>12</hi> dead.</seg></tuv></tu>
<tu><tuv xml:lang="fr"><seg>Il a 30 ans.</seg></tuv><tuv xml:lang="en"><seg>He is 31.</seg></tuv></tu>
<tu><tuv xml:lang="fr"><seg>Bonjour.</seg></tuv><tuv xml:lang="de"><seg>Guten Tag.</seg></tuv></tu>
</body></tmx>
"""


@pytest.fixture
def sides(tmp_path: Path) -> tuple[Path, Path]:
    source, target = tmp_path / "a.fr", tmp_path / "a.en"
    source.write_bytes(FRENCH.encode())
    target.write_bytes(ENGLISH.encode())
    return source, target


def test_one_line_a_finding_with_its_place(sides: tuple[Path, Path]) -> None:
    result = dipx("check", *sides)
    lines = result.stdout.decode().splitlines()
    assert lines == [
        f"{sides[1]}:1: numbers: error: Not in the translation: 12; not in the source: 13.",
        f"{sides[1]}:3: negation: warning: The negation may be lost: “n'a pas”.",
    ]
    assert b"3 pairs, 2 findings (numbers 1, negation 1)" in result.stderr
    assert result.returncode == 1


@pytest.mark.parametrize(
    ("fail_on", "code"), [("none", 0), ("any", 1), ("error", 1), ("negation,names", 1), ("names", 0), ("typo", 2)]
)
def test_fail_on(sides: tuple[Path, Path], fail_on: str, code: int) -> None:
    assert dipx("check", *sides, "--fail-on", fail_on).returncode == code


@pytest.mark.parametrize("side", [0, 1])
def test_either_side_may_be_standard_input(sides: tuple[Path, Path], side: int) -> None:
    named = [*map(str, sides)]
    named[side] = "-"
    result = dipx("check", *named, stdin=sides[side].read_bytes())
    assert (result.returncode, result.stdout.count(b"\n")) == (1, 2)
    assert dipx("check", "-", "-").returncode == 2


def test_chosen_checks_alone(sides: tuple[Path, Path]) -> None:
    result = dipx("check", *sides, "--checks", "negation, names")
    assert (result.stdout.count(b"\n"), result.returncode) == (1, 0)
    unknown = dipx("check", *sides, "--checks", "nmbers")
    assert unknown.returncode == 2
    assert b"numbers" in unknown.stderr


def test_json_contract(sides: tuple[Path, Path]) -> None:
    value = json.loads(dipx("check", *sides, "--json", "-q").stdout)
    jsonschema.validate(value, SCHEMA)
    assert value["pairs"] == 3
    assert [(f["line"], f["code"], f["source"][:7]) for f in value["findings"]] == [
        (1, "numbers", "Il y a "),
        (3, "negation", "Le mair"),
    ]
    assert value["counts"] == {"numbers": 1, "negation": 1}


def test_sides_must_match(sides: tuple[Path, Path]) -> None:
    sides[1].write_text("One line.\n", "utf-8")
    result = dipx("check", *sides)
    assert result.returncode == 1
    assert re.search(rb"has 4 lines and .* has 1", result.stderr)


def test_tmx(tmp_path: Path) -> None:
    memory = tmp_path / "memory.tmx"
    memory.write_text(TMX, "utf-8")
    result = dipx("check", memory)
    assert result.stdout.decode().splitlines() == [
        f"{memory}:6: numbers: error: Not in the translation: 30; not in the source: 31."
    ]
    assert b"2 pairs" in result.stderr


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.tmx", '<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx>&a;</tmx>', b"line 2"),
        ("a.tmx", "<tmx><body></tmx>", b"line 1"),
        ("a.tmx", "<tmx><body/></tmx>", b"no unit"),
        ("a.txt", "Bonjour.", b"translation too"),
    ],
)
def test_what_is_no_tmx(tmp_path: Path, name: str, text: str, message: bytes) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    result = dipx("check", tmp_path / name)
    assert result.returncode in (1, 2)
    assert message in result.stderr
    assert b"Traceback" not in result.stderr


def test_fail_on_of_a_translation(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("Le chat noir dort sur la table.", "utf-8")
    out = tmp_path / "a.en.txt"
    words = ("translate", article, "-o", out, "--engine", "fake", "--keep-all", "--fail-on")
    assert dipx(*words, "none").returncode == 0
    out.unlink()
    # The fake engine spells backwards, which no check takes for a good translation of everything; 'empty' it never is.
    assert dipx(*words, "empty").returncode == 0
    assert out.exists()
    assert dipx(*words, "typo").returncode == 2
    assert dipx("translate", "--lines", "--fail-on", "any", "--engine", "fake", stdin=b"Oui.").returncode == 2


def test_quotes_on_the_command_line() -> None:
    words = ("translate", "-", "--engine", "fake", "--lang", "fr", "--keep-all")
    french = "Il dit « oui ».".encode()
    assert b'"' in dipx(*words, stdin=french).stdout
    assert "“" in dipx(*words, "--quotes", "curly", stdin=french).stdout.decode()
    run = json.loads(dipx(*words, "--quotes", "curly", "--json", stdin=french).stdout)["run"]
    assert "quotes=curly" in run["reading"]
    assert dipx(*words, "--quotes", "french", stdin=french).returncode == 2
