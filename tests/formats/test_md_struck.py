"""What Markdown strikes out amid a line is no part of the sentence: a text of its own, which stays where it stood."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from dipx import formats
from dipx.formats import md
from dipx.formats.base import Source
from dipx.formats.md.inline import running

CASES = [
    # the file, its texts, their English, what is written
    ("Le four coûte ~~dix~~ douze francs.", ["Le four coûte douze francs.", "dix"],
     ["The kiln costs twelve francs.", "ten"], "The kiln costs ~~ten~~ twelve francs."),
    ("Prix : ~~60 €~~ 55 €", ["Prix : 55 €", "60 €"], ["Price: €55", "€60"], "Price: ~~€60~~ €55"),
    ("Le four ~~de Paul~~ est froid.", ["Le four est froid.", "de Paul"], ["The kiln is cold.", "Paul’s"],
     "The kiln ~~Paul’s~~ is cold."),
    ("- Acheter ~~du lait~~ du beurre", ["Acheter du beurre", "du lait"], ["Buy butter", "milk"],
     "- Buy ~~milk~~ butter"),
    ("~~Vieux~~ Nouveau four", ["Nouveau four", "Vieux"], ["New kiln", "Old"], "~~Old~~ New kiln"),
    ("Un four ~~vieux\nfour~~ neuf", ["Un four neuf", "vieux four"], ["A new kiln", "old kiln"],
     "A new ~~old kiln~~ kiln"),
    ("Un four ~~à 5\\*~~ neuf", ["Un four neuf", "à 5*"], ["A new kiln", "at 5*_"], "A new ~~at 5\\*\\_~~ kiln"),
    ("Il est <del>froid</del> <ins>chaud</ins>.", ["Il est chaud.", "froid"], ["It is hot.", "cold"],
     "It is <del>cold</del> <ins>hot</ins>."),
    ("Il est <s class='a'>froid</s> chaud.", ["Il est chaud.", "froid"], ["It is hot.", "cold"],
     "It is <s class='a'>cold</s> hot."),
    # all of the line, and what has marks within: marks on the text, as before
    ("~~Acheter du pain~~", ["Acheter du pain"], ["Buy bread"], "~~Buy bread~~"),
    ("~~Acheter du pain~~.", ["Acheter du pain."], ["Buy bread."], None),
    ("Le four ~~**de Paul**~~ est froid.", ["Le four de Paul est froid."], ["Paul’s kiln is cold."], None),
]  # fmt: skip


@pytest.mark.parametrize(("source", "texts", "english", "wanted"), CASES, ids=[case[0] for case in CASES])
def test_struck_out(source: str, texts: list[str], english: list[str], wanted: str | None, tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text(f"{source}\n", "utf-8")
    document = formats.read(file)
    assert [block.text for block in document.blocks] == texts
    out = formats.render(document, english)[0].decode()
    assert "~~" in out or "<" in out
    if wanted:
        assert out == f"{wanted}\n"


@given(st.lists(st.sampled_from("mot |~~|<s>|</s>|*|a| |~|\\|`|[x](y)|\n|é.|'''|    |\t|<p>".split("|")), max_size=14))
def test_what_does_not_change_is_written_as_it_was(parts: list[str]) -> None:
    source = Source("a.md", "".join(parts).encode())
    document = md.load(source)
    english, _ = formats._all_carried(document, [block.text for block in document.blocks], ())
    assert md.dump(source, document, english) == source.raw


@pytest.mark.parametrize(
    ("piece", "end"),
    [("<b>a</b>", ""), ("<del>a</del> b ", ""), ("<b>", "</b>"), ("<b>a", "</b>"), ("[![a](b)](c) ", "")],
)
def test_the_time_grows_with_the_tags_of_a_line_not_faster(piece: str, end: str) -> None:
    def seconds(times: int) -> float:
        (paragraph,) = MarkdownIt("commonmark").parseInline(piece * times + end * times)
        started = time.process_time()
        running(paragraph.children or [])
        return time.process_time() - started

    # Four times as many take about four times as long; sixteen times where each tag asks all others.
    assert seconds(24_000) < 9 * seconds(6_000)
