"""Batches translated by hand, to a corpus."""

from __future__ import annotations

from pathlib import Path

import pytest
from training.data.collect import collected, read_batch
from training.data.forbidden import fingerprint

from dipx.errors import InputError

FRENCH = "1\tLa buanderie a brûlé cette nuit à Lens.\n2\tAbc def.\n3\tUn malfrat a pris la fuite jeudi soir.\n"
ENGLISH = "1\tThe laundry room burned down last night in Lens.\n2\t-\n3\tA crook fled on Thursday evening.\n"


def _batch(folder: Path, name: str, french: str, english: str | None) -> Path:
    (folder / f"{name}.fr").write_text(french, "utf-8")
    if english is not None:
        (folder / f"{name}.en").write_text(english, "utf-8")
    return folder / f"{name}.fr"


def test_what_was_translated_is_taken_once(tmp_path: Path) -> None:
    _batch(tmp_path, "b001", FRENCH, ENGLISH)
    _batch(tmp_path, "b002", FRENCH.replace("1\t", "7\t"), ENGLISH.replace("1\t", "7\t"))
    _batch(tmp_path, "b003", "1\tPas encore traduite.\n", None)
    assert sorted(collected(tmp_path, ())) == [
        ("La buanderie a brûlé cette nuit à Lens.", "The laundry room burned down last night in Lens."),
        ("Un malfrat a pris la fuite jeudi soir.", "A crook fled on Thursday evening."),
    ]


def test_what_a_development_set_holds_is_not(tmp_path: Path) -> None:
    _batch(tmp_path, "b001", FRENCH, ENGLISH)
    assert len(collected(tmp_path, {fingerprint("A crook fled on Thursday evening.")})) == 1


@pytest.mark.parametrize(
    ("english", "message"),
    [
        (ENGLISH.replace("3\t", "4\t"), "other numbers: 3, 4"),
        (ENGLISH.replace("1\tThe", "The"), "line 1 is no new number"),
        (ENGLISH.replace("3\t", "1\t"), "line 3 is no new number"),
        (ENGLISH.replace("fled on", "fled\ton"), "line 3 is no new number"),
        ("".join(reversed(ENGLISH.splitlines(keepends=True))), "in another order"),
    ],
)
def test_a_batch_that_is_not_whole_is_refused(tmp_path: Path, english: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        list(read_batch(_batch(tmp_path, "b001", FRENCH, english)))
