"""What stands at the edges of a PDF's pages and is none of its text."""

from __future__ import annotations

import pytest

from dipx.formats.pdf_edges import edges

BODY = ["Le phare a rouvert.", "Les gardiens sont venus.", "La mer était calme.", "Personne n’a dormi."]


def _left(*pages: list[str]) -> list[list[str]]:
    """The lines of each page that are its text."""
    return [
        [line for place, line in enumerate(page) if place not in taken]
        for page, taken in zip(pages, edges(pages), strict=True)
    ]


def _body(number: int) -> list[str]:
    return [f"{BODY[number % 4]} {chr(97 + number)}", f"Et ce fut la {'suite' * number} du récit."]


@pytest.mark.parametrize("count", [4, 5, 6, 9])
def test_left_and_right_pages_have_their_own_heads(count: int) -> None:
    heads = ["Le Courrier des phares", "Mémoires d’un gardien"]
    pages = [[heads[number % 2], *_body(number)] for number in range(count)]
    assert _left(*pages) == [_body(number) for number in range(count)]


def test_a_head_of_the_left_pages_alone() -> None:
    pages = [[*(["Le Courrier des phares"] * (number % 2)), *_body(number)] for number in range(7)]
    assert _left(*pages) == [_body(number) for number in range(7)]


def test_the_first_page_may_have_none() -> None:
    pages = [_body(0), *(["Le Courrier des phares", *_body(number)] for number in range(1, 5))]
    assert _left(*pages) == [_body(number) for number in range(5)]


def test_heads_and_numbers_one_below_the_other() -> None:
    pages = [["Le Courrier", str(number), *_body(number)] for number in range(4)]
    assert _left(*pages) == [_body(number) for number in range(4)]
    pages = [[*_body(number), "Le Courrier", f"– {number} –"] for number in range(4)]
    assert _left(*pages) == [_body(number) for number in range(4)]


def test_number_and_head_in_one_line_on_either_side() -> None:
    heads = "{} Le Courrier des phares", "La une {}"
    pages = [[heads[number % 2].format(number), *_body(number)] for number in range(6)]
    assert _left(*pages) == [_body(number) for number in range(6)]


FOLIOS = [
    "12 Le Courrier | Lundi 2 mars 2026",
    "12 | Le Courrier – lundi 2 mars 2026",
    "Lundi 2 mars 2026 | Le Courrier 13",
    "LE COURRIER – mars 2026 – page 7",
    "Page 4 • Le Courrier • 1er août 2026",
]


@pytest.mark.parametrize("folio", FOLIOS)
def test_the_line_of_a_newspaper_goes_from_a_single_page(folio: str) -> None:
    assert _left([folio, *BODY]) == [BODY]
    assert _left([*BODY, folio]) == [BODY]
    assert _left([BODY[0], folio, *BODY[1:]]) == [[BODY[0], folio, *BODY[1:]]]  # amid the page it is text


TEXTS = [
    "12 personnes arrêtées lundi 2 mars 2026",
    "Le maire – lundi 2 mars 2026",
    "Le phare | Lundi 2 mars 2026",
    "3 – 1 pour Brest",
    "12 mars",
    "Brest | Quimper | Morlaix",
]


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_text_stays_at_the_edge(text: str) -> None:
    assert _left([text, *BODY]) == [[text, *BODY]]
    assert _left([*BODY, text]) == [[*BODY, text]]


def test_one_number_goes_from_an_edge_not_a_column_of_them() -> None:
    assert _left(["12", *BODY, "7", "8", "9"]) == [[*BODY, "7", "8"]]


def test_what_stands_below_two_heads_is_text() -> None:
    pages = [["Le Courrier", str(number), "Jour Heure Lieu", *_body(number)] for number in range(4)]
    assert _left(*pages) == [["Jour Heure Lieu", *_body(number)] for number in range(4)]


def test_two_pages_that_begin_alike_are_no_heads() -> None:
    pages = [["Horaires", *_body(number)] for number in range(2)]
    assert _left(*pages) == pages


def test_pages_may_be_empty() -> None:
    assert _left() == []
    assert _left([], ["7"], []) == [[], [], []]
