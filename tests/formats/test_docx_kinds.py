"""Word documents of many kinds, as other programs write them: nothing is lost, doubled or moved."""

# ruff: noqa: E501 - tables of cases, with their XML as it is

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dipx import formats
from dipx.document import Document
from tests.formats.makers import zipped

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:r="{OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:wp="wp" xmlns:v="urn:schemas-microsoft-com:vml"'
)


def t(text: str, look: str = "") -> str:
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def up(text: str) -> str:
    return t(text, '<w:vertAlign w:val="superscript"/>')


def down(text: str) -> str:
    return t(text, '<w:vertAlign w:val="subscript"/>')


def field(code: str, result: str) -> str:
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return f"{marks[0]}<w:r><w:instrText> {code} </w:instrText></w:r>{marks[1]}{result}{marks[2]}"


def math(text: str) -> str:
    return f"<m:oMath><m:r><m:t>{text}</m:t></m:r></m:oMath>"


def relations(*pairs: tuple[str, str]) -> bytes:
    rows = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/{kind}" Target="{to}"/>' for n, (kind, to) in enumerate(pairs)
    )
    return f"<Relationships>{rows}</Relationships>".encode()


def package(
    body: str, more: dict[str, bytes] | None = None, *, space: str = TRANSITIONAL, main: str = "document"
) -> bytes:
    xml = f'<w:document xmlns:w="{space}" {NAMESPACES}><w:body>{body}<w:sectPr/></w:body></w:document>'
    return zipped({
        "[Content_Types].xml": b"<Types/>", "_rels/.rels": relations(("officeDocument", f"word/{main}.xml")),
        f"word/{main}.xml": xml.encode(), **(more or {}),
    })  # fmt: skip


def part(root: str, body: str) -> bytes:
    return f'<w:{root} xmlns:w="{TRANSITIONAL}" {NAMESPACES}>{body}</w:{root}>'.encode()


class Made(NamedTuple):
    document: Document
    parts: dict[str, str]

    def body(self, name: str = "word/document.xml") -> str:
        return re.sub(r' xmlns:\w+="[^"]*"', "", self.parts[name])

    def shown(self, name: str = "word/document.xml") -> str:
        """The text as a reader sees it, raised and lowered in braces, a paragraph a line."""
        xml = self.body(name)
        xml = re.sub(r'<w:vertAlign w:val="su(p|b)erscript"/></w:rPr><w:t[^>]*>([^<]*)', r"<w:t>{\2}", xml)
        xml = re.sub(r"<w:vertAlign w:val=.su(?:per|b)script./>(</w:rPr>)<w:t[^>]*>([^<]*)", r"\1<w:t>{\2}", xml)
        xml = re.sub(r"<w:(?:tab|ptab)/>", "\t", re.sub(r"<w:(?:br|cr)/>", "|", xml.replace("</w:p>", "\n")))
        xml = re.sub(r"<w:instrText[^>]*>[^<]*</w:instrText>|<w:delText[^>]*>[^<]*</w:delText>", "", xml)
        return re.sub(r"<[^>]*>", "", xml).lstrip("\n")


def made(folder: Path, raw: bytes, *english: str) -> Made:
    (folder / "a.docx").write_bytes(raw)
    document = formats.read(folder / "a.docx")
    targets = list(english) or [block.text.upper() for block in document.blocks]
    assert len(targets) == len(document.blocks), [block.text for block in document.blocks]
    out, _ = formats.render(document, targets)
    with zipfile.ZipFile(io.BytesIO(out)) as archive:
        return Made(document, {name: archive.read(name).decode() for name in archive.namelist()})


def p(body: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{body}</w:p>"


CASES = [
    # what it is, the paragraph, its text, its English, what a reader sees then
    ("an ordinal in a date", t("Le 1") + up("er") + t(" mai."), "Le 1er mai.", "On 1 May.", "On 1 May."),
    ("centuries", t("Au XIX") + up("e") + t(" et au XXI") + up("e") + t(" siècle."), "Au XIXe et au XXIe siècle.",
     "In the 19th and 21st centuries.", "In the 19{th} and 21{st} centuries."),
    ("a formula of chemistry", t("Le CO") + down("2") + t(" et l’eau H") + down("2") + t("O."), "Le CO2 et l’eau H2O.",
     "CO2 and water, H2O.", "CO{2} and water, H{2}O."),
    ("square metres", t("Un lot de 50 m") + up("2") + t(" ici."), "Un lot de 50 m2 ici.",
     "A plot of 50 m2 here.", "A plot of 50 m{2} here."),
    ("a note's number", t("Selon le rapport") + up("3") + t(", oui."), "Selon le rapport, oui.",
     "According to the report, yes.", "According to the report{3}, yes."),
    ("a note behind a year", t("En 2015") + up("12") + t(" déjà."), "En 2015 déjà.", "In 2015 already.", "In 2015{12} already."),
    ("a power", t("Près de 10") + up("6") + t(" cas."), "Près de 106 cas.", "About 106 cases.", "About 10{6} cases."),
    ("Mme", t("M") + up("me") + t(" Dupont rit."), "Mme Dupont rit.", "Ms Dupont laughs.", "Ms Dupont laughs."),
    ("a formula", t("La formule ") + math("a+b=c") + t(" est belle."), "La formule est belle.",
     "The formula is beautiful.", "The formula a+b=c is beautiful."),
    ("a variable", t("Ici, ") + math("x") + t(" est la masse."), "Ici, x est la masse.", "Here, x is the mass.",
     "Here, x is the mass."),
    ("a formula before a stop", t("On pose ") + math("a=1") + t("."), "On pose .", "We set.", "We set a=1."),
    ("a page reference", t("Voir page ") + field("PAGEREF _R1", t("12")) + t(", plus bas."), "Voir page 12, plus bas.",
     "See page 12, below.", "See page 12, below."),
    ("two numbers that are fields", t("Page ") + field("PAGE", t("7")) + t(" sur ") + field("NUMPAGES", t("7")),
     "Page 7 sur 7", "Page 7 of 7", "Page 7 of 7"),
    ("a simple field", t("Voir p. ") + f'<w:fldSimple w:instr=" PAGEREF x ">{t("9")}</w:fldSimple>' + t("."),
     "Voir p. 9.", "See p. 9.", "See p. 9."),
    ("a cross-reference in words", t("Voir ") + field("REF _R2", t("le chapitre un")) + t("."), "Voir le chapitre un.",
     "See chapter one.", "See chapter one."),
    ("a merge field", t("Cher ") + field("MERGEFIELD Nom", t("«Nom»")) + t(", bonjour."), "Cher Nom, bonjour.",
     "Dear Nom, hello.", "Dear «Nom», hello."),
    ("a simple merge field", t("Cher ") + f'<w:fldSimple w:instr=" MERGEFIELD Nom ">{t("«Nom»")}</w:fldSimple>' + t(", bonjour."),
     "Cher Nom, bonjour.", "Dear Nom, hello.", "Dear «Nom», hello."),
    ("a column's break amid a sentence", '<w:r><w:t>Le maire de la</w:t><w:br w:type="column"/><w:t>ville est là.</w:t></w:r>',
     "Le maire de la ville est là.", "The mayor of the town is there.", "The mayor of thetown is there."),
    ("a hyphen that does not break", t("Le vice") + "<w:r><w:noBreakHyphen/></w:r>" + t("roi"), "Le vice\u2011roi",
     "The vice-roy", "The vice-roy"),
    ("a soft hyphen", "<w:r><w:t>gou</w:t><w:softHyphen/><w:t>verneur</w:t></w:r>", "gouverneur", "governor", "governor"),
    ("a tab amid a sentence", "<w:r><w:t>Le mot</w:t><w:tab/><w:t>suivant est là.</w:t></w:r>", "Le mot suivant est là.",
     "The next word is there.", "The next\tword is there."),
    ("a break amid a sentence", "<w:r><w:t>Le maire de la</w:t><w:br/><w:t>ville est là.</w:t></w:r>",
     "Le maire de la ville est là.", "The mayor of the town is there.", "The mayor of the|town is there."),
    ("a moved text", f"<w:moveFrom>{t('Vieux.')}</w:moveFrom><w:moveTo>{t('Neuf.')}</w:moveTo>", "Neuf.", "New.", "Vieux.New."),
    ("a comment of XML in a run", "<w:r><w:t>Le <!-- pas --> port<?un mot?> dort.</w:t></w:r>", "Le port dort.", "The port sleeps.",
     "The port sleeps."),
    ("a smart tag", f"<w:smartTag>{t('Paris')}</w:smartTag>" + t(" dort."), "Paris dort.", "Paris sleeps.", "Paris sleeps."),
    ("pronunciation", "<w:r><w:ruby><w:rt>" + t("ka") + "</w:rt><w:rubyBase>" + t("Le mot") + "</w:rubyBase></w:ruby></w:r>"
     + t(" dit."), "Le mot dit.", "The word says.", "kaThe word says."),
]  # fmt: skip


@pytest.mark.parametrize(("what", "body", "text", "english", "shown"), CASES, ids=[case[0] for case in CASES])
def test_a_paragraph(tmp_path: Path, what: str, body: str, text: str, english: str, shown: str) -> None:
    found = made(tmp_path, package(p(body)), english)
    assert [block.text for block in found.document.blocks] == [text]
    assert found.shown().strip() == shown


@pytest.mark.parametrize("space", [STRICT, TRANSITIONAL])
@pytest.mark.parametrize("main", ["document", "document2", "corps"])
def test_the_main_part_is_found_in_both_dialects(tmp_path: Path, space: str, main: str) -> None:
    raw = package(p(t("Le mot") + up("1") + t(" ici.")), space=space, main=main)
    found = made(tmp_path, raw, "The word here.")
    assert found.shown(f"word/{main}.xml").strip() == "The word{1} here."


BOX = "<w:p><w:r><mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent></w:r></w:p>"


def boxed(text: str) -> str:
    return f"<w:pict><w:txbxContent>{p(t(text))}</w:txbxContent></w:pict>" if text else "<w:drawing/>"


@pytest.mark.parametrize(("choice", "fallback", "blocks"), [
    ("Encadré", "Encadré", ["Encadré"]), ("", "Encadré", ["Encadré"]), ("Encadré", "", ["Encadré"]),
    ("Encadré", "Autre", ["Encadré", "Autre"]),
])  # fmt: skip
def test_a_text_box_is_read_once_and_written_wherever_it_stands(
    tmp_path: Path, choice: str, fallback: str, blocks: list[str]
) -> None:
    found = made(tmp_path, package(BOX.format(boxed(choice), boxed(fallback))))
    assert [block.text for block in found.document.blocks] == blocks
    assert re.findall(r"[A-ZÉ]{4,}", found.shown()) == [text.upper() for text in (choice, fallback) if text]


def test_lines_of_their_own_are_blocks_and_their_breaks_stay(tmp_path: Path) -> None:
    address = "<w:r><w:t>Anne Dupont</w:t><w:br/><w:t>12, rue des Lilas</w:t><w:br/><w:br/><w:t>Paris</w:t></w:r>"
    table = "<w:r><w:t>Nom</w:t><w:tab/><w:t>Âge</w:t><w:tab/><w:t>7</w:t></w:r>"
    found = made(tmp_path, package(p(address) + p(table)))
    assert [b.text for b in found.document.blocks] == ["Anne Dupont", "12, rue des Lilas", "Paris", "Nom", "Âge", "7"]
    assert found.shown() == "ANNE DUPONT|12, RUE DES LILAS||PARIS\nNOM\tÂGE\t7\n"


def test_a_link_that_is_a_field_is_around_each_of_its_lines(tmp_path: Path) -> None:
    entry = field("HYPERLINK \\l _T1", t("Les ventes") + "<w:r><w:tab/></w:r>" + field("PAGEREF _T1", t("3")))
    xml = made(tmp_path, package(p(entry))).body()
    links = [xml.index("HYPERLINK"), xml.index("LES VENTES"), xml.index("HYPERLINK", xml.index("LES VENTES"))]
    assert links == sorted(links)
    assert [xml.count(f'"{kind}"') for kind in ("begin", "separate", "end")] == [3, 3, 3]


def test_what_stands_above_words_is_said(tmp_path: Path) -> None:
    ruby = f"<w:r><w:ruby><w:rt>{t('la lecture')}</w:rt><w:rubyBase>{t('Le mot')}</w:rubyBase></w:ruby></w:r>"
    notes = made(tmp_path, package(p(ruby))).document.notes
    assert any("above words (ruby): « la lecture »" in note for note in notes)


def test_a_drop_cap_is_one_word_with_its_paragraph(tmp_path: Path) -> None:
    cap = p(t("L", '<w:sz w:val="117"/>'), '<w:framePr w:dropCap="drop" w:lines="3"/>')
    found = made(tmp_path, package(cap + p(t("e port dort."))), "The port sleeps.")
    assert [block.text for block in found.document.blocks] == ["Le port dort."]
    assert found.shown() == "T\nhe port sleeps.\n"
    assert found.body().count("w:framePr") == 1


def test_links_around_pictures_and_insertions_stay(tmp_path: Path) -> None:
    picture = '<w:hyperlink r:id="rId9"><w:r><w:drawing/></w:r></w:hyperlink>'
    inserted = f'<w:ins w:id="1" w:author="A">{t("Neuf.")}</w:ins>'
    control = f'<w:sdt><w:sdtPr><w:tag w:val="x"/></w:sdtPr><w:sdtContent>{t("Cadre")}</w:sdtContent></w:sdt>'
    found = made(tmp_path, package(p(t("Un mot ") + picture + t(" suit.")) + p(inserted) + p(control)))
    assert found.shown() == "UN MOT  SUIT.\nNEUF.\nCADRE\n"
    assert picture in found.body()
    assert '<w:ins w:id="1" w:author="A"><w:r><w:t' in found.body()
    assert '<w:sdt><w:sdtPr><w:tag w:val="x"/></w:sdtPr><w:sdtContent><w:r><w:t' in found.body()


def test_a_table_of_contents_over_paragraphs_keeps_its_field_and_numbers(tmp_path: Path) -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o</w:instrText></w:r>'
    begin += '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'

    def entry(title: str, page: str) -> str:
        return f'<w:hyperlink w:anchor="_T1">{t(title)}<w:r><w:tab/></w:r>{field("PAGEREF _T1", t(page))}</w:hyperlink>'

    found = made(tmp_path, package(p(begin + entry("Le début", "3")) + p(entry("La fin", "9") + end)))
    assert [block.text for block in found.document.blocks] == ["Le début", "3", "La fin", "9"]
    assert found.shown() == "LE DÉBUT\t3\nLA FIN\t9\n"
    assert found.body().count("w:fldChar ") == 9
    assert found.body().count('<w:hyperlink w:anchor="_T1">') == 4, "on both sides of each tab"


def test_all_parts_with_text_are_translated_and_the_rest_is_named(tmp_path: Path) -> None:
    picture = '<w:r><w:drawing><wp:docPr id="1" name="Image 1" descr="Un pont sur la Loire"/></w:drawing></w:r>'
    deleted = "<w:del><w:r><w:delText>Vieux mot</w:delText></w:r></w:del>"
    core = b'<c:coreProperties xmlns:c="c" xmlns:dc="d"><dc:title>Le rapport annuel</dc:title></c:coreProperties>'
    more = {
        "_rels/.rels": relations(("officeDocument", "word/document.xml"), ("metadata/core-properties", "docProps/core.xml")),
        "docProps/core.xml": core,
        "word/_rels/document.xml.rels": relations(
            ("comments", "notes/c.xml"), ("footer", "footer7.xml"), ("aFChunk", "a.html"), ("chart", "charts/chart1.xml"),
            ("styles", "styles.xml"),
        ),
        "word/notes/c.xml": part("comments", f'<w:comment w:id="0">{p(t("Vérifier la date."))}</w:comment>'),
        "word/footer7.xml": part("ftr", p(t("Le pied"))),
        "word/styles.xml": part("styles", '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="fr-FR"/></w:rPr>'
                                "</w:rPrDefault></w:docDefaults>"),
        "word/a.html": b"<p>Bonjour</p>", "word/charts/chart1.xml": b"<c/>",
    }  # fmt: skip
    found = made(tmp_path, package(p(t("Le corps.") + picture + deleted), more))
    assert [block.text for block in found.document.blocks] == [
        "Le corps.", "Le pied", "Vérifier la date.", "Un pont sur la Loire", "Le rapport annuel",
    ]  # fmt: skip
    assert found.document.notes == (
        "not translated: 1 × another document within it (altChunk), 1 × a chart but for its titles",
        "not translated: the deleted text of tracked changes",
    )
    assert found.shown("word/notes/c.xml") == "VÉRIFIER LA DATE.\n"
    assert 'descr="UN PONT SUR LA LOIRE"' in found.body()
    assert "LE RAPPORT ANNUEL" in found.parts["docProps/core.xml"]
    assert 'w:val="en-US"' in found.parts["word/styles.xml"]


WORDS = st.lists(st.sampled_from("mot pont Paris 12 jour rue".split()), min_size=1, max_size=4).map(" ".join)
PIECE = st.one_of(
    WORDS.map(lambda words: t(f" {words} ")),
    WORDS.map(lambda words: t(f"{words} ", "<w:b/>")),
    WORDS.map(lambda words: f"<w:ins>{t(words)}</w:ins>"),
    WORDS.map(lambda words: f'<w:hyperlink r:id="x">{t(words)}</w:hyperlink>'),
    st.sampled_from([up("er"), up("1"), down("2"), math("x"), math("a=b"), field("PAGE", t("4")), field("REF a", t("le cas")),
                     "<w:r><w:tab/></w:r>", "<w:r><w:br/></w:r>", "<w:r><w:footnoteReference/></w:r>",
                     '<w:bookmarkStart w:id="1"/>', "<w:r><w:drawing/></w:r>"]),
)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PIECE, min_size=1, max_size=8))
def test_with_the_same_words_every_word_and_all_else_stays_in_order(tmp_path: Path, pieces: list[str]) -> None:
    raw = package(p("".join(pieces)))
    (tmp_path / "a.docx").write_bytes(raw)
    document = formats.read(tmp_path / "a.docx")
    found = made(tmp_path, raw, *(block.text for block in document.blocks)) if document.blocks else None
    before = Made(document, {"word/document.xml": _part(raw)})
    after = found or before
    for name in ("tab", "br", "footnoteReference", "drawing", "fldChar", "bookmarkStart"):
        assert after.body().count(f"<w:{name}") == before.body().count(f"<w:{name}"), name
    assert re.sub(r"[\s{}]+", "", after.shown()) == re.sub(r"[\s{}]+", "", before.shown())


def _part(raw: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return archive.read("word/document.xml").decode()
