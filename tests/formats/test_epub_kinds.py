"""E-books of many kinds: contents, titles and notes; what stands beside the running text."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from dipx import formats
from dipx.document import Document
from dipx.errors import InputError
from tests.formats.makers import zipped

CONTAINER = '<container><rootfiles><rootfile full-path="O/b.opf"/></rootfiles></container>'
METADATA = '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title><dc:language>fr-FR</dc:language></metadata>'


def book(
    chapter: str, *, title: str = "Un titre", more: dict[str, str] | None = None, items: str = "", spine: str = ""
) -> bytes:
    page = (
        f'<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="e" xml:lang="fr"><head/><body>{chapter}</body></html>'
    )
    package = (
        f'<package xml:lang="fr">{METADATA.format(title)}<manifest>'
        f'<item id="a" href="c%20d.xhtml" media-type="application/xhtml+xml"/>{items}</manifest>'
        f'<spine><itemref idref="a"/>{spine}</spine></package>'
    )
    members = {"META-INF/container.xml": CONTAINER, "O/b.opf": package, "O/c d.xhtml": page, **(more or {})}
    return zipped({name: text.encode() for name, text in members.items()})


def made(folder: Path, raw: bytes, *english: str) -> tuple[Document, dict[str, str]]:
    (folder / "a.epub").write_bytes(raw)
    document = formats.read(folder / "a.epub")
    targets = [*english, *(block.text.upper() for block in document.blocks[len(english) :])]
    out, _ = formats.render(document, targets)
    with zipfile.ZipFile(io.BytesIO(out)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    return document, {name: re.sub(r' xmlns(:\w+)?="[^"]*"', "", text) for name, text in parts.items()}


CASES = [
    # the chapter, the first block, its English, how it is written
    ('<p><span class="lettrine">L</span>e port dort.</p>', "Le port dort.", "The port sleeps.",
     '<p><span class="lettrine">T</span>he port sleeps.</p>'),
    ('<p><b>« L</b>e port »</p>', "« Le port »", '"The port"', '<p><b>"T</b>he port"</p>'),
    ('<p><span class="c">« L</span>’ami »</p>', "« L’ami »", '"The friend"',
     '<p><span class="c">"T</span>he friend"</p>'),
    ('<p><span class="c">D’</span>ici, va.</p>', "D’ici, va.", "From here, go.",
     '<p><span class="c">F</span>rom here, go.</p>'),
    ("<p>Il va là<sup>2</sup>.</p>", "Il va là.", "He goes there.", "<p>He goes there<sup>2</sup>.</p>"),
    ('<p>Un verre <img src="v.png"/> et un mot.</p>', "Un verre et un mot.", "A glass and a word.",
     '<p>A glass <img src="v.png"/> and a word.</p>'),
    ('<p><img src="v.png"/> Un mot.</p>', "Un mot.", "A word.", '<p><img src="v.png"/> A word.</p>'),
    ('<p>Voir la note<a epub:type="noteref" href="#n">1</a>.</p>', "Voir la note.", "See the note.",
     '<p>See the note<a epub:type="noteref" href="#n">1</a>.</p>'),
    ('<p>Voir la note<sup><a href="#n">12</a></sup>.</p>', "Voir la note.", "See the note.",
     '<p>See the note<sup><a href="#n">12</a></sup>.</p>'),
    ("<p>Au XX<sup>e</sup> siècle, 5 m<sup>2</sup>.</p>", "Au XXe siècle, 5 m2.", "In the 20th century, 5 m2.",
     "<p>In the 20<sup>th</sup> century, 5 m<sup>2</sup>.</p>"),
    ("<p><ruby>Le mot<rt>ka</rt></ruby> dit.</p>", "Le mot dit.", "The word says.",
     "<p><ruby>The word<rt>ka</rt></ruby> says.</p>"),
    ('<p>Hier, <span epub:type="pagebreak" id="p4">4</span>il pleut.</p>', "Hier, il pleut.", "Yesterday, it rained.",
     '<p>Yesterday, <span epub:type="pagebreak" id="p4">4</span>it rained.</p>'),
    ('<p>Lire <i lang="en">The Show Must Go On</i>.</p>', "Lire The Show Must Go On.", "Read The Show Must Go On.",
     '<p>Read <i lang="en">The Show Must Go On</i>.</p>'),
    ("<p>Le <!-- pas --><br/>port<!-- ici --> dort.</p>", "Le port dort.", "The port sleeps.",
     "<p>The<!-- pas --><br/>port<!-- ici --> sleeps.</p>"),
    ("<p>anti<wbr/>gel</p>", "antigel", "antifreeze", "<p>antifreeze<wbr/></p>"),
    ("<p>Le chat<br/>dort.</p>", "Le chat dort.", "The cat sleeps.", "<p>The cat<br/>sleeps.</p>"),
    ("<p>Le chat,<br/>Minou.</p>", "Le chat, Minou.", "The cat, Minou.", "<p>The cat,<br/>Minou.</p>"),
]  # fmt: skip


@pytest.mark.parametrize(("chapter", "text", "english", "written"), CASES)
def test_a_paragraph(tmp_path: Path, chapter: str, text: str, english: str, written: str) -> None:
    document, parts = made(tmp_path, book(chapter), english)
    assert document.blocks[0].text == text
    assert f"<body>{written}</body>" in parts["O/c d.xhtml"]


KEPT = [
    # the block, and why it stays; nothing where it does not
    ('<p translate="no">Ne pas traduire.</p>', "marked-untranslated"),
    ('<div class="a notranslate"><p>Ne pas traduire.</p></div>', "marked-untranslated"),
    ('<div translate="no"><p translate="yes">On peut traduire.</p></div>', ""),
    ('<blockquote xml:lang="de"><p>Ich bin ein Berliner.</p></blockquote>', "other-language"),
    ('<p lang="en-GB">To be, or not to be.</p>', "other-language"),
    ('<p lang="en-US">Le maire a dit que la ville est belle.</p>', ""),  # said by the program that made the book
    ('<div lang="de"><p lang="fr">Oui, bien sûr.</p></div>', ""),
]


@pytest.mark.parametrize(("block", "reason"), KEPT)
def test_what_a_book_marks_stays_and_is_named(tmp_path: Path, block: str, reason: str) -> None:
    document, parts = made(tmp_path, book(block + "<p>Un mot.</p>"), *([] if reason else ["Said."]))
    assert [span.reason for span in document.left_out] == [reason] * bool(reason)
    assert (block in parts["O/c d.xhtml"]) == bool(reason)


def test_a_kept_word_is_not_shown_to_the_model(tmp_path: Path) -> None:
    document, _ = made(tmp_path, book('<p>Le <b translate="no">Mot de passe</b> et <i lang="en">The End</i>.</p>'))
    assert [span.kind for span in document.blocks[0].spans] == ["kept", "kept"]


def test_what_stands_above_words_is_said(tmp_path: Path) -> None:
    document, _ = made(tmp_path, book("<p><ruby>Le mot<rt>sa lecture</rt></ruby> dit.</p>"))
    assert any("above words (ruby): « sa lecture »" in note for note in document.notes)


def test_numbers_of_printed_pages_stay(tmp_path: Path) -> None:
    nav = '<nav epub:type="page-list"><h2>Les pages</h2><ol><li><a href="c">xii</a></li></ol></nav>'
    nav += "<nav><ol><li><a>Fin</a></li></ol></nav>"
    more = {
        "O/n.xhtml": f'<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="e"><body>{nav}</body></html>',
        "O/t.ncx": "<ncx><pageTarget><navLabel><text>Page xii</text></navLabel></pageTarget>"
        "<pageTarget><navLabel><text>La <!-- a -->couverture</text></navLabel></pageTarget></ncx>",
    }
    items = (
        '<item id="n" properties="nav" href="n.xhtml" media-type="application/xhtml+xml"/>'
        '<item id="t" href="t.ncx" media-type="application/x-dtbncx+xml"/>'
    )
    _, parts = made(tmp_path, book("<p>Un mot.</p>", more=more, items=items))
    assert ">xii<" in parts["O/n.xhtml"]
    assert ">LES PAGES<" in parts["O/n.xhtml"]
    assert ">FIN<" in parts["O/n.xhtml"]
    assert ">Page xii<" in parts["O/t.ncx"]
    assert ">LA COUVERTURE<!-- a --><" in parts["O/t.ncx"]


SWITCH = "<epub:switch><epub:case>{}</epub:case><epub:default>{}</epub:default></epub:switch>"


@pytest.mark.parametrize(("chapter", "texts"), [
    (SWITCH.format("<math><mi>2</mi></math>", "<p>Le carré.</p>"), ["Le carré."]),
    (SWITCH.format("Un cas", "<p>Un <b>autre</b>.</p>"), ["Un cas", "Un autre."]),
    (f"<p>La somme {SWITCH.format('<b>un cas</b>', 'un autre')} est là.</p>",
     ["La somme est là.", "un cas", "un autre"]),
    ('<p>Ici <input type="submit" value="Envoyer tout"/> ou <input type="reset" value="Vider"/>.</p>',
     ["Ici ou.", "Envoyer tout", "Vider"]),
])  # fmt: skip
def test_choices_and_buttons(tmp_path: Path, chapter: str, texts: list[str]) -> None:
    document, parts = made(tmp_path, book(chapter))
    assert [block.text.replace(" .", ".") for block in document.blocks[:-1]] == texts
    wanted = re.sub(r'(?<=>)[^<>]+|(?<=value=")[^"]+', lambda words: words[0].upper(), chapter)
    assert f"<body>{wanted}</body>" in parts["O/c d.xhtml"]


def test_words_in_fields_are_named_and_a_comment_in_a_title_parts_nothing(tmp_path: Path) -> None:
    chapter = '<p>Un mot. <input value="Votre nom"/></p><datalist><option value="La mer"/></datalist>'
    document, parts = made(tmp_path, book(chapter, title="Un <!-- a -->port de mer"))
    assert [block.text for block in document.blocks] == ["Un mot.", "Un port de mer"]
    assert "UN PORT DE MER<!-- a --></dc:title>" in parts["O/b.opf"]
    assert document.notes == ("not translated: words in fields of forms and templates (« Votre nom », « La mer »)",)


@pytest.mark.parametrize(("drawn", "texts"), [
    ("<text>Le <tspan>port</tspan> dort</text>", ["Le port dort"]),
    ("<text><tspan>Les ventes</tspan><tspan>La région</tspan></text>", ["Les ventes", "La région"]),
    ('<text><a href="x">Le port</a></text>', ["Le port"]), ("<text>12</text>", []),
])  # fmt: skip
def test_words_in_a_drawing_are_read_whole(tmp_path: Path, drawn: str, texts: list[str]) -> None:
    raw = book(f'<p>Un mot.</p><svg xmlns="http://www.w3.org/2000/svg">{drawn}</svg>', title="")
    document, parts = made(tmp_path, raw)
    assert [block.text for block in document.blocks[1:]] == texts
    assert all(text not in parts["O/c d.xhtml"] for text in texts)


def test_a_page_within_a_drawing_is_named(tmp_path: Path) -> None:
    drawn = '<svg xmlns="http://www.w3.org/2000/svg"><foreignObject><b>Un port</b></foreignObject></svg>'
    document, _ = made(tmp_path, book(f"<p>Un mot.</p>{drawn}"))
    assert [(span.reason, span.text) for span in document.left_out] == [("drawing", "Un port")]


def test_lines_of_a_poem_are_texts_of_their_own(tmp_path: Path) -> None:
    document, parts = made(tmp_path, book("<p>Le vent <i>se lève</i> !<br/>\n Il faut<br/><br/>Vivre.</p>"))
    assert [block.text for block in document.blocks[:3]] == ["Le vent se lève !", "Il faut", "Vivre."]
    assert "<p>LE VENT <i>SE LÈVE</i> !<br/>IL FAUT<br/><br/>VIVRE.</p>" in parts["O/c d.xhtml"]


def test_contents_titles_and_texts_beside_are_translated(tmp_path: Path) -> None:
    xhtml = "application/xhtml+xml"
    head = "<head><title>Le début</title></head>"
    nav = '<nav epub:type="toc"><h2>Sommaire</h2><ol><li><a href="c">Le début</a></li><li><a>La fin</a></li></ol></nav>'
    page = '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="e">{}<body>{}</body></html>'
    more = {
        "O/nav.xhtml": page.format(head, nav + "<p>Mode d’emploi</p>"),
        "O/t.ncx": "<ncx><docTitle><text>Un titre</text></docTitle><navMap><navPoint><navLabel><text>Le début</text>"
                   "</navLabel></navPoint></navMap></ncx>",
        "O/hors.xhtml": page.format("", "<p>Hors du fil</p>"),
        "O/s.svg": '<svg xmlns="http://www.w3.org/2000/svg"><text>Un dessin</text></svg>',
    }  # fmt: skip
    items = (
        f'<item id="n" properties="nav" href="nav.xhtml" media-type="{xhtml}"/>'
        '<item id="t" href="t.ncx" media-type="application/x-dtbncx+xml"/>'
        f'<item id="h" href="hors.xhtml" media-type="{xhtml}"/><item id="s" href="s.svg" media-type="image/svg+xml"/>'
    )
    chapter = '<h1>Le début</h1><p>Un mot.</p><img src="a.png" alt="Un pont"/><pre>Un  bloc</pre>'
    document, parts = made(tmp_path, book(chapter, more=more, items=items, spine='<itemref idref="n"/>'))
    texts = [block.text for block in document.blocks]
    assert sorted(texts[:3]) == ["Hors du fil", "Le début", "Un mot."]
    assert sorted(texts[3:]) == ["La fin", "Mode d’emploi", "Sommaire", "Un dessin", "Un pont", "Un titre"]
    assert [(out.text, out.reason) for out in document.left_out] == [("Un bloc", "preformatted")]
    assert "<pre>Un  bloc</pre>" in parts["O/c d.xhtml"]
    assert '<a href="c">LE DÉBUT</a>' in parts["O/nav.xhtml"]
    assert "<a>LA FIN</a>" in parts["O/nav.xhtml"]
    assert "<title>LE DÉBUT</title>" in parts["O/nav.xhtml"]
    assert "<text>UN TITRE</text>" in parts["O/t.ncx"]
    assert "<dc:title>UN TITRE</dc:title><dc:language>en</dc:language>" in parts["O/b.opf"]
    assert 'alt="UN PONT"' in parts["O/c d.xhtml"]
    assert "<text>UN DESSIN</text>" in parts["O/s.svg"]
    assert not any('lang="fr"' in text for text in parts.values())


def test_a_break_in_a_heading_is_a_space_in_the_titles_that_repeat_it(tmp_path: Path) -> None:
    _, parts = made(tmp_path, book("<h1>Premier<br/>chapitre</h1>", title="Premier chapitre"), "First chapter")
    assert "<h1>First<br/>chapter</h1>" in parts["O/c d.xhtml"]
    assert "title>First chapter</dc:title>" in parts["O/b.opf"]


@pytest.mark.parametrize("tags", [("", "", ""), ("<body>", "</body><body>", "</body>")])
def test_a_page_without_a_body_or_with_two_is_a_page(tmp_path: Path, tags: tuple[str, str, str]) -> None:
    first, between, last = tags
    chapter = f"<h1>Le port</h1>{between}<p>Il <i>dort</i>.</p>"
    with zipfile.ZipFile(io.BytesIO(book(chapter))) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members["O/c d.xhtml"] = members["O/c d.xhtml"].replace(b"<head/><body>", f"<head/>{first}".encode())
    members["O/c d.xhtml"] = members["O/c d.xhtml"].replace(b"</body></html>", f"{last}</html>".encode())
    document, parts = made(tmp_path, zipped(members), "The port", "It sleeps.")
    assert [block.text for block in document.blocks][:2] == ["Le port", "Il dort."]
    page = f"<head/>{first}<h1>The port</h1>{between}<p>It <i>sleeps</i>.</p>{last}</html>"
    assert page in parts["O/c d.xhtml"]


def test_two_chapters_in_one_file_are_read_once(tmp_path: Path) -> None:
    items = '<item id="b" href="c%20d.xhtml#deux" media-type="application/xhtml+xml"/>'
    document, _ = made(tmp_path, book("<p>Un mot.</p>", title="7", items=items, spine='<itemref idref="b"/>'))
    assert [block.text for block in document.blocks] == ["Un mot."]


def test_encrypted_fonts_are_no_lock_but_encrypted_pages_are(tmp_path: Path) -> None:
    listed = '<encryption><CipherReference URI="{}"/></encryption>'
    (tmp_path / "a.epub").write_bytes(book("<p>Un mot.</p>", more={"META-INF/encryption.xml": listed.format("f.otf")}))
    assert formats.read(tmp_path / "a.epub").blocks
    (tmp_path / "a.epub").write_bytes(book("<p>x</p>", more={"META-INF/encryption.xml": listed.format("c d.xhtml")}))
    with pytest.raises(InputError, match="DRM"):
        formats.read(tmp_path / "a.epub")
