"""Glossary files: what is read, what is refused and in which line."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from dipx.errors import DipxError, InputError, UsageError
from dipx.translation.glossary import Entry
from dipx.translation.glossary_files import load_glossary

TBX = """<?xml version="1.0"?>
<{root} xmlns="urn:iso:std:iso:30042:ed-2" type="TBX-Basic"><text><body>
<{concept} id="1">
 <{lang} xml:lang="fr"><{term}><term>taxe <hi>carbone</hi></term></{term}><{term}><term>TC</term></{term}></{lang}>
 <{lang} xml:lang="en-GB"><{term}><term>carbon levy</term></{term}><{term}><term>carbon tax</term></{term}></{lang}>
</{concept}>
<{concept} id="2"><{lang} xml:lang="fr"><{term}><term>sans anglais</term></{term}></{lang}></{concept}>
</body></text></{root}>"""
OLD = {"root": "martif", "concept": "termEntry", "lang": "langSet", "term": "tig"}
NEW = {"root": "tbx", "concept": "conceptEntry", "lang": "langSec", "term": "termSec"}
LEVY = [Entry("taxe carbone", "carbon levy"), Entry("TC", "carbon levy")]
FILES = {
    "plain.tsv": ("taxe carbone\tcarbon levy\nTC\tcarbon levy\n", LEVY),
    "heading.tsv": ("source\ttarget\tflags\r\n# a comment\n\ntaxe carbone\tcarbon levy\r\nTC\tcarbon levy\t\r\n", LEVY),
    "comma.csv": ('source,target\n"taxe carbone","carbon levy"\nTC,carbon levy\n', LEVY),
    "semicolon.csv": ("\ufefftaxe carbone;carbon levy;\nTC;carbon levy;\n", LEVY),
    "old.tbx": (TBX.format(**OLD), LEVY),
    "new.tbx": (TBX.format(**NEW), LEVY),
    "keep.tsv": ("#climat\nLibération\t\tcase", [Entry("#climat", ""), Entry("Libération", "", frozenset({"case"}))]),
    "quotes.csv": ('"l\'""État""","the ""State""",exact', [Entry('l\'"État"', 'the "State"', frozenset({"exact"}))]),
    "empty.tsv": ("", []),
}


@pytest.mark.parametrize("name", FILES)
def test_files(tmp_path: Path, name: str) -> None:
    text, entries = FILES[name]
    (tmp_path / name).write_text(text, "utf-8", newline="")
    assert list(load_glossary(tmp_path / name).entries) == entries


def test_windows_encoding(tmp_path: Path) -> None:
    text = "président\tchairman\nélève\tpupil\nÉtat français\tFrench State\n" * 5
    (tmp_path / "g.tsv").write_bytes(text.encode("cp1252"))
    assert load_glossary(tmp_path / "g.tsv").entries[0].source == "président"


BAD = [
    ("g.tsv", "a b\tc\n\tx\n", "line 2", "letter"),
    ("g.tsv", "…\tx", "line 1", "letter"),
    ("g.tsv", "a\tb\texact\td", "line 1", "three columns"),
    ("g.tsv", "a\tb\texcat", "line 1", "flag"),
    ("g.tsv", "a " * 50 + "\tb", "line 1", "too long"),
    ("g.tsv", "a\t" + "b" * 1000, "line 1", "too long"),
    ("g.csv", 'a,b\n"c', "line 2", "not CSV"),
    ("g.csv", 'a,"b"c', "line 1", "not CSV"),
    ("g.tbx", "<martif>\n<body>", "line 2", "well-formed"),
    ("g.tbx", "\n<html/>", "line 2", "not a TBX"),
    ("g.tsv", "\x89PNG\r\n", "g.tsv", "PNG"),
    ("g.tsv", "".join(f"mot{n}\tword\n" for n in range(50_001)), "line 50001", "entries"),
]


@pytest.mark.parametrize(("name", "text", "place", "reason"), BAD)
def test_malformed(tmp_path: Path, name: str, text: str, place: str, reason: str) -> None:
    (tmp_path / name).write_bytes(text.encode("latin-1", "replace"))
    with pytest.raises(InputError) as error:
        load_glossary(tmp_path / name)
    assert place in str(error.value)
    assert reason in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(("name", "reason"), [("no.tsv", "no glossary"), ("g.xlsx", r"\.tsv, \.csv or \.tbx")])
def test_no_such_glossary(tmp_path: Path, name: str, reason: str) -> None:
    with pytest.raises(UsageError, match=reason):
        load_glossary(tmp_path / name)


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "g.tsv").open("wb") as file:
        file.truncate(100 * 2**20)
    with pytest.raises(DipxError, match="larger"):
        load_glossary(tmp_path / "g.tsv")


def test_of_two_targets_the_last_wins_with_a_warning(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "g.tsv").write_text("taxe\ttax\nimpôt\ttax\ntaxe\tlevy\n", "utf-8")
    with caplog.at_level(logging.WARNING):
        glossary = load_glossary(tmp_path / "g.tsv")
    assert [m.entry.target for m in glossary.find("taxe")] == ["levy"]
    (record,) = caplog.records
    assert "line 3" in record.getMessage()
