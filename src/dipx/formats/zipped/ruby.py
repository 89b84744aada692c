"""What stands above words in a document: how they are read, or what they mean. It stays, and is named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

SHOWN = 40  # characters


def told(roots: Iterable[Any], tag: str) -> Iterator[str]:
    """A line on what the elements of this name say, if they say anything."""
    texts = ("".join(node.itertext()).strip() for root in roots for node in root.iter(tag))
    found = [text for text in texts if any(map(str.isalpha, text))]
    if found:
        yield f"not translated: {len(found)} × what stands above words (ruby): « {found[0][:SHOWN]} »"
