"""A tab-separated glossary as spreadsheets write it: cells in quotation marks."""

from __future__ import annotations

from pathlib import Path

import pytest

from dipx.translation.glossary import Entry
from dipx.translation.glossary_files import load_glossary

ROWS = [
    ('"garde à vue"\tpolice custody', Entry("garde à vue", "police custody")),
    ('"garde à vue"\t"police custody"\t"exact"', Entry("garde à vue", "police custody", frozenset({"exact"}))),
    ('"l\'""État"""\t"the ""State"""', Entry('l\'"État"', 'the "State"')),
    ('l\'"État"\tthe "State"', Entry('l\'"État"', 'the "State"')),
    ('"a" et "b"\tx', Entry('"a" et "b"', "x")),
    ('Libération\t""', Entry("Libération", "")),
]


@pytest.mark.parametrize(("line", "entry"), ROWS)
def test_quoted_cells(tmp_path: Path, line: str, entry: Entry) -> None:
    path = tmp_path / "g.tsv"
    path.write_text(f'"source"\t"target"\n{line}\n', "utf-8")
    assert load_glossary(path).entries == (entry,)


def test_a_quoted_term_is_found(tmp_path: Path) -> None:
    path = tmp_path / "g.tsv"
    path.write_text('"garde à vue"\tpolice custody\n', "utf-8")
    assert [m.entry.target for m in load_glossary(path).find("Il est en garde à vue.")] == ["police custody"]
