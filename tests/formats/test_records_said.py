"""What of a table or of JSON lines stays in French is named, with where it stands."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from dipx import formats
from dipx.errors import InputError

# what it is, the file, what the notes say
CASES = [
    ("a second text", "a.csv", "id,text,text2\n1,Il pleut.,Il neige.\n", ["other columns with words ('text2')"]),
    ("two of one name", "a.csv", "text,text\nIl pleut.,Il neige.\n", ["('text (column 2)')"]),
    ("a column without a name", "a.csv", "text,,n\nIl pleut.,Il neige.,3\n", ["('(column 2)')"]),
    ("words far below", "a.tsv", "text\tb\n" + "Il pleut.\t12\n" * 3000 + "Il pleut.\tIl neige.\n", ["('b')"]),
    ("the same code twice", "a.csv", "text,b,c\nIl pleut.,x1,x1\nIl pleut.,Lundi,Lundi\n", ["('b', 'c')"]),
    ("quoted", "a.csv", 'text,"b ""c"""\n"Il pleut.","Il neige."\n', ["""('b "c"')"""]),
    ("codes alone", "a.csv", "id,text,lang,url,n\nA-1,Il pleut.,fr,https://e.fr/,1.5\n", []),
    ("a record without the field", "a.jsonl", '{"text": "Il pleut."}\n{"titre": "Il neige."}\n',
     ["records without a text in field 'text': 1 (line 2)", "other fields with words ('titre')"]),
    ("an object in the field", "a.jsonl", '{"text": "Il pleut."}\n{"text": {"fr": "Il neige."}}\n',
     ["records without a text in field 'text': 1 (line 2)", "other fields with words ('text.fr')"]),
    ("a list of objects in the field", "a.jsonl", '{"text": "Il pleut."}\n\n{"text": [{"p": "Il neige."}]}\n',
     ["1 (line 3)", "('text.p')"]),
    ("nothing in the field", "a.jsonl", '{"text": "Il pleut."}\n{"text": null}\n{"text": 5}\n', ["2 (line 2, 3)"]),
    ("in escapes", "a.jsonl", '{"text": "Il pleut.", "b": "\\u00e9t\\u00e9 \\u00e0 Paris"}\n', ["('b')"]),
    ("all of it", "a.jsonl", '{"text": ["Il pleut.", "Il neige."], "n": 3, "lang": "fr", "x": ""}\n', []),
]  # fmt: skip


@pytest.mark.parametrize(("what", "name", "raw", "said"), CASES, ids=[case[0] for case in CASES])
def test_what_stays_is_named(tmp_path: Path, what: str, name: str, raw: str, said: list[str]) -> None:
    (tmp_path / name).write_text(raw, "utf-8")
    notes = formats.read(tmp_path / name).notes
    assert len(notes) == len(said), notes
    assert all(any(part in note for note in notes) for part in said), notes


def test_many_others_are_counted(tmp_path: Path) -> None:
    names = ",".join(f"c{index}" for index in range(20))
    (tmp_path / "a.csv").write_text(f"text,{names}\nIl pleut.{',Il neige.' * 20}\n", "utf-8")
    (note,) = formats.read(tmp_path / "a.csv").notes
    assert "'c11' and 8 more)" in note


@pytest.mark.parametrize("head", ["", "text,b\n"])
def test_a_row_of_a_million_cells_is_refused_at_once(tmp_path: Path, head: str) -> None:
    (tmp_path / "a.csv").write_text(head + "a," * 1_000_000, "utf-8")
    started = time.monotonic()
    with pytest.raises(InputError, match=r"is no table \(more than 16,384 cells in row [12]\)"):
        formats.read(tmp_path / "a.csv")
    assert time.monotonic() - started < 2, "it took 8 s when a row had no bound"
