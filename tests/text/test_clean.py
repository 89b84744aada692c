"""The cleaner, on blocks as French news pages carry them: what must go goes with its reason, what must stay stays."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from dipx.document import Block, Document, LeftOut
from dipx.text.clean import clean, rules
from tests.conftest import SEEDS

DATA = Path(__file__).parent / "data"

TITLE = "Le marronnier de la place sera abattu"
BODY = (
    "La mairie a décidé mercredi d'abattre le marronnier centenaire qui ombrageait la place depuis 1911.",
    "Les riverains, réunis en collectif, ont déposé un recours devant le tribunal administratif de Nantes.",
    "L'audience est prévue au printemps, et l'arbre restera debout jusque-là, promet la première adjointe.",
)


def _cases() -> list[tuple[str, str, str]]:
    lines = (DATA / "clean.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(reason, where, text) for reason, where, text in rows]


def _document(*texts: str) -> Document:
    blocks, start = [], 0
    for text in texts:
        blocks.append(Block(text, start, start + len(text)))
        start += len(text) + 2
    return Document("page.txt", "\n\n".join(texts), tuple(blocks))


def _article(text: str, place: str) -> Document:
    before = {"head": 0, "middle": 3, "tail": 4}[place]
    texts = [TITLE, *BODY]
    return _document(*texts[:before], text, *texts[before:])


def _check_offsets(document: Document) -> None:
    spans: list[Block | LeftOut] = [*document.blocks, *document.left_out]
    assert all(document.text[span.start : span.end] == span.text for span in spans)


@pytest.mark.parametrize("place", ["head", "middle", "tail"])
@pytest.mark.parametrize(("reason", "where", "text"), _cases())
def test_block(reason: str, where: str, text: str, place: str) -> None:
    page = _article(text, place)
    cleaned = clean(page)
    stays = reason == "keep" or (where == "edge" and place == "middle")
    expected = () if stays else ((text, reason),)
    assert tuple((span.text, span.reason) for span in cleaned.left_out) == expected
    assert [block.text for block in cleaned.blocks] == [b.text for b in page.blocks if stays or b.text != text]
    assert cleaned.text == page.text
    _check_offsets(cleaned)


def test_there_are_enough_cases_of_both_kinds() -> None:
    cases = _cases()
    kept = [text for reason, _, text in cases if reason == "keep"]
    assert len(kept) >= 25
    assert len(cases) - len(kept) >= 35
    # Every reason of the table has a case, so a new rule without one shows here.
    assert {rule.reason for rule in rules()} == {reason for reason, _, _ in cases if reason != "keep"}


def test_seed_with_a_comment_form() -> None:
    text = (SEEDS / "004_cec67119877e3dc4.txt").read_text(encoding="utf-8")
    cleaned = clean(_document(*text.split("\n\n")))
    assert [span.reason for span in cleaned.left_out] == ["comment-form", "comment-form"]
    assert cleaned.left_out[0].text == "Laisser un commentaire"
    assert cleaned.blocks[-1].text.startswith("Les experts affirment")
    assert any(block.text.endswith("bilatérales. rapports.") for block in cleaned.blocks)


def test_seed_without_boilerplate_is_left_alone() -> None:
    text = (SEEDS / "000_47387b837b05a7b9.txt").read_text(encoding="utf-8")
    page = _document(*text.split("\n"))
    assert clean(page) == page


def test_menu_above_the_headline_goes_and_the_headline_stays() -> None:
    menu = ("LUNDI, 4 OCTOBRE 2021", "AFRIQUE CENTRALE", "GABON", "TÉLÉCOMS")
    cleaned = clean(_document(*menu, "SÉISME AU MAROC", *BODY))
    assert tuple(span.text for span in cleaned.left_out) == menu
    assert [block.text for block in cleaned.blocks] == ["SÉISME AU MAROC", *BODY]


def test_menu_in_one_block() -> None:
    menu = "LUNDI, 4 OCTOBRE 2021\nPolitique\nSport"
    cleaned = clean(_document(menu, TITLE, *BODY))
    assert [(span.text, span.reason) for span in cleaned.left_out] == [(menu, "dateline")]


def test_fields_go_only_after_a_comment_form() -> None:
    fields = ("Nom", "Prénom", "Site web", "Publier le commentaire")
    cleaned = clean(_document(TITLE, *BODY, "Laisser un commentaire", *fields))
    assert {span.reason for span in cleaned.left_out} == {"comment-form"}
    assert [block.text for block in cleaned.blocks] == [TITLE, *BODY]
    assert clean(_document(TITLE, *BODY, *fields)).left_out == ()


def test_section_heading_inside_an_article_stays() -> None:
    page = _document(TITLE, BODY[0], "Sport", BODY[1], "Économie", BODY[2])
    assert clean(page) == page


def test_nothing_but_boilerplate() -> None:
    page = _document("Publicité", "Lire aussi : Un titre", "Laisser un commentaire")
    cleaned = clean(page)
    assert cleaned.blocks == ()
    assert [span.reason for span in cleaned.left_out] == ["advertisement", "read-also", "comment-form"]
    _check_offsets(cleaned)


def test_a_lone_block_is_what_the_user_wants() -> None:
    document = _document("Lire aussi : Le marronnier de la place sera abattu")
    assert clean(document) == document


def test_what_was_left_out_before_stays_in_order() -> None:
    page = _document("Menu latéral", TITLE, *BODY, "Publicité")
    first = page.blocks[0]
    before = LeftOut(first.text, "reader", first.start, first.end)
    page = Document(page.path, page.text, page.blocks[1:], left_out=(before,))
    assert [span.reason for span in clean(page).left_out] == ["reader", "advertisement"]


def test_cleaning_twice_changes_nothing_more() -> None:
    page = clean(_document("Accueil > Monde", TITLE, *BODY, "Publicité", "Laisser un commentaire", "Nom"))
    assert clean(page) == page


@pytest.mark.parametrize(
    "piece",
    [
        "©",
        "© ",
        "(c)",
        "copyright",
        "copyright ©,",
        ", ",
        "|",
        "- ",
        "(",
        "photo ",
        "par ",
        "le ",
        "1 ",
        "»",
        "à lire ",
    ],
)
def test_a_line_of_signs_is_held_against_all_rules_at_once(piece: str) -> None:
    started = time.process_time()
    for times in (12, 100, 800):
        clean(_document(TITLE, piece * times, f"{piece * times} a", *BODY))
    assert time.process_time() - started < 5  # for ever, where a rule may read a hundred © in 2^100 ways


@pytest.mark.parametrize(
    "line",
    ["© 2024 Le Journal", "Copyright © 2024", "Copyright, © © (c) 2024 Agence", "(C)2024", "Copyright ©© , 1999 X"],
)
def test_a_copyright_is_one_however_its_signs_stand(line: str) -> None:
    (gone,) = clean(_document(TITLE, *BODY, line)).left_out
    assert gone.reason == "copyright"
