"""Formulas and fields of Markdown stand in its text, and what does not is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from dipx import formats
from tests.formats.rewriting import rewritten, texts


@pytest.mark.parametrize(
    "line",
    [
        "Le tarif vaut $t = 3n$ euros.",
        "Avec $x$ et $y$, tout va.",
        r"Soit \(x^2 + y_1\) la somme.",
        r"Soit \[x^2 = 4\] ici.",
        "On a $$a_1 * b_2 = c$$ ici.",
        "$n$ personnes sont là.",
        "Cher {{ nom }}, bonjour.",
        r"La part est $\frac{a}{b}$.",
        "Il y a **$2n$ lits** ici.",
    ],
)
def test_what_stands_for_a_word_is_in_the_text_and_comes_out_as_it_was(tmp_path: Path, line: str) -> None:
    [text] = texts(tmp_path / "a.md", f"{line}\n".encode())
    assert text == line.replace("**", "")
    path = tmp_path / "b.md"
    path.write_text(f"{line}\n")
    [block] = formats.read(path).blocks
    assert any(span.kind == "kept" for span in block.spans)
    made = rewritten(tmp_path / "c.md", f"{line}\n".encode(), lambda text: f"So {text}").decode()
    assert made == f"So {line}\n" if "**" not in line else "$2n$" in made


def test_prices_are_no_formulas(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("De 5$ à 10$, puis de $6 à $12.\n")
    assert not formats.read(path).blocks[0].spans


def test_what_is_not_in_the_text_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text('Un mot {{< ref "a" >}} là :tada: ici.\n\n$$\na = b\n$$\n\n```\nx = 1\n```\n\nFin.{.large}\n')
    assert formats.read(path).notes == (
        "2 blocks of code and formulas stay as they are: "
        "their text is in Markdown output alone (“$$ a = b $$”, “x = 1”)",
        '2 marks of extensions stay as they are: their place is in Markdown output alone (“{{< ref "a" >}}”, “:tada:”)',
    )


def test_a_formula_of_two_lines_is_kept_as_it_is_and_named(tmp_path: Path) -> None:
    line = "Un mot et $$a\n= b$$ ici.\n"
    path = tmp_path / "a.md"
    path.write_text(line)
    assert "1 mark of an extension stays as it is" in formats.read(path).notes[0]
    assert rewritten(path, line.encode(), lambda text: text.replace("mot", "word")).decode() == line.replace(
        "mot", "word"
    )
