"""The same article in every format gives the same segments; what is written is read again as what was written."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dipx import formats
from dipx.document import Document
from dipx.errors import InputError, UsageError
from dipx.text.clean import clean
from dipx.text.segmentation import segment_document
from tests.formats.makers import ARTICLE, MAKERS, TEXTS, straight
from tests.formats.nasty import NASTY, words

# What marks headings and items in these is the text itself.
WITHOUT_KINDS = {
    "xlsx",
    "ods",
    "txt",
    "txt.gz",
    "pdf",
    "srt",
    "vtt",
    "ass",
    "ssa",
    "jsonl",
    "csv",
    "tsv",
    "eml",
    "mbox",
}


def _english(text: str) -> str:
    """As a translation might be: all words changed but the names and numbers."""
    return " ".join(word if word[:1].isupper() or word[:1].isdigit() else word[::-1] for word in text.split())


@pytest.mark.parametrize("suffix", MAKERS)
def test_every_format_gives_the_same_segments(article: Path, suffix: str) -> None:
    document = formats.read(article / f"article.{suffix}")
    wanted = segment_document(formats.parse("\n\n".join(TEXTS)))
    assert [straight(s.text) for s in segment_document(document)] == [straight(s.text) for s in wanted]
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


@pytest.mark.parametrize("suffix", ["docx", "pptx", "odt", "odp", "epub", "srt", "csv", "tsv", "jsonl"])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(english=st.lists(NASTY.map(words), min_size=len(TEXTS), max_size=len(TEXTS)))
def test_any_english_is_read_again(article: Path, tmp_path: Path, suffix: str, english: list[str]) -> None:
    if suffix == "srt":  # in which an arrow, a tag or a bracket is what it is, and what is shown again is the same
        english = [" ".join(dict.fromkeys(re.sub(r"[<>{}\d()\[\]*#-]", "", text).split())) for text in english]
    if suffix in ("csv", "tsv", "jsonl"):  # in which a tag, a reference or a mark is what it is
        english = [re.sub(r"[<&*~_\[]", "", text) for text in english]
    document = formats.read(article / f"article.{suffix}")
    out = tmp_path / f"b.{suffix}"
    formats.write(document, english, out)
    assert words(" ".join(block.text for block in formats.read(out).blocks)) == words(" ".join(english))


def test_a_document_has_a_digest(article: Path) -> None:
    document: Document = formats.read(article / "article.txt")
    assert len(document.digest) == 64
