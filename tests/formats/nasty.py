"""English that could break the marks of a format."""

from __future__ import annotations

import re

from hypothesis import strategies as st

from dipx.formats.inline import UNWRITABLE

NASTY = st.text(st.sampled_from("aé *_`[]<>#|&;\\-+1.)~!=:^\"'"), max_size=40) | st.text(max_size=40)


def words(text: str) -> str:
    # A file's U+0080 to U+009F are read as the signs of windows-1252; no English has them.
    return " ".join(re.sub("[\x80-\x9f]", "", UNWRITABLE.sub("", text)).split())
