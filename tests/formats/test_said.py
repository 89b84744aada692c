"""What is said of a file names things, counts them in English, and cuts no word."""

from __future__ import annotations

from pathlib import Path

import pytest

from dipx import formats
from dipx.document import Block, Span
from dipx.errors import InputError
from dipx.formats.inline import Placed
from dipx.formats.paths import NAMED, expand
from dipx.formats.placing import carry
from dipx.text.counting import counted
from tests.formats.rewriting import command
from tests.formats.test_docx_kinds import made, p, package, t, up


@pytest.mark.parametrize(("number", "said"), [(0, "0 pairs"), (1, "1 pair"), (2, "2 pairs"), (1200, "1,200 pairs")])
def test_one_is_no_plural(number: int, said: str) -> None:
    assert counted(number, "pair") == said


def test_a_single_mark_is_one() -> None:
    assert Placed(1, 1).notes == (
        "1 inline mark (bold, links, …) was placed by position alone: look at it",
        "1 inline mark (bold, links, …) found no place in the English",
    )


def test_passed_over_files_are_named_texts_first(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    for name in ("un.txt", "deux.rtf", "sous/trois", *(f"a{n:03}.png" for n in range(NAMED))):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Un mot.", "utf-8")
    with caplog.at_level("WARNING"):
        expand([tmp_path])
    assert "passed over deux.rtf, " in caplog.text
    assert " and 2 more; dipx reads .txt" in caplog.text
    assert not any(suffix in caplog.text for suffix in (".docm", ".pptm", ".xlsm"))


@pytest.mark.parametrize("line", ["{", '{"text": "a" "b"}', '{"text": "a", }', "Un mot"])
def test_an_error_of_json_ends_with_a_whole_word(tmp_path: Path, line: str) -> None:
    (tmp_path / "a.jsonl").write_text(line, "utf-8")
    with pytest.raises(InputError, match=r"line 1 is no JSON \(.*\(char \d+\)\)$"):
        formats.read(tmp_path / "a.jsonl")


def test_a_run_says_a_failed_file_once(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("titre;corps\nUn;Deux\n", "utf-8")
    done = command("run", tmp_path / "a.csv", "-o", tmp_path / "out", "--engine", "fake", "--summary-model", "none")
    line = next(line for line in done.stdout.splitlines() if line.startswith("failed"))
    assert line.count("a.csv") == 1
    assert "'text'" in line


RAISED = [
    ("Le 1er mars", (4, 6), "March 1", 0), ("La Mme Le Goff", (4, 6), "Mrs Le Goff", 0),
    ("Le n° 4", (4, 5), "Number 4", 0), ("Une note ici", (4, 8), "This here", 0), ("x2 + y", (1, 2), "the rest", 1),
]  # fmt: skip


@pytest.mark.parametrize(("french", "place", "english", "lost"), RAISED)
def test_a_raised_ending_that_english_has_not_is_not_lost(
    french: str, place: tuple[int, int], english: str, lost: int
) -> None:
    block = Block(french, 0, len(french), spans=(Span(*place, "raised"),))
    assert carry(block, english)[1].lost == lost


def test_the_raised_ending_of_a_date_in_word(tmp_path: Path) -> None:
    (tmp_path / "b.docx").write_bytes(package(p(t("Le 1") + up("er") + t(" mars"))))
    document = formats.read(tmp_path / "b.docx")
    assert formats.render(document, ["1 March"])[1].lost == 0
    assert made(tmp_path, package(p(t("Le 1") + up("er") + t(" mars"))), "1 March").shown() == "1 March\n"
