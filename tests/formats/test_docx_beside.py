"""What a Word document says beside its text: translated where it stands or, where no rule knows of it, named."""

# ruff: noqa: E501 - tables of cases, with their XML as it is

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

import pytest

from dipx import formats
from dipx.document import CharSpan, Counterpart
from dipx.formats.zipped.residue import FOUND
from tests.formats.test_docx_kinds import field, made, p, package, part, relations, t

A = "http://schemas.openxmlformats.org/drawingml/2006/main"


def form(inner: str, code: str, result: str) -> str:
    begin = f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{inner}</w:ffData></w:fldChar></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    return f"{begin}<w:r><w:instrText> {code} </w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r>{result}{end}"


def formula(text: str, properties: str = "") -> str:
    return t("Soit ") + f"<m:oMath><m:r><m:rPr>{properties}</m:rPr><m:t>{text}</m:t></m:r></m:oMath>" + t(" ici.")


# what it is, the paragraph, what must be in the file then
TRANSLATED = [
    (
        "a watermark",
        '<w:r><w:pict><v:shape><v:textpath string="Brouillon secret"/></v:shape></w:pict></w:r>',
        'string="BROUILLON SECRET"',
    ),
    (
        "a drawing's descriptions",
        '<w:r><w:pict><v:line title="Un trait noir" alt="Un long trait"/></w:pict></w:r>' + t("Oui."),
        'title="UN TRAIT NOIR" alt="UN LONG TRAIT"',
    ),
    (
        "a link's tip",
        '<w:hyperlink r:id="r7" w:tooltip="Voir la page">' + t("ici") + "</w:hyperlink>",
        'w:tooltip="VOIR LA PAGE"',
    ),
    (
        "the tip of a link that is a field",
        field(r'HYPERLINK "http://e.fr" \o "Voir la page"', t("ici")),
        r'"http://e.fr" \o "VOIR LA PAGE"',
    ),
    (
        "the tip of a picture's link",
        f'<w:r><w:drawing><wp:docPr name="Image 1"><a:hlinkClick xmlns:a="{A}" tooltip="Voir la carte"/></wp:docPr></w:drawing></w:r>',
        'tooltip="VOIR LA CARTE"',
    ),
    (
        "a form's help",
        form('<w:helpText w:val="Votre nom ici"/><w:statusText w:val="Le nom"/>', "FORMTEXT", t("Dupont")),
        'w:val="VOTRE NOM ICI"/><w:statusText w:val="LE NOM"',
    ),
    (
        "a form's default",
        form('<w:textInput><w:default w:val="Nom et rue"/></w:textInput>', "FORMTEXT", t("Nom et rue")),
        '<w:default w:val="NOM ET RUE"',
    ),
    (
        "a form's list",
        form('<w:ddList><w:listEntry w:val="Rouge"/><w:listEntry w:val="Vert"/></w:ddList>', "FORMDROPDOWN", "")
        + t("Choix"),
        'w:val="ROUGE"/><w:listEntry w:val="VERT"',
    ),
    (
        "a control's name and list",
        '<w:sdt><w:sdtPr><w:alias w:val="Objet"/><w:comboBox><w:listItem w:displayText="Un vin" w:value="vin"/></w:comboBox></w:sdtPr><w:sdtContent>'
        + t("Choisissez.")
        + "</w:sdtContent></w:sdt>",
        '<w:alias w:val="OBJET"/><w:comboBox><w:listItem w:displayText="UN VIN" w:value="vin"',
    ),
    ("words in a formula", formula("vitesse moyenne"), "<m:t>VITESSE MOYENNE</m:t>"),
    ("a long word in a formula", formula("température"), "<m:t>TEMPÉRATURE</m:t>"),
    ("normal text in a formula", formula(" pour tout ", "<m:nor/>"), "<m:t> POUR TOUT </m:t>"),
    ("a little word in a formula", formula(" si "), "<m:t> SI </m:t>"),
    ("a function in a formula", formula("arctan"), "<m:t>arctan</m:t>"),
    (
        "a text's direction",
        '<w:bdo w:val="rtl">' + t("Il pleut.") + "</w:bdo>",
        '<w:bdo w:val="rtl"><w:r><w:t xml:space="preserve">IL PLEUT.</w:t></w:r></w:bdo>',
    ),
    (
        "an embedded direction",
        t("Oui ") + '<w:dir w:val="ltr">' + t("Il pleut.") + "</w:dir>",
        '<w:dir w:val="ltr"><w:r><w:t xml:space="preserve">IL PLEUT.</w:t></w:r></w:dir>',
    ),
]


@pytest.mark.parametrize(("what", "body", "there"), TRANSLATED, ids=[case[0] for case in TRANSLATED])
def test_it_is_translated(tmp_path: Path, what: str, body: str, there: str) -> None:
    result = made(tmp_path, package(p(body) + p(t("Fin du texte."))))
    assert there in result.body()
    assert result.document.notes == ()


def test_the_watermark_of_a_header(tmp_path: Path) -> None:
    header = part("hdr", p('<w:r><w:pict><v:shape><v:textpath string="Brouillon"/></v:shape></w:pict></w:r>'))
    result = made(tmp_path, package(p(t("Il pleut.")), {"word/header1.xml": header}))
    assert 'string="BROUILLON"' in result.parts["word/header1.xml"]


def test_the_titles_of_a_chart(tmp_path: Path) -> None:
    chart = f'<c:c xmlns:c="c" xmlns:a="{A}"><a:p><a:r><a:t>Les ventes</a:t></a:r></a:p><c:pt><c:v>Le nord</c:v></c:pt></c:c>'
    more = {
        "word/_rels/document.xml.rels": relations(("chart", "charts/chart1.xml")),
        "word/charts/chart1.xml": chart.encode(),
    }
    result = made(tmp_path, package(p(t("Il pleut.")), more))
    assert "LES VENTES" in result.parts["word/charts/chart1.xml"]
    assert result.document.notes == ("not translated: 1 × a chart but for its titles",)


# what it is, the paragraph, more parts, what the note says
NAMED = [
    (
        "bound data",
        "",
        {"customXml/item1.xml": b"<a><b>Le nom de la rue</b></a>"},
        "« Le nom de la rue » (b in customXml/item1.xml)",
    ),
    (
        "a variable",
        "",
        {"word/settings.xml": b'<s><docVar val="L\xe2\x80\x99objet"/><docVar val="Objet du pli"/></s>'},
        "« Objet du pli » (val in word/settings.xml)",
    ),
    (
        "a property",
        "",
        {"docProps/custom.xml": b"<p><lpwstr>Service des eaux</lpwstr></p>"},
        "(lpwstr in docProps/custom.xml)",
    ),
    (
        "an unknown attribute",
        '<w:r><w:x w:info="Dites bonjour à tous"/></w:r>',
        {},
        "« Dites bonjour à tous » (info in word/document.xml)",
    ),
    ("a condition", field('IF x = 1 "Monsieur" "Madame"', t("Madame")), {}, "the words in fields (IF)"),
    ("a question", field('FILLIN "Quel jour ?"', t("Lundi")), {}, "the words in fields (FILLIN)"),
]


@pytest.mark.parametrize(("what", "body", "more", "said"), NAMED, ids=[case[0] for case in NAMED])
def test_it_is_named(tmp_path: Path, what: str, body: str, more: dict[str, bytes], said: str) -> None:
    (note,) = made(tmp_path, package(p(body + t(" Il pleut.")), more)).document.notes
    assert said in note


STORE = "{1A11C111-2222-3333-4444-555555555555}"
DATA = '<r xmlns="urn:n"><a>{}</a><b c="{}"/><d>{}</d><e>Rouge</e></r>'


def control(body: str, path: str, more: str = "", store: str = STORE) -> str:
    binding = (
        f"""<w:dataBinding w:prefixMappings="xmlns:n='urn:n' xmlns:d='dc'" w:xpath="{path}" w:storeItemID="{store}"/>"""
    )
    return f"<w:sdt><w:sdtPr>{more}{binding}</w:sdtPr><w:sdtContent>{body}</w:sdtContent></w:sdt>"


def bound(body: str) -> bytes:
    more = {
        "customXml/item1.xml": DATA.format("Le nom de la rue", "Vieux port", "Autre chose").encode(),
        "customXml/_rels/item1.xml.rels": relations(("customXmlProps", "itemProps1.xml")),
        "customXml/itemProps1.xml": f'<d:datastoreItem xmlns:d="d" d:itemID="{STORE.lower()}"/>'.encode(),
    }
    return package(body, more)


def test_what_word_shows_from_data_is_english_there_too(tmp_path: Path) -> None:
    choices = '<w:dropDownList><w:listItem w:value="Rouge"/><w:listItem w:value="vert d\'eau"/></w:dropDownList>'
    body = p(t("Ici ") + control(t("Le nom de la rue"), "/n:r[1]/n:a[1]")) + control(p(t("Vieux port")), "/n:r/n:b/@c")
    result = made(tmp_path, bound(body + p(control(t("Rouge"), "/n:r/n:e", choices))))
    assert DATA.format("LE NOM DE LA RUE", "VIEUX PORT", "Autre chose") in result.parts["customXml/item1.xml"]
    assert '<w:listItem w:value="Rouge" w:displayText="ROUGE"/>' in result.body()
    assert result.document.notes == ()


@pytest.mark.parametrize("path", ["/n:r/n:d", "/n:r/n:zz", "/x:r/x:a", "//n:r[//*[//*]]", "/n:r"])
def test_data_that_say_something_else_are_named(tmp_path: Path, path: str) -> None:
    notes = made(tmp_path, bound(p(control(t("Pas pareil"), path)))).document.notes
    assert "not translated: the data that Word shows in controls (« " in notes[0]


def test_a_part_that_nobody_reads_is_named_with_its_texts(tmp_path: Path) -> None:
    drawn = f'<c xmlns:a="{A}"><a:p><a:r><a:t>Les ventes de la ville</a:t></a:r></a:p></c>'
    (note,) = made(tmp_path, package(p(t("Il pleut.")), {"word/drawings/drawing1.xml": drawn.encode()})).document.notes
    assert "« Les ventes de la ville » (t in word/drawings/drawing1.xml)" in note


def test_what_programs_and_people_are_called_is_no_text(tmp_path: Path) -> None:
    more = {
        "docProps/app.xml": b"<p><lpstr>Nombre de titres</lpstr></p>",
        "word/styles.xml": b'<s><name val="Corps de texte"/></s>',
    }
    drawing = '<w:r><w:drawing><wp:docPr name="Zone de texte 2" author="Jean de la Tour"/></w:drawing></w:r>'
    assert made(tmp_path, package(p(drawing + t("Il pleut.")), more)).document.notes == ()


def test_the_file_of_a_picture_is_no_text(tmp_path: Path) -> None:
    picture = '<w:r><w:pict><v:shape><v:imagedata xmlns:o="o" o:title="logo_site"/></v:shape></w:pict></w:r>'
    document = made(tmp_path, package(p(picture + t("Il pleut.")))).document
    assert [block.text for block in document.blocks] == ["Il pleut."]
    assert document.notes == ()


def comment(number: int, words: str) -> str:
    mark = f"<w:r><w:commentReference w:id='{number}'/></w:r>"
    return f'<w:commentRangeStart w:id="{number}"/>{words}<w:commentRangeEnd w:id="{number}"/>{mark}'


def english_of(folder: Path, body: str, target: str, links: tuple[tuple[str, str], ...] = ()) -> str:
    """The body with ``target``; ``links`` are words of both that belong together."""
    (folder / "a.docx").write_bytes(package(body))
    document = formats.read(folder / "a.docx")
    source = document.text

    def place(text: str, word: str) -> CharSpan:
        return text.index(word), text.index(word) + len(word)

    linked = tuple((place(source, one), place(target, other)) for one, other in links)
    out, _ = formats.render(document, [target], [[Counterpart((0, len(source)), (0, len(target)), linked)]])
    with zipfile.ZipFile(io.BytesIO(out)) as archive:
        return archive.read("word/document.xml").decode()


LINKS = (("Le", "The"), ("noir", "black"), ("chat", "cat"), ("dort", "sleeps"))


def test_a_comment_stays_on_its_words(tmp_path: Path) -> None:
    body = p(t("Le chat ") + comment(1, t("noir")) + t(" dort."))
    xml = english_of(tmp_path, body, "The black cat sleeps.", LINKS)
    start, end = xml.index("commentRangeStart"), xml.index("commentRangeEnd")
    assert "black" in xml[start:end]
    assert "cat" not in xml[start:end]
    assert "  " not in xml[xml.index("<w:body>") :]


@pytest.mark.parametrize("links", [(), LINKS])
@pytest.mark.parametrize(
    "between", ["<w:r><w:br/></w:r>", "<w:r><w:tab/></w:r>", '<w:bookmarkStart w:id="9" w:name="n"/>', ""]
)
def test_no_range_is_turned_around(tmp_path: Path, between: str, links: tuple[tuple[str, str], ...]) -> None:
    words = t("chat") + between + t(" noir")
    body = p(t("Le ") + comment(1, words) + '<w:bookmarkEnd w:id="9"/>' * ("bookmark" in between) + t(" dort."))
    xml = english_of(tmp_path, body, "The black cat sleeps.", links)
    assert xml.index("commentRangeStart") < xml.index("commentRangeEnd")
    assert xml.count("commentRange") == 2
    if "bookmark" in between:
        assert xml.index("bookmarkStart") < xml.index("bookmarkEnd")


def test_a_range_whose_words_have_no_english_is_not_lost(tmp_path: Path) -> None:
    body = p(t("Le chat noir ") + comment(1, t("euh")) + t(" dort."))
    xml = english_of(tmp_path, body, "", ())
    assert xml.index("commentRangeStart") < xml.index("commentRangeEnd")


@pytest.mark.parametrize(
    "text", ["a" * 400_000, 'a="' + "b c " * 100_000, "b ='" * 100_000, "a = " + " " * 400_000 + ".", "> b " * 100_000]
)
def test_the_last_look_is_linear(text: str) -> None:
    started = time.monotonic()
    list(FOUND.finditer(f"<w:t>{text}</w:t>"))
    assert time.monotonic() - started < 1
