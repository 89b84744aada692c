"""Only what was copied from a page is looked through for its furniture; what goes is named with its words."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from dipx import formats
from dipx.cli.output import left_out
from dipx.document import LeftOut
from dipx.text.clean import clean

LINES = (
    "Le marronnier de la place",
    "Publicité",
    "La mairie a décidé mercredi d'abattre le marronnier centenaire qui ombrageait la place depuis 1911.",
    "Lire aussi : Le tilleul du port",
    "Partager",
    "Les riverains, réunis en collectif, ont déposé un recours devant le tribunal administratif de Nantes.",
)


def test_a_markdown_file_loses_no_line(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("\n\n".join(LINES) + "\n\n| Oui | Non |\n|---|---|\n| X | |\n| | X |\n", "utf-8")
    document = clean(formats.read(path))
    assert [block.text for block in document.blocks] == [*LINES, "Oui", "Non", "X", "X"]
    assert document.left_out == ()


def test_nor_does_a_mail(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    body = "\n\n".join(LINES).encode()
    head = b"Subject: Le marronnier\nContent-Type: text/plain; charset=utf-8\n\n"
    path.write_bytes(head + body)
    texts = [block.text for block in clean(formats.read(path)).blocks]
    assert set(LINES) <= set(texts)


@pytest.mark.parametrize(("lines", "gone"), [
    (("Un mot.", "X", "Un autre mot.", "Fin."), []),
    (("Un mot.", "Facebook", "X", "Fin."), ["Facebook", "X"]),
])  # fmt: skip
def test_a_lone_x_is_no_share_button(lines: tuple[str, ...], gone: list[str]) -> None:
    document = clean(formats.parse("\n\n".join(lines)))
    assert [span.text for span in document.left_out] == gone


def test_of_very_many_the_first_are_named() -> None:
    shown = left_out([LeftOut(f"A{number}", "code", 0, 2) for number in range(150)])
    assert shown.startswith("code: “A0”, “A1”") and shown.endswith("“A99” and 50 more (--format json lists them)")


def test_what_is_left_out_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("\n\n".join(LINES), "utf-8")
    command = [sys.executable, "-m", "dipx", "translate", str(path), "--engine", "fake", "--no-memory"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    told = next(line for line in done.stderr.splitlines() if "left out" in line)
    assert (
        "in 3 places (advertisement: “Publicité”; read-also: “Lire aussi : Le tilleul du port”; share-buttons:" in told
    )
