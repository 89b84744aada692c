"""What looks like French in an archive's XML and is the text of no spot: the last look, for what no format knows of.

A format reads the places that it knows. Whatever else holds a phrase of French is named, with the part and the element
or attribute that it stands in, so that nothing stays French in silence.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Container, Iterable, Iterator, Sequence
from html import unescape

from dipx.formats.wording import is_wording
from dipx.formats.zipped.archive import member
from dipx.formats.zipped.spots import Spot
from dipx.text.small_words import FRENCH

LITTLE = FRENCH | frozenset("de ici il la le ne nos ou qu que sa ses sous un vos à".split())
ELIDED = re.compile(r"\b[cdjlmnst]['’](?=\w)", re.IGNORECASE)
# An attribute or an element's own text with white space within it: a phrase. Of single words nothing is seen here.
# Each character is looked at a few times at most, whatever the text: hence the possessive signs.
FOUND = re.compile(
    r"""(?<![\w:.-])([\w:.-]++)\s*+=\s*+("(?=[^"<>]*?[^\W\d]\s)[^"<>]*+"|'(?=[^'<>]*?[^\W\d]\s)[^'<>]*+')"""
    r"""|>(?=[^<>]*?[^\W\d]\s)([^<>]*+)</([\w:.-]++)"""
)
# Of every office file: names of shapes, which programs give, and of people.
NAMES = frozenset("name author creator initial-creator lastModifiedBy initials".split())
SHOWN = 40  # characters of a phrase
MOST = 5  # places that are named, of each archive


def residue(
    archive: zipfile.ZipFile,
    spots: Sequence[Spot],
    passed_over: re.Pattern[str],
    known: Iterable[str],
    read: Container[str] | None = None,
    bound: Iterable[str] = (),
) -> Iterator[str]:
    """A note on the places, if there are any.

    ``passed_over`` are the parts that are not looked at, ``known`` the elements (by their local names) whose texts a
    format has read or has named itself: in the parts that were ``read``, or in all. ``bound`` are texts that are
    written with those of the spots.
    """
    said = {" ".join(text.split()) for text in (*(spot.piece.text for spot in spots), *bound)}
    passed = NAMES.union(known)
    places: dict[tuple[str, str], tuple[str, int]] = {}
    for part in archive.namelist():
        if not part.endswith((".xml", ".vml", ".opf", ".ncx")) or passed_over.search(part):
            continue
        xml = member(archive, part).decode("utf-8", "replace")
        for name, text in _phrases(xml, passed if read is None or part in read else NAMES):
            if text not in said:
                first, count = places.get((part, name), (text, 0))
                places[part, name] = first, count + 1
    if places:
        named = [
            f"« {text[:SHOWN]}{'…' * (len(text) > SHOWN)} » ({name} in {part}{f', {count} of them' * (count > 1)})"
            for (part, name), (text, count) in list(places.items())[:MOST]
        ]
        more = f" and in {len(places) - MOST} more places" if len(places) > MOST else ""
        yield f"not translated: {'; '.join(named)}{more}"


def _phrases(xml: str, passed: frozenset[str]) -> Iterator[tuple[str, str]]:
    """What looks like French, and the name of the attribute or element that it is in."""
    for match in FOUND.finditer(_without_comments(xml)):
        name = (match[1] or match[4]).rpartition(":")[2]
        if name in passed or (match[1] and "font" in name):
            continue
        text = " ".join(unescape(match[2][1:-1] if match[1] else match[3]).split())
        if _is_french(text):
            yield name, text


def _without_comments(xml: str) -> str:
    """The XML without its comments: what stands around one is one text."""
    first, *rest = xml.split("<!--")
    return first + "".join(part.partition("-->")[2] if "-->" in part else part for part in rest)


def _is_french(text: str) -> bool:
    words = text.lower().split()
    is_likely = any(word in LITTLE for word in words) or ELIDED.search(text) is not None
    return is_likely and is_wording(text) and "://" not in text
