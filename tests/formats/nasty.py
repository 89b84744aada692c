"""English that could break the marks of a format."""

from __future__ import annotations

from hypothesis import strategies as st

from dipx.formats.inline import UNWRITABLE

NASTY = st.text(st.sampled_from("aé *_`[]<>#|&;\\-+1.)~!=:^\"'"), max_size=40) | st.text(max_size=40)


def words(text: str) -> str:
    return " ".join(UNWRITABLE.sub("", text).split())
