"""A writer's own words in a mail are read wherever they stand: above, below and amid what is answered; lists keep their
numbers, and what is left out keeps its lines."""

from __future__ import annotations

import pytest

from dipx import formats
from dipx.document import Document
from dipx.formats import mail, md
from dipx.formats.base import Source
from dipx.formats.inline import Marked
from dipx.text.clean import keep_all

THEIRS, MORE = "Le pont sera-t-il rouvert en mai ?", "Qui paiera les travaux ?"
ABOVE, AMID, BELOW = "Bonjour à toutes et à tous.", "Oui, au début du mois.", "La région paiera la moitié."
WROTE = "Le mar. 3 mars 2026 à 18:20, Léa Roy &lt;lea@example.org&gt; a écrit :"
GMAIL = f'<div dir="ltr" class="gmail_attr">{WROTE}<br></div>'
OUTLOOK = (
    "<div style='border:none;border-top:solid #E1E1E1 1.0pt'><p><b>De :</b> Léa Roy &lt;lea@example.org&gt;<br>"
    "<b>Envoyé :</b> mardi 3 mars 2026 18:20<br><b>À :</b> Mairie<br><b>Objet :</b> le pont</p></div>"
)


def _read(body: str, kind: str = "html", name: str = "a.eml") -> Document:
    shown = f"<html><body>{body}</body></html>" if kind == "html" else body
    head = f"Subject: RE: le pont\nContent-Type: text/{kind}; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
    return mail.load(Source(name, (head + shown).encode()))


def _own(document: Document) -> list[str]:
    return [block.text for block in document.blocks if block.kind != "heading"]


BELOW_ONE = {
    "gmail, within": f'<div>{ABOVE}</div><div class="gmail_quote">{GMAIL}<blockquote class="gmail_quote">{THEIRS}'
    f"</blockquote><div><br></div><div>{BELOW}</div></div>",
    "gmail, container": f'<div>{ABOVE}</div><div class="gmail_quote gmail_quote_container">{GMAIL}'
    f"<blockquote>{THEIRS}</blockquote><div>{BELOW}</div></div>",
    "gmail, old": f'<div>{ABOVE}</div><div class="gmail_extra"><div class="gmail_quote">{WROTE}<br>'
    f'<blockquote class="gmail_quote">{THEIRS}</blockquote></div>{BELOW}</div>',
    "apple": f'<div>{ABOVE}</div><div>{WROTE}</div><blockquote type="cite"><div>{THEIRS}</div></blockquote>{BELOW}',
    "apple, inside": f'{ABOVE}<blockquote type="cite"><div>{WROTE}</div><div>{THEIRS}</div></blockquote><p>{BELOW}</p>',
    "thunderbird": f'<p>{ABOVE}</p><div class="moz-cite-prefix">{WROTE}<br></div><blockquote type="cite" cite="mid:a">'
    f"<p>{THEIRS}</p></blockquote><p>{BELOW}</p>",
    "a bare quotation": f"<p>{ABOVE}</p><p>{WROTE}</p><blockquote><p>{THEIRS}</p></blockquote><p>{BELOW}</p>",
    "outlook, with a bar": f"<p>{ABOVE}</p><div style='border:none;border-left:solid blue 1.5pt;padding:0cm'>{OUTLOOK}"
    f"<p>{THEIRS}</p></div><p>{BELOW}</p>",
    "proton": f'<div>{ABOVE}</div><div class="protonmail_quote">{WROTE}<br><blockquote class="protonmail_quote" '
    f'type="cite">{THEIRS}</blockquote><br>{BELOW}</div>',
    "yahoo": f'<div>{ABOVE}</div><div class="yahoo_quoted"><div>{WROTE}</div>{THEIRS}</div><div>{BELOW}</div>',
}


@pytest.mark.parametrize("body", BELOW_ONE.values(), ids=BELOW_ONE)
def test_own_words_below_a_quotation(body: str) -> None:
    document = _read(body)
    assert _own(document) == [ABOVE, BELOW]
    assert {part.reason for part in document.left_out} == {"quoted-mail"}
    assert any(THEIRS in part.text for part in document.left_out)
    assert _own(_read(body.replace(ABOVE, ""))) == [BELOW]


AMID_TWO = {
    "gmail": f'<div class="gmail_quote">{GMAIL}<blockquote class="gmail_quote">{THEIRS}</blockquote><div>{AMID}</div>'
    f'<blockquote class="gmail_quote">{MORE}</blockquote><div>{BELOW}</div></div>',
    "gmail, nested": f'<div class="gmail_quote">{GMAIL}<div class="gmail_quote"><blockquote>{THEIRS}</blockquote></div>'
    f"<div>{AMID}</div><blockquote>{MORE}</blockquote></div><div>{BELOW}</div>",
    "apple": f'<blockquote type="cite"><div>{WROTE}</div>{THEIRS}</blockquote>{AMID}<br>'
    f'<blockquote type="cite">{MORE}</blockquote><div>{BELOW}</div>',
}


@pytest.mark.parametrize("body", AMID_TWO.values(), ids=AMID_TWO)
def test_own_words_between_two_quotations(body: str) -> None:
    document = _read(body)
    assert _own(document) == [AMID, BELOW]
    assert {part.text for part in document.left_out} >= {THEIRS, MORE}


@pytest.mark.parametrize(
    "said",
    [
        "Voir mes réponses en bleu ci-dessous.",
        "Mes commentaires sont dans le texte.",
        "Je vous réponds en rouge dans le corps du message.",
        "See my comments inline.",
    ],
)
def test_answers_that_only_a_color_tells_are_read_with_the_questions(said: str) -> None:
    document = _read(f"<p>{said}</p>{OUTLOOK}<p>{THEIRS}</p><p style='color:blue'>{AMID}</p>")
    assert _own(document) == [said, THEIRS, AMID]
    header = "De : Léa Roy\nEnvoyé : mardi 3 mars 2026 18:20\nÀ : Mairie\nObjet : le pont\n\n"
    document = _read(f"{said}\n\n{header}{THEIRS}\n{AMID}\n", "plain")
    assert _own(document) == [said, THEIRS, AMID]
    assert [part.text for part in document.left_out] == header.strip().split("\n")


@pytest.mark.parametrize("said", ["Voici ma réponse.", "Le texte ci-dessous est long.", "Merci de ta réponse rapide !"])
def test_other_words_on_answers_change_nothing(said: str) -> None:
    assert _own(_read(f"<p>{said}</p>{OUTLOOK}<p>{THEIRS}</p>")) == [said]


def test_a_quotation_of_the_writer_is_no_quoted_mail() -> None:
    verse = "Demain, dès l’aube, je partirai."
    for opening in ("<blockquote>", "<blockquote style='border-left:solid blue 1pt'>"):
        assert _own(_read(f"<p>Comme l’a écrit Hugo :</p>{opening}{verse}</blockquote><p>{BELOW}</p>")) == [
            "Comme l’a écrit Hugo :",
            verse,
            BELOW,
        ]


@pytest.mark.parametrize(
    "body",
    [
        "-----Message d'origine-----\nDe : Léa\nEnvoyé : mardi 3 mars 2026 18:20\nÀ : Mairie\nObjet : le pont\n\n"
        f"> {THEIRS}\n\n{BELOW}\n",
        f"> Un mot.\n> De : Léa <lea@example.org>\n> Envoyé : mardi 3 mars 2026 18:20\n> À : Mairie\n> Objet : pont\n"
        f">\n> {THEIRS}\n\n{BELOW}\n",
    ],
)
def test_own_words_below_a_header_in_plain_text(body: str) -> None:
    document = _read(body, "plain")
    assert _own(document) == [BELOW]
    assert document.left_out[-1].text == f"> {THEIRS}"


def test_what_is_left_out_keeps_its_lines_and_its_paragraphs() -> None:
    wrapped = "Le conseil municipal a longuement débattu de la fermeture du pont, puis\n> a voté les crédits."
    kept = keep_all(_read(f"{ABOVE}\n\n> Un : bois\n> Deux : fer\n>\n> {wrapped}\n-- \nLéa\n12 rue Neuve\n", "plain"))
    assert [block.text for block in kept.blocks][1:] == [
        ABOVE,
        "> Un : bois",
        "> Deux : fer",
        f"> {wrapped}".replace("\n> ", "\n"),
        "--",
        "Léa",
        "12 rue Neuve",
    ]


def _written(*lines: str) -> str:
    document = formats.parse("\n\n".join(lines))
    return md.plain([(block.kind, Marked(block.text)) for block in document.blocks]).decode()


def test_numbers_of_a_list_are_kept() -> None:
    assert _written("1. Un point.", "2. Un autre.", "3. Encore.") == "1. Un point.\n2. Un autre.\n3. Encore.\n"
    assert _written("4) Un point.", "5) Un autre.") == "4) Un point.\n5) Un autre.\n"
    assert _written("- Un point.", "• Un autre.", "3. Trois.") == "- Un point.\n- Un autre.\n\n3. Trois.\n"
    # A viewer counts on from a list's first number.
    assert _written("1. Un point.", "3. Trois.", "7) Sept.") == "1. Un point.\n\n3\\. Trois.\n\n7) Sept.\n"
    document = _read("Ordre du jour :\n\n1. Le budget est là.\n2. La séance est levée.\n", "plain")
    english = [Marked(block.text) for block in document.blocks]
    made = mail.dump(Source("a.eml", b""), document, english).decode()
    assert made.endswith("\n\n1. Le budget est là.\n2. La séance est levée.\n")


@pytest.mark.parametrize(("line", "shown"), [(">From Nice.", "From Nice."), (">>From Nice.", ">From Nice.")])
def test_an_mbox_puts_one_mark_before_from(line: str, shown: str) -> None:
    raw = f"From a@example.org Tue Mar  3 18:20:00 2026\nSubject: le pont\n\n{ABOVE}\n{line}\n"
    document = mail.load(Source("a.mbox", raw.encode()))
    assert [*_own(document), *(part.text for part in document.left_out)] == [ABOVE, shown]
