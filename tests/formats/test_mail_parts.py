"""The parts of a mail: every text that is shown is read in its place and its encoding; the rest is named."""

from __future__ import annotations

import base64
import email.policy
import quopri
from email.message import EmailMessage, MIMEPart

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dipx.document import Document
from dipx.errors import InputError
from dipx.formats import mail
from dipx.formats.base import Source
from dipx.formats.mail.headers import decoded_header


def _read(raw: str | bytes, name: str = "a.eml") -> Document:
    return mail.load(Source(name, raw.encode() if isinstance(raw, str) else raw))


def _texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if block.kind != "heading"]


def _reasons(document: Document) -> dict[str, str]:
    return {reason: "\n".join(p.text for p in document.left_out if p.reason == reason) for reason in
            {part.reason for part in document.left_out}}  # fmt: skip


TEXTS = {
    "iso-8859-1": b"l\x92\x9cuvre co\xfbte 50 \x80\x85",
    "us-ascii": b"l\x92\x9cuvre co\xfbte 50 \x80\x85",
    "x-martian": b"l\x92\x9cuvre co\xfbte 50 \x80\x85",
    "utf-8": "l’œuvre coûte 50 €…".encode(),
    "windows-1252": "l’œuvre coûte 50 €…".encode(),
    "macintosh": "l’œuvre coûte 50 €…".encode("mac_roman"),
}


@pytest.mark.parametrize("packed", ["8bit", "quoted-printable", "base64", "BASE64 "])
@pytest.mark.parametrize("charset", TEXTS)
def test_whatever_the_label_says(charset: str, packed: str) -> None:
    raw = TEXTS[charset]
    if "base64" in packed.lower():
        raw = base64.encodebytes(raw)
    elif packed.startswith("q"):
        raw = quopri.encodestring(raw)
    head = f"Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: {packed}\n\n"
    assert _texts(_read(head.encode() + raw)) == ["l’œuvre coûte 50 €…"]


@pytest.mark.parametrize(
    ("packed", "texts"),
    [
        (base64.encodebytes("Le conseil a voté le budget de la ville lundi.".encode()) + b"\nListe, fin.\n",
         ["Le conseil a voté le budget de la ville lundi.", "Liste, fin."]),
        (b"Ce texte n'est pas en base64.", ["Ce texte n'est pas en base64."]),
        (base64.b64encode("Le conseil a voté le budget".encode())[:-4], ["Le conseil a voté le budge"]),
    ],
)  # fmt: skip
def test_base64_that_is_none_or_not_whole(packed: bytes, texts: list[str]) -> None:
    assert (
        _texts(_read(b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n" + packed))
        == texts
    )


WHOLE = base64.b64encode(b"Le conseil a vote le budget de la ville lundi, puis les travaux.")


@pytest.mark.parametrize(
    ("packed", "begins", "ends"),
    [
        (WHOLE[:44] + b"\n!!" + WHOLE[44:], "Le conseil a vote", "lundi, puis les travaux."),
        (WHOLE[:10] + b"%" + WHOLE[11:], "Le cons", "l a vote le budget de la ville lundi, puis les travaux."),
        (WHOLE[:-3], "Le conseil a vote", "lundi, puis les travaux"),
    ],
)
def test_broken_base64_is_said(packed: bytes, begins: str, ends: str) -> None:
    head = b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
    document = _read(head + packed)
    assert document.text.startswith(begins) and document.text.endswith(ends)
    assert any("base64 is broken" in note for note in document.notes)
    assert not _read(head + WHOLE + b"\n\nListe : https://listes.example.org/mailman/listinfo/une_liste\n").notes


def test_what_stands_outside_of_all_parts_is_named_as_it_was() -> None:
    raw = _mixed(_part("Un.")).replace("\n\n--B\n", "\n\nDéjà.\n--B\n", 1) + "Été.\n"
    assert _reasons(_read(raw)) == {"mail-preamble": "Déjà.", "mail-epilogue": "Été."}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("=?utf-8?Q?Le_d=C3=A9bat?=", "Le débat"),
        ("=?utf-8?Q?Le d=C3=A9bat?= suit", "Le débat suit"),
        ("=?UTF-8?B?TMOp?= =?UTF-8?B?b24=?=", "Léon"),
        ("=?utf-8?Q?d=C3?==?utf-8?Q?=A9bat?=", "débat"),
        ("=?utf-8?Q?d=C3?=\n =?utf-8?Q?=A9bat?=", "débat"),
        ("=?iso-8859-1?Q?l=92=9Cuvre?=", "l’œuvre"),
        ("=?windows-1252?Q?50_=80?= ici", "50 €"" ici"),
        ("=?x-martian?Q?=E9t=E9?=", "été"),
        ("=?utf-8*fr?Q?=C3=A9t=C3=A9?=", "été"),
        ("Tr :=?utf-8?Q?_=C3=A9t=C3=A9?=", "Tr : été"),
        ("été nu", "été nu"),
        ("cl\udce9", "clé"),
        ("=?utf-8?B?w6l0w6k?=", "été"),
        ("=?utf-8?Q?pas fini", "=?utf-8?Q?pas fini"),
        ("dÃ©bat", "débat"),
    ],
)  # fmt: skip
def test_headers_as_they_come(value: str, text: str) -> None:
    assert decoded_header(value) == text


def _mixed(*parts: str, kind: str = "mixed", more: str = "") -> str:
    body = "".join(f"--B\n{part}\n" for part in parts)
    return f"Subject: Lettre\nMIME-Version: 1.0\nContent-Type: multipart/{kind}; boundary=B{more}\n\n{body}--B--\n"


def _part(text: str, kind: str = "plain", more: str = "") -> str:
    return f"Content-Type: text/{kind}; charset=utf-8\n{more}\n{text}\n"


def _inner(part: str, kind: str) -> str:
    return f"Content-Type: multipart/{kind}; boundary=C\n\n--C\n{part}\n--C--\n"


PICTURE = 'Content-Type: image/jpeg; name="=?utf-8?Q?=C3=A9t=C3=A9.jpg?="\nContent-Disposition: inline\n\nxxx\n'
FILE = "Content-Type: application/pdf\nContent-Disposition: attachment; filename*=utf-8''r%C3%A9sum%C3%A9.pdf\n\nxxx\n"
SHOWN = "Content-Disposition: inline; filename=a.txt\n"
NOTES = "Content-Disposition: attachment; filename=notes.txt\n"
INVITATION = "Content-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR\nEND:VCALENDAR\n"
SIGNED = "Content-Type: application/pgp-signature; name=signature.asc\n\nxxx\n"
LONG = " ".join(f"Le projet numéro {word} sera présenté aux élus." for word in "un deux trois quatre cinq six".split())


@pytest.mark.parametrize(
    ("raw", "texts", "note"),
    [
        (_mixed(_part("Un."), PICTURE, _part("Deux."), FILE), ["Un.", "Deux."], "été.jpg, résumé.pdf"),
        (_mixed(_part("Un."), _part("Deux.", more=SHOWN)), ["Un.", "Deux."], ""),
        (_mixed(_part("Un."), FILE.replace("*=utf-8''r%C3%A9sum%C3%A9.pdf", '="résumé.pdf"')), ["Un."], "résumé.pdf"),
        (_mixed(_part("Un."), _part("Deux.", more=NOTES)), ["Un."], "notes.txt"),
        (_mixed(_part("Deux.", more=NOTES)), ["Deux."], ""),
        (_mixed(_part("Un."), _part("<p>Deux.</p>", "html")), ["Un.", "Deux."], ""),
        (_mixed(_part("Un."), INVITATION), ["Un."], "text/calendar"),
        (_mixed(_part("Un."), SIGNED, kind="signed"), ["Un."], "signature.asc"),
        (_mixed(_part("<bold>Un</bold>.", "enriched"), _part("Un.", "markdown"), kind="alternative"), ["Un."], ""),
        (_mixed(_part("Un.", "markdown"), _part("<p>Un.</p>", "html"), kind="alternative"), ["Un."], ""),
        (_mixed(_part("<p>Un.</p>", "x-amp-html"), _part("Deux."), kind="alternative"), ["Deux."], ""),
        (_mixed(_part("Un deux."), _part("<p>Un deux.</p>", "html"), kind="alternative"), ["Un deux."], ""),
        (_mixed(_part("Un deux."), _part("<p>Un deux plus.</p>", "html"), kind="alternative"), ["Un deux."], ""),
        (_mixed(_part(""), _part("<p>Un deux.</p>", "html"), kind="alternative"), ["Un deux."], ""),
        (_mixed(_part("<html><p>Un deux.</p></html>")), ["Un deux."], ""),
        (_mixed(_inner(_part("Un."), "alternative"), _part("Deux.")),
         ["Un.", "Deux."], ""),
        (_mixed(kind="mixed").replace("--B--\n", "Un texte sans bornes.\n"), ["Un texte sans bornes."], ""),
        ("Subject: a\n\nUn.\n\nbegin 644 photo.jpg\n#0V%T\n`\nend\n", ["Un."], "photo.jpg"),
        ("Subject: a\n\n-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nUn.\n- - Deux.\n"
         "-----BEGIN PGP SIGNATURE-----\n\n"
         "xx\n-----END PGP SIGNATURE-----\n", ["Un.", "- Deux."], "PGP signature"),
        ("\n\nSubject: a\n\nUn.\n", ["Un."], ""),
        (b"\xef\xbb\xbfSubject: a\n\nUn.\n", ["Un."], ""),
    ],
)  # fmt: skip
def test_all_inline_texts_are_read_in_order(raw: str | bytes, texts: list[str], note: str) -> None:
    document = _read(raw)
    assert _texts(document) == texts
    assert note in "; ".join(document.notes)
    assert bool(document.notes) == bool(note)


def test_what_is_no_main_text_keeps_its_kind() -> None:
    document = _read(_part("<h2>Le budget</h2><p>Le conseil a voté une hausse de 3 % des crédits.</p>", "html"))
    assert [(block.text, block.kind) for block in document.blocks][:1] == [("Le budget", "heading")]


@pytest.mark.parametrize(
    "stub",
    [
        "Votre logiciel ne lit pas le HTML.",
        "Si ce message ne s'affiche pas, voir la version en ligne : https://example.org/a",
        "Voir dans le navigateur",
        "https://example.org/a",
        "Un titre",
    ],
)
@pytest.mark.parametrize("is_related", [False, True])
def test_a_stub_is_not_taken_for_the_letter(stub: str, is_related: bool) -> None:
    rich = _part(f"<p>{LONG}</p>", "html")
    if is_related:
        rich = f"Content-Type: multipart/related; boundary=C\n\n--C\n{rich}\n--C\n{PICTURE}\n--C--\n"
    document = _read(_mixed(_part(stub), rich, kind="alternative"))
    assert _texts(document) == [LONG]
    assert _reasons(document) == {"other-version": stub}


INNER = (
    "From: c@example.org\nDate: Mon, 5 Jan 2026 10:00:00 +0100\nSubject: Communiqué\n"
    "Content-Type: text/plain; charset=utf-8\n\nLe texte.\n"
)


@pytest.mark.parametrize(
    "raw",
    [
        _mixed(_part("Voici."), f"Content-Type: message/rfc822\n\n{INNER}"),
        _mixed(_part("Voici."), "Content-Type: message/rfc822\n" + NOTES.replace("txt", "eml") + f"\n{INNER}"),
        _mixed(_part("Voici."), "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n"
               + base64.encodebytes(INNER.encode()).decode()),
        _mixed(_part("Voici.", more="") , f"Content-Type: multipart/digest; boundary=C\n\n--C\n\n{INNER}\n--C--\n"),
    ],
)  # fmt: skip
def test_a_forwarded_message_is_read_with_its_subject(raw: str) -> None:
    document = _read(raw)
    assert [block.text for block in document.blocks] == ["Lettre", "Voici.", "Communiqué", "Le texte."]
    assert "c@example.org" in _reasons(document)["mail-header"]


ENCRYPTED = [
    'Subject: a\nContent-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary=B\n\n'
    "--B\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n"
    "--B\nContent-Type: application/octet-stream\n\nxx\n--B--\n",
    "Subject: a\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\n\nMIIB\n",
    "Subject: a\n\n-----BEGIN PGP MESSAGE-----\n\nhQEM\n-----END PGP MESSAGE-----\n",
]


@pytest.mark.parametrize("raw", ENCRYPTED)
def test_encrypted_mail_is_refused_by_name(raw: str) -> None:
    with pytest.raises(InputError, match=r"is encrypted \((?:PGP|S/MIME)\)"):
        _read(raw)
    both = _read(
        "From a@b.fr Mon Jan  5 10:00:00 2026\n"
        + raw
        + "\n\nFrom a@b.fr Mon Jan  5 10:00:00 2026\nSubject: b\n\nUn.\n",
        "a.mbox",
    )
    assert _texts(both) == ["Un."]
    assert "1 encrypted parts are not read" in "; ".join(both.notes)


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("Content-Type: application/ms-tnef; name=winmail.dat\n\nxx\n", "winmail.dat"),
        ("Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m\n\nMIIB\n", "smime.p7m"),
        ("Content-Type: image/png; name=a.png\n\nxx\n", "a.png"),
    ],
)
def test_a_mail_without_a_text_says_what_it_holds(raw: str, told: str) -> None:
    with pytest.raises(InputError, match=f"holds no mail with a text; .*{told}"):
        _read(raw)


def test_an_mbox_is_all_its_messages_in_order() -> None:
    raw = (
        "Subject: zéro\n\nAvant.\n\nFrom a@example.org Mon Jan  5 10:00:00 2026\nSubject: un\n\nUn.\n\n"
        ">From Paris, oui.\n"
        "\nFrom Paris, on écrit.\n\nFrom b@example.org Mon Jan  5 10:00:00 2026\n>From b\nSubject: deux\n\nDeux.\n"
    )
    texts = ["Avant.", "Un.", "From Paris, oui.", "From Paris, on écrit.", "Deux."]
    assert _texts(_read(raw, "a.mbox")) == texts
    assert _texts(_read("Subject: a\n\nSans ligne From.\n", "a.mbox")) == ["Sans ligne From."]


WORDS = st.text("abcdefghijkéèàç", min_size=4, max_size=9)
BODIES = st.lists(st.lists(WORDS, min_size=1, max_size=12).map(" ".join), min_size=1, max_size=5)


def _leaf(text: str, kind: str) -> EmailMessage:
    part = EmailMessage(policy=email.policy.SMTP)
    part.set_content(f"<html><body><p>{text}</p></body></html>" if kind == "html" else text, subtype=kind)
    return part


def _tree(children: list[EmailMessage], kind: str) -> EmailMessage:
    made = EmailMessage(policy=email.policy.SMTP)
    made["Content-Type"] = f"multipart/{kind}"
    for child in children:
        made.attach(child)
    return made


def _attached(inner: EmailMessage) -> EmailMessage:
    part = EmailMessage(policy=email.policy.SMTP)
    inner["Subject"] = "suite"
    part.set_content(inner)
    return part


LEAVES = st.builds(
    _leaf,
    st.lists(st.lists(WORDS, min_size=1, max_size=9).map(" ".join), min_size=1).map("\n> ".join),
    st.just("plain"),
)
PAGES = st.builds(_leaf, st.lists(WORDS, min_size=1, max_size=9).map(" ".join), st.just("html"))
MAILS = st.recursive(
    LEAVES | PAGES,
    lambda inner: (
        st.builds(_tree, st.lists(inner, min_size=1, max_size=3), st.sampled_from(["mixed", "related", "alternative"]))
        | inner.map(_attached)
    ),
    max_leaves=6,
)


@given(MAILS)
def test_every_word_of_every_inline_text_is_in_the_document_or_named(made: EmailMessage) -> None:
    if made.get_content_type() == "message/rfc822":
        made = _tree([made], "mixed")
    document = _read(made.as_bytes())
    told = document.text + " " + " ".join(document.notes)
    for part in made.walk():
        assert isinstance(part, MIMEPart)
        if part.get_content_maintype() == "text":
            words = part.get_content().replace("<html><body><p>", " ").replace("</p></body></html>", " ").split()
            assert not [word for word in words if word.strip(">") and word.strip(">") not in told]


@pytest.mark.parametrize(
    "head",
    ['Content-Type: text/HTML;\n\tboundary="--N_1"', "Content-Type: text/plain; charset=utf-8", "X-A: b",
     "Content-Type: text/plain\nContent-Transfer-Encoding: base64"],
)  # fmt: skip
def test_parts_that_the_header_does_not_tell_of(head: str) -> None:
    part = "Content-Transfer-Encoding: quoted-printable\nContent-Type: text/html;\n\tcharset=iso-8859-1\n\n"
    body = f"This is a multipart message in MIME format.\n----N_1\n{part}<p>Le march=E9 a ferm=\n=E9.</p>\n----N_1--\n"
    document = _read(f"Subject: D\xe9j\xe0\n{head}\n\n{body}".encode("latin-1"))
    assert [block.text for block in document.blocks] == ["Déjà", "Le marché a fermé."]
    assert document.left_out == ()


def test_a_text_that_shows_a_part_is_a_text() -> None:
    shown = "Voici.\n\n--B\nContent-Type: text/plain\n\nLe marché.\n"
    assert "Voici." in _texts(_read(f"Subject: a\nContent-Type: text/plain; charset=utf-8\n\n{shown}"))
