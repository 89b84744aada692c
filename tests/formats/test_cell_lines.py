"""Lines within a cell: a break parts what it parted, and never comes to stand behind all words."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from dipx.document import Span
from dipx.formats.gaps import spaced
from dipx.formats.inline import Gap, Marked
from dipx.formats.zipped.linebreaks import is_own_line
from tests.formats.rewriting import rewritten, texts

LINES = [
    ("Mardi\nférié", ["Mardi", "férié"]),
    ("SAMEDI 5\ncomplet", ["SAMEDI 5", "complet"]),
    ("Dimanche :\nfermé", ["Dimanche :", "fermé"]),
    ("Lundi\nau vendredi", ["Lundi au vendredi"]),
    ("lundi\net mardi", ["lundi et mardi"]),
    ("Mardi gras\nà Nice", ["Mardi gras à Nice"]),
    ("Prix\nunitaire", ["Prix unitaire"]),
    ("Nom\nAdresse", ["Nom", "Adresse"]),
    ("Prix_x000D_\nunitaire", ["Prix unitaire"]),
    ("Prix_x0007_unitaire", ["Prix unitaire"]),
    ("Le code_x005F_x000D_ ici", ["Le code_x005F_x000D_ ici"]),
]


def _book(text: str) -> bytes:
    book, made = openpyxl.Workbook(), io.BytesIO()
    book.active["A1"] = text
    book.save(made)
    return made.getvalue()


@pytest.mark.parametrize(("cell", "expected"), LINES)
def test_what_is_a_line_of_its_own(tmp_path: Path, cell: str, expected: list[str]) -> None:
    assert texts(tmp_path / "a.xlsx", _book(cell)) == expected


@pytest.mark.parametrize(("french", "english", "written"), [
    ("Prix\nunitaire", "Unit price", "Unit\nprice"),
    ("Taux\nhoraire\nbrut", "Gross hourly rate", "Gross\nhourly\nrate"),
    ("Prix_x000D_\nunitaire", "Unit price", "Unit_x000D_\nprice"),
    ("Mardi\nférié", {"Mardi": "Tuesday", "férié": "holiday"}, "Tuesday\nholiday"),
])  # fmt: skip
def test_what_is_written(tmp_path: Path, french: str, english: str | dict[str, str], written: str) -> None:
    made = rewritten(
        tmp_path / "a.xlsx", _book(french), lambda text: english if isinstance(english, str) else english[text]
    )
    assert openpyxl.load_workbook(io.BytesIO(made)).active["A1"].value == written


@pytest.mark.parametrize(("text", "places", "then"), [
    ("Unit price", [10], [4]), ("Unit price", [0], [4]), ("Unit price.", [10], [4]),
    ("One two three", [13, 13], [3, 6]),
    ("One two three", [7, 13], [6, 3]), ("One two", [3], [3]), ("Price", [5], [5]), ("One two", [7, 7], [3, 6]),
])  # fmt: skip
def test_a_break_stays_between_words(text: str, places: list[int], then: list[int]) -> None:
    spans = tuple(Span(place, place, "object", key=key) for key, place in enumerate(places))
    gaps = [Gap(key, before=False, after=False, is_space=True) for key in range(len(places))]
    made = spaced(Marked(text, spans), gaps)
    assert [span.start for span in made.spans] == then


def test_the_days_are_days() -> None:
    assert is_own_line("Mercredi", "ouvert")
    assert not is_own_line("Mercredis", "ouverts")
