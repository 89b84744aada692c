"""Subtitles: sentences over several of them, and shared out again."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from dipx import formats
from dipx.formats.subtitles import _cut

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
    shares = [" ".join(text[start:end].split()) for start, end in _cut(text, lengths)]
    assert len(shares) == len(lengths)
    assert " ".join(share for share in shares if share) == " ".join(text.split())
    assert all(shares) or len(text.split()) < len(lengths)
