"""The author in the head of a clean page: a name, no line of French."""

from __future__ import annotations

import time

import pytest

from dipx.formats import html
from dipx.formats.base import Source
from dipx.formats.html.author import names_of
from dipx.formats.inline import Marked

TOLD = [
    ("Par Anne Le Bihan", "Anne Le Bihan"),
    ("Par Anne Le Bihan Publié le", "Anne Le Bihan"),
    ("par anne", ""),
    ("PAR ANNE LE BIHAN", "ANNE LE BIHAN"),
    ("Anne Le Bihan", "Anne Le Bihan"),
    ("Anne Le Bihan, envoyée spéciale à Lens", "Anne Le Bihan"),
    ("Anne Le Bihan; Envoyée Spéciale À Lens", "Anne Le Bihan"),
    ("Propos recueillis par Anne Le Bihan", "Anne Le Bihan"),
    ("Texte : Anne Le Bihan", "Anne Le Bihan"),
    ("Article rédigé par Jean de La Tour", "Jean de La Tour"),
    ("Anne Le Bihan et Jean Morel", "Anne Le Bihan and Jean Morel"),
    ("Anne Le Bihan; Jean Morel", "Anne Le Bihan; Jean Morel"),
    ("Anne Le Bihan avec AFP", "Anne Le Bihan"),
    ("Anne Le Bihan - Mis à jour le 3 mai", "Anne Le Bihan"),
    ("Anne Le Bihan (journaliste)", "Anne Le Bihan"),
    (" - - Anne Le Bihan, – | le 3 mai", "Anne Le Bihan"),
    ("- 3 mai", ""),
    ("AFP", "AFP"),
    ("Pascal Depardon", "Pascal Depardon"),
    ("Paul Parent", "Paul Parent"),
    ("La rédaction du journal", ""),
    ("Publié le 3 mai 2024", ""),
    ("", ""),
]


@pytest.mark.parametrize(("told", "names"), TOLD)
def test_only_names_are_left(told: str, names: str) -> None:
    assert names_of(told) == names


@pytest.mark.parametrize("piece", ["- ", "a, ", "; ", " | ", "par ", "Anne et ", "le ", "(", ": ", "Anne "])
def test_a_long_line_is_read_at_once(piece: str) -> None:
    started = time.process_time()
    names_of(piece * 20_000 + "a")
    assert time.process_time() - started < 2  # minutes, where each sign begins a search of its own


TEXT = "Le conseil de la ville a voté le budget de la commune pour cette année, lundi soir. " * 3


@pytest.mark.parametrize(
    ("told", "author"),
    [("Par Anne Le Bihan<br>Publié le 3 mai", "Anne Le Bihan"), ("La rédaction du journal", "")],
)
def test_in_the_clean_page(told: str, author: str) -> None:
    page = f"<html><head><title>T</title></head><body><article><h1>Le vote</h1><p class='author'>{told}</p>"
    source = Source("a.html", f"{page}{f'<p>{TEXT}</p>' * 3}</article></body></html>".encode())
    document = html.load(source)
    made = html.dump(source, document, [Marked(block.text) for block in document.blocks]).decode()
    assert (f'<meta name="author" content="{author}">' in made) == bool(author)
    assert made.count('name="author"') == bool(author)
    assert any(told in note for note in document.notes) == (not author)
