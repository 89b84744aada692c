"""Texts made to be slow: every stage ends soon on them, whatever is repeated.

A quadratic stage needs minutes where a linear one needs a tenth of a second (``normalize`` needed 233 s for 100,000
full stops), so the alarm is far from both.
"""

from __future__ import annotations

import contextlib
import io
import re
import signal
import zipfile
from collections.abc import Callable, Iterator
from html import escape
from typing import Any

import pytest

from dipx import formats
from dipx.bullets.shorten import shorten, tidy
from dipx.checks import CHECKS, run_checks
from dipx.checks.base import Check
from dipx.errors import InputError
from dipx.formats.base import Source
from dipx.formats.placing import carry
from dipx.text.clauses import halves
from dipx.text.clean import clean
from dipx.text.normalize import normalize
from dipx.text.segmentation import sentences
from dipx.text.typography import english
from dipx.translation.capitals import headline, lowered, lowered_runs
from dipx.translation.glossary import Entry, Glossary
from dipx.translation.last_resort import without_loops
from dipx.translation.protect import Shield, findings
from tests.formats.makers import MAKERS


def _against_its_reverse(check: Check) -> Callable[[str], Any]:
    return lambda text: check(text, text[::-1])


TERMS = Glossary([Entry("a", "b"), Entry("Nord a", "c"), Entry("e-e", ""), Entry("mille et", "d")])


def _shielded(text: str) -> None:
    shield = Shield(TERMS)
    masked = shield.mask(text)
    findings(shield, masked, shield.finish(masked))
    findings(shield, masked, text[::-1])


STUB = (
    "Subject: a\nContent-Type: multipart/alternative; boundary=x\n\n--x\n"
    "Content-Type: text/plain\n\nVoir la version HTML.\n"
    "--x\nContent-Type: text/html\n\n<p>Le maire a parlé.</p>"
)
ASS = "[Script Info]\n[Events]\nFormat: Layer, Start, End, Text\nDialogue: 0,0:00:01.00,0:00:02.00,"


MAIN_PARTS = {
    "docx": "word/document.xml",
    "pptx": "ppt/slides/slide1.xml",
    "xlsx": "xl/sharedStrings.xml",
    "odt": "content.xml",
    "epub": "EPUB/Text/un.xhtml",
}


def _loaded(suffix: str, head: str = "", *, whole: bool = False) -> Callable[[str], Any]:
    """A format's way there and back, on a file that is refused or not."""
    return lambda text: _there_and_back(Source(f"a{suffix}", (head + text).encode(), whole=whole), suffix)


def _zipped(name: str) -> Callable[[str], Any]:
    """The same with the text within the markup of an archive's main part, where a sentence stood."""
    main, raw = MAIN_PARTS[name], MAKERS[name]()

    def through(text: str) -> None:
        made = _with(raw, main, rb"(?<=>)[^<>\n]{8,}(?=<)", escape(text, quote=False))
        _there_and_back(Source(f"a.{name}", made), f".{name}")

    return through


def _with(raw: bytes, part: str, pattern: bytes, text: str) -> bytes:
    """An archive with ``text`` in place of the first match in one of its parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as archive, zipfile.ZipFile(made, "w") as other:
        for entry in archive.namelist():
            content = archive.read(entry)
            if entry == part:
                content, found = re.subn(pattern, lambda _: text.encode(), content, count=1)
                assert found, part
            other.writestr(entry, content)
    return made.getvalue()


def _there_and_back(source: Source, suffix: str) -> None:
    with contextlib.suppress(InputError):
        document = formats.FORMATS[suffix].load(source)
        english = [carry(block, block.text[::-1])[0] for block in document.blocks]
        formats.FORMATS[suffix].dump(source, document, english)


FORMATS = {
    "md": _loaded(".md"),
    "html": _loaded(".html", "<p>a</p>"),
    "srt": _loaded(".srt", "1\n00:00:01,000 --> 00:00:02,000\n"),
    "csv": _loaded(".csv", "text\n"),
    "eml": _loaded(".eml", "Subject: a\n\n"),
    "html mail": _loaded(".eml", "Subject: a\nContent-Type: text/html\n\n<html>"),
    "mail with a stub": _loaded(".eml", STUB),
    "page": _loaded(".html", "<p>a</p>", whole=True),
    "ass": _loaded(".ass", ASS),
    "vtt": _loaded(".vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n"),
    "jsonl": _loaded(".jsonl", '{"text": "a"}\n'),
    "docx": _zipped("docx"),
    "pptx": _zipped("pptx"),
    "xlsx": _zipped("xlsx"),
    "odt": _zipped("odt"),
    "epub": _zipped("epub"),
}
# Kept apart: only the formats know them.
MARKUP = (
    "> |[a](|![|*a |**|`|~~|#\n|[^a]|1. \n|- - |<p>|<b>|<li>|&|&#|<!--|<br>a|a<p>b</p>|<table><tr><td>|{\\a|"
    '<a href=x>a</a>|</i>|00:00:01,000 --> 00:00:02,000\na\n\n|1:1:|a,|""|"a"\n|a,b\n|> a\n|-- \n|A: b\n'
).split("|")
RULED = 3_900  # characters: longer lines are held against no rule
STAGES: dict[str, Callable[[str], Any]] = {
    "parse": formats.parse,
    "clean": lambda text: clean(formats.parse(f"Un texte est là.\n\n{text[:RULED]}\n\n{text}")),
    "sentences": sentences,
    "normalize": normalize,
    "english": lambda text: english(text, text),
    "lowered": lowered,
    "lowered runs": lambda text: lowered_runs(text.upper()),
    "headline": lambda text: headline(text, text.upper() + " CAPITALES"),
    "without loops": without_loops,
    "halves": halves,
    "shielded": _shielded,
    "tidy": tidy,
    "shorten": lambda text: shorten(text, 20),
    **{name: _against_its_reverse(check) for name, check in CHECKS.items()},
}
PIECES = (
    "Nord|a |. | .|- |-\n|e-|1 |1,|1|«|« |»|\"|'|(|A|M. |!?|"
    "\t|\u00a0|\u00ad|#|@a.|http://a|É |mille |ne |, |et, |\r|\u2028|1|'n|©"
).split("|")
# Kept apart: only what looks for times, codes and units knows them.
CODES = (
    "20h45 |8:45 a.m. |midi |minuit et demi |RN 20 |A1 |L. 1-2-|12-3-|AB12|0 12 |autoroute A 1 |RCS 1|FR76 1234 |BIC: "
    "|1.2.|я |я, |groupe Nos |3 % |-3 ° |moins 3 |3 jours |«The of |48°1'"
).split("|")
# A unit that is another one in the English: what compares their numbers has to look at them.
EXCHANGED = ("3 jours", "3 hours"), ("en avril", "in May"), ("5 euros", "5 dollars")
KNOWING = ("english", "shielded", "menu", "numbers", "units", "dates", "kept")
SIZE = 60_000  # characters
SECONDS = 60


@pytest.fixture
def alarm() -> Iterator[None]:
    def ring(*_: object) -> None:
        raise TimeoutError(f"not done after {SECONDS} s")

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, SECONDS, 1)  # again each second: what it interrupts may swallow one
    yield
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.usefixtures("alarm")
@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_done_soon_with_all_of_them(name: str) -> None:
    for piece in (*PIECES, *MARKUP, "| a ", "\n| a |"):
        FORMATS[name]((piece * SIZE)[: SIZE // 2] + "a")


MARK = '<w:fldChar w:fldCharType="{}"/></w:r><w:r>'
BEGIN = MARK.format("begin") + "<w:instrText>REF a</w:instrText></w:r><w:r>" + MARK.format("separate")


@pytest.mark.usefixtures("alarm")
@pytest.mark.parametrize(("begun", "ended"), [(12, 12), (40, 40), (400, 400), (4_000, 0), (4_000, 2), (2, 4_000)])
def test_fields_within_fields_are_done_soon(begun: int, ended: int) -> None:
    runs = BEGIN * begun + "<w:t>Un mot.</w:t></w:r><w:r>" + MARK.format("end") * ended
    made = _with(MAKERS["docx"](), MAIN_PARTS["docx"], rb"<w:t>[^<>]{8,}</w:t>", runs)
    document = formats.FORMATS[".docx"].load(Source("a.docx", made))
    assert any("Un mot." in block.text for block in document.blocks)
    _there_and_back(Source("a.docx", made), ".docx")


@pytest.mark.usefixtures("alarm")
@pytest.mark.parametrize("line", ["::cue(c) { color: red; }", " ", "Language: de", "a "])
def test_long_heads_of_subtitles_are_done_soon(line: str) -> None:
    head = f"WEBVTT\n{f'{line}{chr(10)}' * (SIZE // len(line))}\n00:01.000 --> 00:02.000\nab\n"
    _there_and_back(Source("a.vtt", head.encode()), ".vtt")


@pytest.mark.usefixtures("alarm")
@pytest.mark.parametrize("opening", ['<div class="gmail_extra">', '<blockquote><div class="gmail_extra">', "<div "])
@pytest.mark.parametrize("end", ["", "<blockquote>"])
def test_quotations_that_nothing_closes_are_done_soon(opening: str, end: str) -> None:
    FORMATS["html mail"](opening * SIZE + end)


@pytest.mark.usefixtures("alarm")
def test_wide_tables_and_open_blocks_of_markdown_are_done_soon() -> None:
    FORMATS["md"](f"{'|a' * 4_000}\n{'|-' * 4_000}\n{'|mot' * 4_000}\n")
    for opening in ("\\begin{a}\n", "{% raw %}\n", "$$\n", ":::a\n"):
        FORMATS["md"](opening * 8_001)
    FORMATS["md"]("".join(f"\\begin{{a{number}}}\n" for number in range(8_000)))


@pytest.mark.usefixtures("alarm")
@pytest.mark.parametrize("stage", STAGES)
def test_every_stage_is_done_soon_with_all_of_them(stage: str) -> None:
    for piece in PIECES:
        STAGES[stage]((piece * SIZE)[:SIZE] + "a")


@pytest.mark.usefixtures("alarm")
@pytest.mark.parametrize("stage", KNOWING)
def test_times_codes_and_units_without_end_are_done_soon(stage: str) -> None:
    for piece in CODES:
        STAGES[stage]((piece * SIZE)[:SIZE] + "a")
    # Different ones, each of which is looked for: where what is found is compared with what is found.
    for made in ("A{} ", "autoroute A {} ", "{0}-{0}-{0} ", "{}h05 ", "RCS {:09} "):
        STAGES[stage]("".join(made.format(number) for number in range(SIZE // 10)))


@pytest.mark.usefixtures("alarm")
@pytest.mark.parametrize("pair", EXCHANGED, ids=lambda pair: pair[0])
def test_what_was_exchanged_is_found_soon_whatever_stands_around(pair: tuple[str, str]) -> None:
    for piece in ("a", "1", "1 ", "3 jours ", "é-", "a "):
        text = (piece * SIZE)[:SIZE]
        assert run_checks(f"{pair[0]} {text}.", f"{pair[1]} {text}.")
        run_checks(f"{text} {pair[0]}.", f"{text} {pair[1]}.")
        run_checks(f"{text}{pair[0]}.", f"{text}{pair[1]}.")


@pytest.mark.usefixtures("alarm")
@pytest.mark.parametrize("stage", STAGES)
def test_every_stage_gives_up_soon_on_what_never_ends(stage: str) -> None:
    """A mark that opens, and then nothing that closes it: where a pattern backtracks."""
    for opening in "«“\"'([{<`—":
        for filling in (" ", "a", "a ", "é", "1"):
            STAGES[stage](opening + (filling * SIZE)[:SIZE])
