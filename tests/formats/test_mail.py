"""Mail as programs write it: all that is shown is in the document or named; answers go, forwarded mail stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from dipx.document import Document
from dipx.formats import mail
from dipx.formats.base import Source
from tests.formats.rewriting import rewritten, texts

OWN = "D'accord pour la réunion de jeudi."
THEIRS = "Peux-tu venir jeudi à neuf heures ?"


def _read(raw: str | bytes, name: str = "a.eml") -> Document:
    return mail.load(Source(name, raw.encode() if isinstance(raw, str) else raw))


def _plain(body: str, subject: str = "RE: réunion", more: str = "") -> Document:
    head = f"Subject: {subject}\nContent-Type: text/plain; charset=utf-8{more}\nContent-Transfer-Encoding: 8bit\n\n"
    return _read(head + body)


def _html(body: str, subject: str = "RE: lettre") -> Document:
    return _read(f"Subject: {subject}\nContent-Type: text/html; charset=utf-8\n\n<html><body>{body}</body></html>")


def _texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if block.kind != "heading"]


def _reasons(document: Document) -> dict[str, str]:
    return {reason: "\n".join(p.text for p in document.left_out if p.reason == reason) for reason in
            {part.reason for part in document.left_out}}  # fmt: skip


ANSWERED = [
    "De : Anne <anne@example.org>\nEnvoyé : lundi 5 janvier 2026 10:12\nÀ : Paul\nObjet : réunion\n\n",
    "________________________________\nDe : Anne\nEnvoyé : lundi 5 janvier 2026 10:12\nÀ : Paul\nObjet : réunion\n\n",
    "-----Message d'origine-----\nDe : Anne [mailto:anne@example.org]\nEnvoyé : lundi 5 janvier\nÀ : Paul\nCc : Zoé;\n"
    "   Léo\nObjet : réunion\n\n",
    "*De :* Anne <anne@example.org>\n*Envoyé :* lundi 5 janvier 2026 10:12\n*À :* Paul\n*Objet :* réunion\n\n",
    "De\u00a0: Anne <anne@example.org>\n\nDate\u00a0: lundi 5 janvier 2026\n\n"
    "À\u00a0: Paul\n\nObjet\u00a0: réunion\n\n",
    "From: Anne\nSent: Monday, January 5, 2026 10:12\nTo: Paul\nSubject: meeting\n\n",
    "-----Original Message-----\nFrom: Anne\nSent: Monday\nTo: Paul\nSubject: meeting\n\n",
    "Le lun. 5 janv. 2026 à 09:00, Anne <anne@example.org> a écrit :\n\n> ",
    "Le lun. 5 janv. 2026 à 09:00, Anne Martin de la Tour <\nanne.martin@example.org> a écrit :\n\n> ",
    "Le lun. 5 janv. 2026 à 09:00,\nAnne Martin <anne@example.org>\na écrit :\n> ",
    "Le 05/01/2026 à 09:00, Anne a écrit :\n> ",
    "Le 05/01/2026 à 09:00, Anne a écrit\u00a0:\n",
    "Le 5 janv. 2026 à 09:00, Anne <anne@example.org> a écrit :\n\n",
    "Anne a écrit :\n> ",
    "Anne <anne@example.org> a écrit :\n> ",
    "On Mon, Jan 5, 2026 at 9:00 AM Anne <anne@example.org> wrote:\n> ",
    "En date de : Lun 5.1.26, Anne <anne@example.org> a écrit :\n\n",
    "> ",
]


@pytest.mark.parametrize("header", ANSWERED)
def test_what_is_answered_is_left_out_with_its_header(header: str) -> None:
    document = _plain(f"{OWN}\n\nCordialement,\nPaul\n\n{header}{THEIRS}\n")
    assert _texts(document) == [OWN, "Cordialement,", "Paul"]
    assert {part.reason for part in document.left_out} == {"quoted-mail"}
    assert THEIRS in _reasons(document)["quoted-mail"]


@pytest.mark.parametrize("header", ANSWERED)
def test_a_mail_of_nothing_but_what_it_quotes_is_read(header: str) -> None:
    for own in ("", "Pour info.\n\n"):
        document = _plain(f"{own}{header}{THEIRS}\n")
        assert _texts(document)[-1] == THEIRS
        assert "Anne" not in "\n".join(_texts(document))


FORWARDED = [
    ("Tr : réunion", "-----Message d'origine-----\nDe : Anne\nEnvoyé : lundi 5 janvier\nÀ : Paul\nObjet : réunion\n\n"),
    ("TR: réunion", "De : Anne\nEnvoyé : lundi 5 janvier 2026 10:12\nÀ : Paul\nObjet : réunion\n\n"),
    ("réunion", "---------- Forwarded message ---------\nDe : Anne <anne@example.org>\nDate: lun. 5 janv. 2026\n"
     "Subject: réunion\nTo: Paul\n\n"),
    ("réunion", "-------- Message transféré --------\nSujet : réunion\nDate : lun. 5 janv. 2026\n"
     "De : Anne\nPour : Paul\n\n"),
    ("réunion", "Début du message réexpédié :\n\n> De: Anne <anne@example.org>\n"
     "> Objet: réunion\n> Date: 5 janvier 2026\n>\n> "),
    ("Fwd: réunion", "Begin forwarded message:\n\nFrom: Anne\nSubject: réunion\nDate: 5 January 2026\nTo: Paul\n\n"),
]  # fmt: skip


@pytest.mark.parametrize(("subject", "header"), FORWARDED)
def test_what_is_forwarded_is_read(subject: str, header: str) -> None:
    document = _plain(f"Voici ce que j'ai reçu.\n\n{header}{THEIRS}\n", subject)
    assert _texts(document) == ["Voici ce que j'ai reçu.", THEIRS]
    assert list(_reasons(document)) == ["mail-header"]
    assert "Anne" in _reasons(document)["mail-header"]


@pytest.mark.parametrize(
    "body",
    [
        "De : Paris\nÀ : Lyon\nDate : 5 mai\n\nLe voyage dure deux heures.",
        "Le 13 janvier 1898, Zola écrivait :\n\nJ'accuse le conseil de guerre.",
        "En 1898, Zola a écrit :\n\nJ'accuse le conseil de guerre.",
        "Objet : une demande\n\nJe demande la parole.",
        "Une ligne.\n\n-- Un tiret au début, puis du texte.",
        "Première nouvelle.\n\n--\n\n" + "\n\n".join(f"Voici la nouvelle numéro {n}." for n in range(20)),
    ],
)
def test_what_only_looks_like_quoted_mail_is_read(body: str) -> None:
    document = _plain(body)
    assert not document.left_out
    assert document.blocks[-1].text == body.split("\n")[-1]


def test_short_lines_are_no_headings() -> None:
    document = _plain("Bonjour Anne,\n\nMerci\n\nCordialement,\nPaul\n")
    assert [block.kind for block in document.blocks] == ["heading", *["paragraph"] * 4]


def test_answers_between_quotations_stay_in_order() -> None:
    document = _plain("> Viens-tu ?\nOui.\n> Quand ?\nÀ midi.\n>From Paris\n-- \nPaul\n06 00 00 00 00\n\n> ancien\n")
    assert _texts(document) == ["Oui.", "À midi.", "From Paris"]
    assert _reasons(document)["signature"] == "--\nPaul\n06 00 00 00 00"
    assert _reasons(document)["quoted-mail"].endswith("> ancien")
    for device in ("Envoyé de mon iPhone", "Obtenir Outlook pour iOS<https://example.org/a>"):
        assert _reasons(_plain(f"Oui.\n\n{device}\n")) == {"signature": device}


@pytest.mark.parametrize(
    ("more", "body", "texts"),
    [
        ("; format=flowed", "Le maire a \ndit la fin.\n\n From Paris.\n", ["Le maire a dit la fin.", "From Paris."]),
        ("; format=flowed; delsp=yes", "Le gou \nvernement.\n", ["Le gouvernement."]),
        ('; format="Flowed"', "> Une question \n> longue ?\nOui.\n-- \nPaul\n", ["Oui."]),
        ("; format=flowed", "Un. \n> Deux.\nTrois.\n", ["Un.", "Trois."]),
        ("", "Un espace \nau bout.\n", ["Un espace", "au bout."]),
    ],
)  # fmt: skip
def test_flowed_lines_are_one_paragraph(more: str, body: str, texts: list[str]) -> None:
    assert _texts(_plain(body, more=more)) == texts


QUOTED_HTML = [
    f'<div class="gmail_quote"><div dir="ltr" class="gmail_attr">Le lun. 5 janv. 2026 à 09:00, Anne a écrit :<br></div>'
    f"<blockquote>{THEIRS}</blockquote></div>",
    f'<div class="moz-cite-prefix">Le 05/01/2026 à 09:00, Anne a écrit :<br></div>'
    f'<blockquote type="cite"><p>{THEIRS}</p></blockquote>',
    f"<div><b>De :</b> Anne &lt;a@example.org&gt;<br><b>Envoyé :</b> lundi 5 janvier 2026 10:12<br><b>À :</b> Paul<br>"
    f"<b>Objet :</b> réunion</div><p>{THEIRS}</p>",
    f"<p>De : Anne</p><p>Envoyé : lundi</p><p>À : Paul</p><p>Objet : réunion</p><p>{THEIRS}</p>",
]


@pytest.mark.parametrize("quoted", QUOTED_HTML)
def test_what_html_mail_answers_is_left_out(quoted: str) -> None:
    document = _html(f"<p>{OWN}</p>{quoted}")
    assert _texts(document) == [OWN]
    assert THEIRS in _reasons(document)["quoted-mail"]
    assert THEIRS in "\n".join(_texts(_html(quoted)))
    forwarded = _html(f"<p>Voici.</p>{quoted}", "Tr : réunion")
    assert THEIRS in "\n".join(_texts(forwarded))


def test_html_mail_that_says_that_it_forwards_is_read() -> None:
    body = (
        '<p>Voici.</p><div class="gmail_quote">---------- Forwarded message ---------<br>De : Anne<br>'
        f"Date: lundi<br>Subject: a<br>To: b<br><p>{THEIRS}</p></div>"
    )
    assert _texts(_html(body, "réunion"))[-1] == THEIRS


def test_letters_that_were_damaged_are_repaired_and_told() -> None:
    document = _plain("L'Ã©tÃ© Ã\xa0 BesanÃ§on.\n")
    assert _texts(document) == ["L'été à Besançon."]
    assert "4 damaged letters" in "; ".join(document.notes)


@pytest.mark.parametrize("end", [".", " !", " ?"])
def test_a_sentence_above_what_is_quoted_is_no_part_of_its_header(end: str) -> None:
    page = (
        f'<div>Le vote aura lieu mardi{end}</div><br><div><blockquote type="cite"><div>Le 5 janv. 2026 à 09:00, Paul '
        "&lt;p@x.fr&gt; a écrit&nbsp;:</div><br><div>Quand ?</div></blockquote></div><div>Et merci.</div>"
    )
    raw = f"Subject: Budget\nContent-Type: text/html; charset=utf-8\n\n{page}".encode()
    document = mail.load(Source("a.eml", raw))
    assert [block.text for block in document.blocks] == ["Budget", f"Le vote aura lieu mardi{end}", "Et merci."]
    assert document.notes == ()  # entities are no damage in a page


def test_html_mail_as_markdown_has_no_marks_but_bold_italics_and_links_that_lead_out(tmp_path: Path) -> None:
    shown = "<span style='color:red'>maire</span> <font size=2>de</font> <b>Lyon</b> "
    shown += "<a href=x>part</a> <a href=http://a.b>ici</a>"
    raw = f"Subject: a\nContent-Type: text/html; charset=utf-8\n\n<p>Le {shown}.</p>\n".encode()
    made = rewritten(tmp_path / "a.eml", raw, lambda text: text).decode()
    assert made == "# a\n\nLe maire de **Lyon** part [ici](http://a.b).\n"


def test_what_is_typed_for_bold_and_italics_is_that(tmp_path: Path) -> None:
    raw = "Subject: a\nContent-Type: text/plain; charset=utf-8\n\n*Important* : le pont_neuf est _fermé ici_, 2 * 3.\n"
    assert "Important : le pont_neuf est fermé ici, 2 * 3." in texts(tmp_path / "a.eml", raw.encode())
    made = rewritten(tmp_path / "a.eml", raw.encode(), lambda text: text).decode()
    assert "*Important* : le pont_neuf est *fermé ici*, 2 \\* 3." in made
