"""The same article in every format gives the same segments; what is written is read again as what was written."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dipx import formats
from dipx.document import Block, Document, Span
from dipx.errors import InputError, UsageError
from dipx.formats.inline import UNWRITABLE, Marked, events
from dipx.formats.placing import carry
from dipx.formats.subtitles import _shares
from dipx.text.clean import clean
from dipx.text.segmentation import segment_document
from tests import format_makers as makers
from tests.format_makers import ARTICLE, MAKERS, TEXTS

# What marks headings and items in these is the text itself.
WITHOUT_KINDS = {"txt", "txt.gz", "pdf", "srt", "vtt", "jsonl", "csv", "tsv", "eml", "mbox"}


@pytest.fixture(scope="module")
def article(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the article in every format."""
    folder = tmp_path_factory.mktemp("article")
    for suffix, make in MAKERS.items():
        (folder / f"article.{suffix}").write_bytes(make())
    return folder


def _english(text: str) -> str:
    """As a translation might be: all words changed but the names and numbers."""
    return " ".join(word if word[:1].isupper() or word[:1].isdigit() else word[::-1] for word in text.split())


def _straight(text: str) -> str:
    return text.replace("’", "'")  # which is what the font of the PDF has


@pytest.mark.parametrize("suffix", MAKERS)
def test_every_format_gives_the_same_segments(article: Path, suffix: str) -> None:
    document = formats.read(article / f"article.{suffix}")
    wanted = segment_document(formats.parse("\n\n".join(TEXTS)))
    assert [_straight(s.text) for s in segment_document(document)] == [_straight(s.text) for s in wanted]
    assert [block.kind for block in document.blocks] == [kind for kind, _ in ARTICLE] or suffix in WITHOUT_KINDS
    assert clean(document).blocks == document.blocks


@pytest.mark.parametrize("suffix", MAKERS)
def test_blocks_and_what_was_left_out_have_their_offsets(article: Path, suffix: str) -> None:
    document = formats.read(article / f"article.{suffix}")
    covered = [False] * len(document.text)
    parts = [(part.text, part.start, part.end) for part in document.blocks]
    for text, start, end in (*parts, *((part.text, part.start, part.end) for part in document.left_out)):
        assert document.text[start:end] == text == text.strip() != ""
        covered[start:end] = [True] * len(text)
    assert not "".join(c for c, seen in zip(document.text, covered, strict=True) if not seen).strip()
    for block in document.blocks:
        assert all(0 <= span.start <= span.end <= len(block.text) for span in block.spans)


@pytest.mark.parametrize("suffix", MAKERS)
def test_what_is_written_is_read_again(article: Path, tmp_path: Path, suffix: str) -> None:
    source = article / f"article.{suffix}"
    document = formats.read(source)
    targets = [_english(block.text) for block in document.blocks]
    out = tmp_path / f"article.en{formats.output_suffix(source) or '.txt'}"
    formats.write(document, targets, out)
    again = formats.read(out)
    assert [block.text for block in again.blocks] == targets
    twice = tmp_path / f"twice{out.suffix}"
    formats.write(again, targets, twice)
    assert [block.text for block in formats.read(twice).blocks] == targets
    if suffix not in WITHOUT_KINDS:
        assert [(block.kind) for block in again.blocks] == [block.kind for block in document.blocks]


@pytest.mark.parametrize("suffix", MAKERS)
def test_equal_runs_are_equal_bytes(article: Path, suffix: str) -> None:
    document = formats.read(article / f"article.{suffix}")
    targets = [_english(block.text) for block in document.blocks]
    assert formats.render(document, targets) == formats.render(document, targets)


@pytest.mark.parametrize("suffix", MAKERS)
def test_what_was_left_out_is_not_in_the_english(article: Path, tmp_path: Path, suffix: str) -> None:
    source = article / f"article.{suffix}"
    document = formats.read(source)
    without = replace(document, blocks=(*document.blocks[:2], *document.blocks[3:]))
    out = tmp_path / f"a{formats.output_suffix(source) or '.txt'}"
    formats.write(without, [block.text for block in without.blocks], out)
    texts = [block.text for block in formats.read(out).blocks]
    assert texts == [block.text for block in without.blocks]


def test_a_source_that_changed_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("Un mot.\n", "utf-8")
    document = formats.read(file)
    file.write_text("Un autre mot.\n", "utf-8")
    with pytest.raises(InputError, match=r"a\.md changed after it was read"):
        formats.write(document, ["A word."], tmp_path / "b.md")
    assert not (tmp_path / "b.md").exists()
    with pytest.raises(UsageError, match="is an input too"):
        formats.write(document, ["A word."], file)


MARKDOWN = [
    # source, English of each block, written
    ("# Titre\n\nUn **mot** ici.\n", ["Title", "A word here."], "# Title\n\nA **word** here.\n"),
    ("Titre\n=====\n\nSuite\n", ["Title", "Next"], "Title\n=====\n\nNext\n"),
    ("Lisez [Le Monde](http://m.fr/a_b) vite.", ["Read Le Monde fast."], "Read [Le Monde](http://m.fr/a_b) fast."),
    ("*Tout en italique.*\n", ["All in italics."], "*All in italics.*\n"),
    ("Le `code_x` reste.\n", ["The code_x stays."], "The `code_x` stays.\n"),
    ("> Une citation\n> longue\n\n1. un\n2. deux\n", ["A long quote", "one", "two"],
     "> A long quote\n\n1. one\n2. two\n"),
    ("- un\n\n  suite\n- [ ] deux\n", ["one", "more", "two"], "- one\n\n  more\n- [ ] two\n"),
    ("| Nom | Âge |\n|---|--:|\n| Zoé | 3 ans |\n", ["Name", "Age", "Zoé", "3 years"],
     "| Name | Age |\n|---|--:|\n| Zoé | 3 years |\n"),
    ("```\ncode\n```\n<!-- non -->\n\nOui\n", ["Yes"], "```\ncode\n```\n<!-- non -->\n\nYes\n"),
    ("---\ntitle: Un\n---\n\nDeux\r\n\r\nTrois", ["Two", "Three"], "---\ntitle: Un\n---\n\nTwo\r\n\r\nThree"),
    ("Une note[^1].\n\n[^1]: La note\n", ["A note.", "The note"], "A note[^1].\n\n[^1]: The note\n"),
    ("Une note[^1].\n\n[^1]: http://a.fr\n", ["A note.", "http://a.fr"], "A note[^1].\n\n[^1]: http://a.fr\n"),
    ("![logo](l.png) Bonjour\n", ["Hello"], "![logo](l.png) Hello\n"),
    ("Deux\n", ["2. * #1_a <b> &amp; x_"], "2\\. \\* #1_a \\<b> \\&amp; x\\_\n"),
    ("Un\n", ["# One"], "\\# One\n"),
    ("# Un\n\n## Deux ##\n", ["#", "End ##"], "# \\#\n\n## End \\## ##\n"),
    ("Fin ##\n=====\n", ["The end"], "The end\n=====\n"),
    ("    du code\n\n[lien]: http://x.fr\n\nVu : [lien].\n", ["Seen: lien."],
     "    du code\n\n[lien]: http://x.fr\n\nSeen: [lien].\n"),
    ("[lien]: http://x.fr\n\nVu : [lien].\n", ["Seen: link."], "[lien]: http://x.fr\n\nSeen: [link][lien].\n"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "english", "written"), MARKDOWN)
def test_markdown(tmp_path: Path, source: str, english: list[str], written: str) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(source.encode())
    document = formats.read(file)
    assert len(document.blocks) == len(english), [block.text for block in document.blocks]
    made, _ = formats.render(document, english)
    assert made.decode() == written


PLACES = ["Un\n", "# Un\n", "Un\n===\n", "- Un\n", "> Un\n", "1. Un\n\n   Un\n", "| Un |\n|---|\n| Un |\n", "**Un**\n"]
NASTY = st.text(st.sampled_from("aé *_`[]<>#|&;\\-+1.)~!=:^\"'"), max_size=40) | st.text(max_size=40)


def _words(text: str) -> str:
    return " ".join(UNWRITABLE.sub("", text).split())


@given(st.sampled_from(PLACES), NASTY)
def test_markdown_shows_any_english_as_it_is(
    tmp_path_factory: pytest.TempPathFactory, source: str, english: str
) -> None:
    english = _words(english)
    folder = tmp_path_factory.mktemp("md")
    (folder / "a.md").write_text(source, "utf-8")
    document = formats.read(folder / "a.md")
    made, _ = formats.render(document, [english for _ in document.blocks])
    (folder / "b.md").write_bytes(made)
    assert [block.text for block in formats.read(folder / "b.md").blocks] == [
        english for _ in document.blocks if english
    ]


@pytest.mark.parametrize("suffix", ["docx", "odt", "epub", "srt", "csv", "tsv", "jsonl"])
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(english=st.lists(NASTY.map(_words), min_size=len(TEXTS), max_size=len(TEXTS)))
def test_any_english_is_read_again(article: Path, tmp_path: Path, suffix: str, english: list[str]) -> None:
    if suffix == "srt":  # in which an arrow or a tag is what it is, and a word that is shown again is the same one
        english = [" ".join(dict.fromkeys(re.sub(r"[<>{}\d-]", "", text).split())) for text in english]
    document = formats.read(article / f"article.{suffix}")
    out = tmp_path / f"b.{suffix}"
    formats.write(document, english, out)
    assert _words(" ".join(block.text for block in formats.read(out).blocks)) == _words(" ".join(english))


SRT = """1
00:00:01,000 --> 00:00:03,000
<i>Le ministre est</i>

2
00:00:03,100 --> 00:00:05,000 X1:10
arrivé jeudi soir
à Pyongyang.

3
00:00:06,000 --> 00:00:08,000
- Bonjour !
- Au revoir.
"""
SRT_ENGLISH = """1
00:00:01,000 --> 00:00:03,000
<i>The minister</i>

2
00:00:03,100 --> 00:00:05,000 X1:10
arrived on Thursday evening.

3
00:00:06,000 --> 00:00:08,000
- Hello!
- Goodbye.
"""


def test_subtitles_share_a_sentence_out(tmp_path: Path) -> None:
    file = tmp_path / "a.srt"
    file.write_text(SRT.replace("\n", "\r\n"), "utf-8", newline="")
    document = formats.read(file)
    assert [b.text for b in document.blocks] == [
        "Le ministre est arrivé jeudi soir à Pyongyang.",
        "Bonjour !",
        "Au revoir.",
    ]
    made, _ = formats.render(document, ["The minister arrived on Thursday evening.", "Hello!", "Goodbye."])
    assert made.decode() == SRT_ENGLISH.replace("\n", "\r\n")


@given(st.text(st.sampled_from("ab ")), st.lists(st.integers(0, 90), min_size=1, max_size=9))
def test_shares_keep_every_word(text: str, lengths: list[int]) -> None:
    shares = _shares(text, lengths)
    assert len(shares) == len(lengths)
    assert " ".join(share for share in shares if share) == " ".join(text.split())
    assert all(shares) or len(text.split()) < len(lengths)


def _document_xml(raw: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return archive.read("word/document.xml").decode()


def test_docx_keeps_what_is_no_text(tmp_path: Path) -> None:
    import docx
    from docx.enum.text import WD_BREAK

    document = docx.Document()
    paragraph = document.add_paragraph("Le rapport de ")
    paragraph.add_run("Reuters").italic = True
    paragraph.add_run(" est là.").add_break(WD_BREAK.PAGE)
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Oui", "Non"
    document.sections[0].header.paragraphs[0].text = "Le journal"
    document.add_picture(str(_picture(tmp_path)))
    document.save(str(tmp_path / "a.docx"))
    read = formats.read(tmp_path / "a.docx")
    assert [b.text for b in read.blocks] == ["Le rapport de Reuters est là.", "Oui", "Non", "Le journal"]
    formats.write(read, ["The Reuters report is here.", "Yes", "No", "The newspaper"], tmp_path / "b.docx")
    made = docx.Document(str(tmp_path / "b.docx"))
    runs = [(run.text, run.italic) for run in made.paragraphs[0].runs if run.text.strip()]
    assert runs == [("The ", None), ("Reuters", True), (" report is here.", None)]
    assert made.tables[0].cell(0, 1).text == "No"
    assert made.sections[0].header.paragraphs[0].text == "The newspaper"
    xml = _document_xml((tmp_path / "b.docx").read_bytes())
    assert "w:drawing" in xml
    assert 'w:type="page"' in xml


def _picture(folder: Path) -> Path:
    from PIL import Image

    Image.new("RGB", (2, 2)).save(folder / "p.png")
    return folder / "p.png"


def test_html_is_a_clean_page(article: Path) -> None:
    document = formats.read(article / "article.html")
    assert {(span.text, span.reason) for span in document.left_out} == {
        (makers.NAVIGATION, "navigation"),
        (makers.FOOTER, "page-footer"),
    }
    made = formats.render(document, [block.text for block in document.blocks])[0].decode()
    assert '<html lang="en">' in made
    assert '<meta name="author" content="Anne Dupont">' in made
    assert '<meta name="date" content="2024-03-05">' in made
    assert "<i>charpentière</i>" in made
    assert made.count("<li>") == 2
    assert made.count("<ul>") == 1
    assert "secret" not in made
    assert makers.FOOTER not in made


def test_html_links_that_run_code_are_not_kept(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_text('<p><a href=" java\nscript:alert(1)">Ici</a> et <a href="/b?x=1&amp;y">là</a></p>', "utf-8")
    document = formats.read(file)
    made, _ = formats.render(document, ["Ici et là <script>"])
    assert b"script:" not in made
    assert b'Ici et <a href="/b?x=1&amp;y">l\xc3\xa0</a> &lt;script&gt;' in made


def test_epub_says_its_language_and_contents_in_english(article: Path, tmp_path: Path) -> None:
    document = formats.read(article / "article.epub")
    formats.write(document, [block.text.upper() for block in document.blocks], tmp_path / "b.epub")
    with zipfile.ZipFile(tmp_path / "b.epub") as archive:
        assert archive.namelist()[0] == "mimetype"
        assert archive.getinfo("mimetype").compress_type == zipfile.ZIP_STORED
        opf = next(name for name in archive.namelist() if name.endswith(".opf"))
        assert b"<dc:language>en</dc:language>" in archive.read(opf)
        assert TEXTS[0].upper() in archive.read("EPUB/nav.xhtml").decode()
        assert TEXTS[0].upper() in archive.read("EPUB/toc.ncx").decode()


def test_records_keep_all_other_fields(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text('{"id": 1, "corps": "Un.\\n\\nDeux.", "n": null}\n\n{"id": 2}\n', "utf-8")
    document = formats.read(file, "corps")
    made, _ = formats.render(document, ["One.", "Two."])
    assert made.decode() == '{"id": 1, "corps": "One.\\n\\nTwo.", "n": null}\n\n{"id": 2}\n'
    table = tmp_path / "a.csv"
    table.write_text('id;text;note\r\n1;"Un; deux";"a ""b"""\r\n2;;c\r\n', "utf-8", newline="")
    made, _ = formats.render(formats.read(table), ["One; two"])
    assert made.decode() == 'id;text;note\r\n1;"One; two";"a ""b"""\r\n2;;c\r\n'
    for path in (file, table):
        with pytest.raises(InputError, match=rf"{path.name} has no .*'body'.*--field"):
            formats.read(path, "body")


CARRY = [
    # source, span, English, where it goes
    ("Tout.", (0, 5), "Everything.", (0, 11)),
    ("Le Monde dit", (3, 8), "Le Monde says", (3, 8)),
    ("Paris et Paris", (0, 5), "Paris and Paris", (0, 5)),
    ("un mot", (3, 6), "a word", (2, 6)),
    ("de or", (3, 5), "for gold", (4, 8)),
    ("(de) or", (0, 4), "(for) gold", (0, 5)),
    ("un mot", (3, 6), "", None),
    ("un …", (3, 4), "a dot", None),
]


@pytest.mark.parametrize(("source", "span", "target", "place"), CARRY)
def test_carry(source: str, span: tuple[int, int], target: str, place: tuple[int, int] | None) -> None:
    block = Block(source, 0, len(source), spans=(Span(*span, "bold"),))
    marked, placed = carry(block, target)
    assert [(s.start, s.end) for s in marked.spans] == ([place] if place else [])
    assert placed.lost == (place is None)


@given(st.text(max_size=20), st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=6))
def test_events_give_the_text_back_and_are_nested(text: str, places: list[tuple[int, int]]) -> None:
    spans = [
        Span(min(a, b, len(text)), min(max(a, b), len(text)), "bold" if a != b else "object", key=key)
        for key, (a, b) in enumerate(places)
    ]
    block = Block(text, 0, len(text), spans=tuple(spans))
    marked, _ = carry(block, text)
    seen, stack = "", []
    for kind, value in events(marked):
        if isinstance(value, str):
            seen += value
        elif kind == "open":
            stack.append(value)
        else:
            assert stack.pop() == value
    assert seen == text
    assert not stack
    assert "".join(v for _, v in events(Marked(text)) if isinstance(v, str)) == text


HEAVY = ("lxml", "trafilatura", "markdown_it", "pypdf", "docx", "odfdo", "ebooklib", "torch", "email", "zipfile")


def test_a_text_imports_no_library_of_another_format(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Un mot.", "utf-8")
    code = (
        "import sys; before = set(sys.modules)\nfrom pathlib import Path\nfrom dipx import formats\n"
        f"formats.read(Path({str(tmp_path / 'a.txt')!r}))\n"
        f"print([name for name in {HEAVY[:-2]} if name in set(sys.modules) - before])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(("suffix", "module", "extra"), [
    ("md", "markdown_it", "md"), ("html", "trafilatura", "html"), ("docx", "lxml.etree", "docx"),
    ("odt", "lxml.etree", "odt"), ("epub", "lxml.etree", "epub"), ("pdf", "pypdf", "pdf"),
])  # fmt: skip
def test_a_missing_extra_is_named(
    article: Path, monkeypatch: pytest.MonkeyPatch, suffix: str, module: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(InputError, match=rf"article\.{suffix} needs an extra: pip install 'dipx\[{extra}\]'"):
        formats.read(article / f"article.{suffix}")


def _dipx(*words: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "dipx", "translate", *map(str, words), "--engine", "fake"]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_folder_of_all_formats_through_the_command(article: Path, tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    for suffix in MAKERS:
        (source / f"{suffix.replace('.', '-')}.{suffix}").write_bytes((article / f"article.{suffix}").read_bytes())
    (source / "broken.docx").write_bytes(b"PK")
    done = _dipx(source, "-o", tmp_path / "out")
    assert done.returncode == 1
    assert "broken.docx is not a whole docx file" in done.stderr
    made = sorted((tmp_path / "out").iterdir())
    assert len(made) == len(MAKERS)
    english = {tuple(_straight(block.text) for block in formats.read(path).blocks) for path in made}
    assert len(english) == 1, "the same article, whatever it came in"


def test_one_document_through_the_command(article: Path, tmp_path: Path) -> None:
    source = article / "article.docx"
    out = tmp_path / "english.docx"
    assert _dipx(source, "-o", out).returncode == 0
    assert len(formats.read(out).blocks) == len(TEXTS)
    assert _dipx(source, "-o", tmp_path / "a.txt").returncode == 0
    assert "Le" in (tmp_path / "a.txt").read_text("utf-8")
    refused = _dipx(source, "-o", tmp_path / "a.odt")
    assert refused.returncode == 2
    assert "is written as .docx, not as .odt" in refused.stderr
    field = _dipx(article / "article.csv", "--field", "corps")
    assert field.returncode == 1
    assert "has no column 'corps'; name one with --field (id, text, url)" in field.stderr
    whole = _dipx(article / "article.html", "--keep-all").stdout
    assert len(whole.split("\n\n")) == len(TEXTS) + 2


def test_a_document_has_a_digest(article: Path) -> None:
    document: Document = formats.read(article / "article.txt")
    assert len(document.digest) == 64
