"""With an English that is the French, a file is the file, to the byte."""

from __future__ import annotations

import codecs
import json
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from dipx.errors import InputError
from tests.formats.rewriting import rewritten

WORDS = st.sampled_from(
    r"""le maire est là . ? … ! 1998 3,5 - – « » ( ) [ ] { } <i> </i> <b> </b> {\an8} {\i1} {\i0} \N &amp; & < ♪ JEAN :
    > RIRES * ** _ ` ``` $ $$ | \ [x] [^1] [^1]: ![a](b) [l](m) [r] {{ }} {% %} <br> ::: --- === + 1. http://a.fr ' " ""
    # ; , [m]{.x} {w=5} ^[n] %%c%% ^^ <T a={1}/> {>>c<<} {++d++} {--e--} {~~f~>g~~} {==h==} {++ ~>
    \n \t =A1+1 {/* */} import &lt; <kbd>q</kbd> --o=1 é""".split()
) | st.sampled_from(["", "\t", '[l](m "t")'])
LINES = st.lists(st.lists(WORDS, max_size=6).map(" ".join), max_size=4)
ENDS = st.sampled_from(["\n", "\r\n"])
TIMES = [f"00:00:{at:02},000 --> 00:00:{at + 2:02},000" for at in range(0, 40, 2)]
quick = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def _same(tmp_path: Path, name: str, raw: bytes) -> None:
    try:
        made = rewritten(tmp_path / name, raw, str)
    except InputError:
        assume(False)  # a format that refuses all of them has no example left, which fails
    assert made == raw


@quick
@given(st.lists(LINES, max_size=6), ENDS, st.booleans(), st.sampled_from(["\n\n", "\n"]))
def test_subrip(tmp_path: Path, cues: list[list[str]], end: str, numbered: bool, gap: str) -> None:
    parts = [f"{n}\n" * numbered + TIMES[n] + "\n" + "\n".join(lines) for n, lines in enumerate(cues)]
    _same(tmp_path, "a.srt", gap.join(parts).replace("\n", end).encode())


@quick
@given(st.lists(LINES, max_size=6), st.sampled_from(["", "NOTE a\nb\n\n", "STYLE\n::cue {}\n\n"]), st.booleans())
def test_webvtt(tmp_path: Path, cues: list[list[str]], block: str, marked: bool) -> None:
    parts = [TIMES[n].replace(",", ".") + " align:start\n" + "\n".join(lines) for n, lines in enumerate(cues)]
    text = "WEBVTT\n\n" + block + "\n\n".join(parts)
    _same(tmp_path, "a.vtt", codecs.BOM_UTF8 * marked + text.encode())


@quick
@given(st.lists(LINES, max_size=6))
def test_substation(tmp_path: Path, cues: list[list[str]]) -> None:
    bodies = ["\\N".join(cue) for cue in cues]
    lines = [f"Dialogue: 0,0:00:0{n}.00,0:00:0{n + 1}.00,D,,0,0,0,,{text}" for n, text in enumerate(bodies)]
    _same(tmp_path, "a.ass", "\r\n".join(["[Script Info]", "Title: le film", "[Events]", *lines]).encode())


@quick
@given(
    st.lists(st.lists(st.lists(WORDS, max_size=4).map(" ".join), min_size=2, max_size=4), max_size=5),
    st.sampled_from(",;\t|"),
    ENDS,
    st.sampled_from(["", "sep"]),
    st.lists(st.booleans(), min_size=20, max_size=20),
)
def test_tables(tmp_path: Path, rows: list[list[str]], sign: str, end: str, first: str, quoted: list[bool]) -> None:
    def cell(place: int, text: str) -> str:
        needs = quoted[place % 20] or any(mark in text for mark in f'{sign}"\n')
        return '"' + text.replace('"', '""') + '"' if needs else text

    lines = [sign.join(cell(n + 5 * m, text) for m, text in enumerate(row)) for n, row in enumerate(rows)]
    head = [f"sep={sign}"] if first else []
    _same(tmp_path, "a.csv", end.join([*head, f"id{sign}text", *lines]).encode())


# No controls: U+0080 to U+009F are read as the signs of windows-1252 that they stand for, the others are not written.
TEXT = st.text(st.characters(exclude_categories=["Cc"]), max_size=9)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)


@quick
@given(
    st.lists(st.dictionaries(st.sampled_from(["id", "text", "a"]), JSON, max_size=3), max_size=4), st.booleans(), ENDS
)
def test_json_lines(tmp_path: Path, records: list[dict[str, object]], escaped: bool, end: str) -> None:
    lines = [json.dumps(record, ensure_ascii=escaped, separators=(",", ": ")) for record in records]
    raw = end.join(lines).encode("utf-8", "surrogatepass")
    try:
        raw.decode()
    except UnicodeDecodeError:
        return
    _same(tmp_path, "a.jsonl", raw)


@quick
@given(st.lists(st.lists(WORDS, max_size=7).map(" ".join), max_size=12), ENDS, st.booleans())
def test_markdown(tmp_path: Path, lines: list[str], end: str, marked: bool) -> None:
    _same(tmp_path, "a.md", codecs.BOM_UTF8 * marked + end.join(lines).encode())


@quick
@given(st.lists(st.lists(WORDS, max_size=7).map(" ".join), max_size=12))
def test_markdown_with_another_english_keeps_what_is_no_text(tmp_path: Path, lines: list[str]) -> None:
    raw = "\n".join(lines).encode()
    try:
        made = rewritten(tmp_path / "a.md", raw, lambda text: text.replace("maire", "mayor")).decode()
    except InputError:
        return
    for mark in (r"\{%.*?%\}", r"!\[a\]\(b\)", r"\(m \"t\"\)", r"\[m\]\{\.x\}", r"%%c%%", r"<T a=\{1\}/>", r"\{w=5\}"):
        assert len(re.findall(mark, made)) == len(re.findall(mark, raw.decode())), made


@pytest.mark.parametrize("raw", [
    b"\xef\xbb\xbf1\n00:00:01,000 --> 00:00:02,000\nLe maire",
    b"1\r\n0:0:1.5 -> 0:0:2\r\n\r\nLe maire\r\n\r\n\r\n\r\n2\r\n",
    b"Un titre\n\n1\n00:00:01,000 --> 00:00:02,000\nLe maire\n",
])  # fmt: skip
def test_subrip_of_strangers(tmp_path: Path, raw: bytes) -> None:
    _same(tmp_path, "a.srt", raw)
    assert rewritten(tmp_path / "a.srt", raw, {"Le maire": "The mayor"}) == raw.replace(b"Le maire", b"The mayor")
