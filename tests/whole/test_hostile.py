"""Texts made to be slow: every stage ends soon on them, whatever is repeated.

A quadratic stage needs minutes where a linear one needs a tenth of a second (``normalize`` needed 233 s for 100,000
full stops), so the alarm is far from both.
"""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from dipx import formats
from dipx.bullets.shorten import shorten, tidy
from dipx.checks import CHECKS
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


def _against_its_reverse(check: Check) -> Callable[[str], Any]:
    return lambda text: check(text, text[::-1])


TERMS = Glossary([Entry("a", "b"), Entry("Nord a", "c"), Entry("e-e", ""), Entry("mille et", "d")])


def _shielded(text: str) -> None:
    shield = Shield(TERMS)
    masked = shield.mask(text)
    findings(shield, masked, shield.finish(masked))
    findings(shield, masked, text[::-1])


def _loaded(suffix: str, head: str = "") -> Callable[[str], Any]:
    """A format's way there and back, on a file that is refused or not."""

    def through(text: str) -> None:
        source = Source(f"a{suffix}", (head + text).encode())
        with contextlib.suppress(InputError):
            document = formats.FORMATS[suffix].load(source)
            english = [carry(block, block.text[::-1])[0] for block in document.blocks]
            formats.FORMATS[suffix].dump(source, document, english)

    return through


FORMATS = {
    "md": _loaded(".md"),
    "html": _loaded(".html", "<p>a</p>"),
    "srt": _loaded(".srt", "1\n00:00:01,000 --> 00:00:02,000\n"),
    "csv": _loaded(".csv", "text\n"),
    "eml": _loaded(".eml", "Subject: a\n\n"),
}
# Kept apart: only the formats know them.
MARKUP = (
    "> |[a](|![|*a |**|`|~~|#\n|[^a]|1. \n|- - |<p>|<b>|<li>|&|&#|<!--|<br>a|a<p>b</p>|<table><tr><td>|{\\a|"
    '<a href=x>a</a>|</i>|00:00:01,000 --> 00:00:02,000\na\n\n|1:1:|a,|""|"a"\n|a,b\n|> a\n|-- \n|A: b\n'
).split("|")
STAGES: dict[str, Callable[[str], Any]] = {
    "parse": formats.parse,
    "clean": lambda text: clean(formats.parse(text)),
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
    "\t|\u00a0|\u00ad|#|@a.|http://a|É |mille |ne |, |et, |\r|\u2028"
).split("|")
# Kept apart: only what looks for times, codes and units knows them.
CODES = (
    "20h45 |8:45 a.m. |midi |minuit et demi |RN 20 |A1 |L. 1-2-|12-3-|AB12|0 12 |autoroute A 1 |RCS 1|FR76 1234 |BIC: "
    "|1.2.|я |я, |groupe Nos |3 % |-3 ° |moins 3 |3 jours |«The of |48°1'"
).split("|")
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
@pytest.mark.parametrize("stage", STAGES)
def test_every_stage_gives_up_soon_on_what_never_ends(stage: str) -> None:
    """A mark that opens, and then nothing that closes it: where a pattern backtracks."""
    for opening in "«“\"'([{<`—":
        for filling in (" ", "a", "a ", "é", "1"):
            STAGES[stage](opening + (filling * SIZE)[:SIZE])
