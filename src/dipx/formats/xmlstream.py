"""Large XML from strangers, one unit at a time, by lxml: nothing is fetched, and entities expand within bounds.

A ``<!DOCTYPE tmx SYSTEM "tmx14.dtd">`` is common in real TMX files and is not read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from dipx.errors import InputError

MAX_INSIDE = 10_000  # elements of one unit, which is in memory whole


def units(path: Path, roots: Collection[str], names: Collection[str]) -> Iterator[Any]:
    """The elements whose name is one of ``names``, in order; each is gone when the next is asked for.

    Names count without their namespace. libxml2 itself bounds the depth (256 elements), a text, a comment and an
    attribute (10 MB each), and what entities expand to. Raises ``InputError`` with the line where the file is no
    well-formed XML, its root is not one of ``roots``, or a unit is too large; ``OSError`` when it cannot be read.
    """
    from lxml import etree

    unit, inside = None, 0
    with path.open("rb") as file:
        events = etree.iterparse(
            file,
            events=("start", "end"),
            resolve_entities="internal",
            load_dtd=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            for event, element in events:
                if event == "start":
                    unit, inside = _begun(path, element, roots, names) if unit is None else (unit, inside + 1)
                    if inside > MAX_INSIDE:
                        raise InputError(
                            f"{path}, line {element.sourceline}: more than {MAX_INSIDE:,} elements in one."
                        )
                elif unit is None or element is unit:
                    if unit is not None:
                        yield element
                    unit = None
                    _forget(element)
        except etree.XMLSyntaxError as error:
            reason = " ".join(str(error.msg).partition(", line ")[0].split())
            raise InputError(f"{path}, line {max(1, error.lineno)}: not well-formed XML ({reason}).") from error


def _begun(path: Path, element: Any, roots: Collection[str], names: Collection[str]) -> tuple[Any, int]:
    """The element if it is a unit."""
    name = element.tag.rpartition("}")[2]
    if element.getparent() is None and name not in roots:
        kind = path.suffix[1:].upper()
        raise InputError(f"{path}, line {element.sourceline}: not a {kind} file (its first element is <{name[:40]}>).")
    return (element if name in names else None), 0


def _forget(element: Any) -> None:
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]
