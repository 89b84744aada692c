"""Control characters amid a text: between two letters one stands for a space, whatever the format, and that is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from dipx import formats
from dipx.formats.inline import RunningText, writable
from dipx.text.normalize import normalize
from tests.formats.rewriting import rewritten

LONG = "Le maire\0adjoint de la commune est venu ce matin\x01ici, et puis il est reparti le soir vers la gare d'ici."
SPACED = LONG.replace("\0", " ").replace("\x01", " ")
NOTE = "2 control characters within words are read as a space: maire adjoint, matin ici"


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.srt", "a.csv", "a.eml"])
def test_words_do_not_run_together(tmp_path: Path, name: str) -> None:
    body = {
        "a.md": f"# Un titre\n\n{LONG}\n",
        "a.html": f"<article><h1>Un titre</h1><p>{LONG}</p></article>",
        "a.srt": f"1\n00:00:01,000 --> 00:00:02,000\n{LONG}\n",
        "a.csv": f'text\n"{LONG}"\n',
        "a.eml": f"Subject: Un titre\nContent-Type: text/plain; charset=utf-8\n\n{LONG}\n",
    }.get(name, LONG)
    (tmp_path / name).write_bytes(body.encode())
    document = formats.read(tmp_path / name)
    assert SPACED in [normalize(block.text) for block in document.blocks]  # which a model sees
    assert NOTE in document.notes


def test_of_a_text_in_memory_it_is_said_too() -> None:
    document = formats.parse("Un mot\0autre.")
    assert document.text == "Un mot autre."
    assert document.notes == ("1 control character within words is read as a space: mot autre",)


MARKDOWN = [
    ("Un mot\0autre **ici\0là**.\n", "UN MOT AUTRE **ICI LÀ**.\n"),
    ("> Un\0 mot.\n> Un\0deux.\n", "> UN MOT. UN DEUX.\n"),
    ("| Un\0mot | reste |\n|---|---|\n| a\0b | c |\n", "| UN MOT | RESTE |\n|---|---|\n| A B | C |\n"),
    ("```\nmot\0autre\n```\n\nIci.\n", "```\nmot\0autre\n```\n\nICI.\n"),
]


@pytest.mark.parametrize(("source", "written"), MARKDOWN)
def test_a_line_of_markdown_is_written_once(tmp_path: Path, source: str, written: str) -> None:
    rest = "\nET ENCORE UNE LIGNE, POUR QUE PEU DE SIGNES AUSSI RARES NE FASSENT PAS D'UN TEXTE UN PROGRAMME.\n"
    assert rewritten(tmp_path / "a.md", f"{source}{rest}".encode(), str.upper).decode() == written + rest


@pytest.mark.parametrize(
    "pieces", [("mot\0", "autre"), ("mot", "\0autre"), ("mot", "\0", "\x01", "autre"), ("mot\x0cautre",)]
)
def test_the_pieces_of_a_line_are_parted_too(pieces: tuple[str, ...]) -> None:
    line = RunningText()
    for piece in pieces:
        line.add(piece)
    assert line.done().text == "mot autre"


def test_word_s_own_hyphen_is_one_where_none_can_be_written() -> None:
    assert writable("porte\x1eavions, gou\x1fver\x1fnement") == "porte-avions, gouvernement"
