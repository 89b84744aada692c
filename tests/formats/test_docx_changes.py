"""Tracked changes of Word: who rejects all of them in the English gets back what was deleted, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from dipx import formats
from dipx.document import Counterpart
from dipx.formats.zipped.archive import member, open_archive
from tests.formats.test_docx_kinds import made, p, package, t


def deleted(text: str) -> str:
    return f'<w:del w:id="1" w:author="A"><w:r><w:delText>{text}</w:delText></w:r></w:del>'


def inserted(body: str) -> str:
    return f'<w:ins w:id="2" w:author="A">{body}</w:ins>'


def rejected(xml: str) -> str:
    """What is left when all changes are rejected."""
    root = etree.fromstring(xml.encode())
    for node in list(root.iter("{*}ins", "{*}moveTo")):
        node.getparent().remove(node)
    return "".join(node.text or "" for node in root.iter("{*}t", "{*}delText"))


OLD_NEW = deleted("12 salles") + inserted(t("15 salles"))
CASES = [
    ("a replacement amid a sentence", t("Il y a ") + OLD_NEW + t(" ici."), "There are 15 rooms here.", "12 salles"),
    ("one that begins it", OLD_NEW + t(" ferment."), "15 rooms close.", "12 salles"),
    ("one that ends it", t("Ils ont ") + OLD_NEW, "They have 15 rooms", "12 salles"),
    ("the new text first", t("Ils ont ") + inserted(t("15 salles")) + deleted("12 salles"), "They have 15 rooms",
     "12 salles"),
    ("several runs were deleted", t("Ils ont ") + deleted("douze ") + deleted("salles") + inserted(t("15 salles")),
     "They have 15 rooms", "douze salles"),
    ("a bookmark between", t("Ils ont ") + deleted("12") + '<w:bookmarkStart w:id="3" w:name="b"/>' + inserted(t("15"))
     + '<w:bookmarkEnd w:id="3"/>' + t(" salles"), "They have 15 rooms", "12"),
    ("within a link", f'<w:hyperlink r:id="r1">{t("Les ")}{OLD_NEW}</w:hyperlink>', "The 15 rooms", "12 salles"),
    ("bold words in the insertion", t("Ils ont ") + deleted("12") + inserted(t("15 ", "<w:b/>") + t("salles")),
     "They have 15 rooms", "12"),
    ("two in one sentence", OLD_NEW + t(" et ") + deleted("3 cours") + inserted(t("4 cours")), "15 rooms and 4 yards",
     "12 salles"),
    ("only deleted", t("Les salles ") + deleted("rouges ") + t("ferment."), "The rooms close.", "rouges "),
    ("moved from here to there", t("Ils ont ") + f'<w:moveFrom w:id="4">{t("12 salles")}</w:moveFrom>'
     + f'<w:moveTo w:id="5">{t("15 salles")}</w:moveTo>', "They have 15 rooms", "12 salles"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "english", "old"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_deleted_text_comes_back_when_all_changes_are_rejected(
    tmp_path: Path, body: str, english: str, old: str
) -> None:
    xml = made(tmp_path, package(p(body)), english).parts["word/document.xml"]
    assert old in rejected(xml)
    assert "15" not in rejected(xml)
    for tag in ("<w:del ", "<w:moveFrom ", "<w:bookmarkStart ", "<w:bookmarkEnd "):
        assert xml.count(tag) == body.count(tag)


def test_the_new_text_stands_beside_the_old_one_wherever_english_has_it(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(package(p(t("Le mur ") + deleted("vert") + inserted(t("rouge")) + t(" ferme."))))
    document = formats.read(tmp_path / "a.docx")
    french, english = document.blocks[0].text, "The red wall closes."
    words = [("Le", "The"), ("mur", "wall"), ("rouge", "red"), ("ferme", "closes")]
    links = tuple((_place(french, one), _place(english, other)) for one, other in words)
    part = Counterpart((0, len(french)), (0, len(english)), tuple(sorted(links, key=lambda link: link[1])))
    raw, _ = formats.render(document, [english], [(part,)])
    (tmp_path / "out.docx").write_bytes(raw)
    xml = member(open_archive(raw, "docx"), "word/document.xml").decode()
    assert re.search(r"The </w:t></w:r><w:del .*?vert.*?</w:del><w:ins .*?>red<.*?</w:ins>.*? wall closes", xml)


def test_what_stood_beside_an_insertion_is_never_put_within_it(tmp_path: Path) -> None:
    """Word order may bring a deletion amid the English of another insertion."""
    body = inserted(t("Un vieux mur ")) + t("tombe ") + deleted("hier ") + t("ici.")
    (tmp_path / "a.docx").write_bytes(package(p(body)))
    document = formats.read(tmp_path / "a.docx")
    french, english = document.blocks[0].text, "An old fall wall here."
    words = [("Un", "An"), ("vieux", "old"), ("mur", "wall"), ("tombe", "fall"), ("ici", "here")]
    links = tuple((_place(french, one), _place(english, other)) for one, other in words)
    part = Counterpart((0, len(french)), (0, len(english)), tuple(sorted(links, key=lambda link: link[1])))
    raw, _ = formats.render(document, [english], [(part,)])
    assert "hier" in rejected(member(open_archive(raw, "docx"), "word/document.xml").decode())


@pytest.mark.parametrize("body", [
    inserted(t("Un mur ") + deleted("gris ") + t("tombe.")),
    inserted(t("Un mur tombe.") + deleted("Hier.")),
    inserted(deleted("Hier.") + t("Un mur tombe.")),
    inserted(t("Un mur tombe.") + '<w:r><w:drawing/></w:r>'),
    t("Ici ") + inserted(t("un mur tombe") + deleted("Hier.")) + t(" encore."),
])  # fmt: skip
def test_what_was_within_an_insertion_stays_within_one(tmp_path: Path, body: str) -> None:
    xml = made(tmp_path, package(p(body))).parts["word/document.xml"]
    assert len(re.findall("<w:delText>|<w:drawing/>", xml)) == 1
    assert not re.search("gris|Hier|UN MUR", rejected(xml))
    assert "drawing" not in re.sub(r"<w:ins .*?</w:ins>", "", xml)


def _place(text: str, word: str) -> tuple[int, int]:
    return text.index(word), text.index(word) + len(word)
