"""What in a page is not the article: recognized whole block by whole block, moved aside with its reason."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from importlib.resources import files
from itertools import pairwise

from dipx.document import Block, Document, LeftOut
from dipx.text.normalize import normalize

_BULLETS = " >•*|→▶►●■–—-"
_SPEECH = re.compile(
    r"\b(?:a|ont|avait|avaient) (?:\w+ )?(?:dit|déclaré|indiqué|reconnu|annoncé|affirmé|précisé|expliqué|estimé"
    r"|ajouté|assuré|confié|écrit|lancé|admis)\b|, (?:explique|affirme|selon|assure|indique|précise|estime)\b"
)
_SPEECH_IS_FINE = frozenset({"read-also", "photo-credit", "byline"})
_SHORT_CAPITALS = 4
_BODY_WORDS = 20
# Copied from a page, mostly, with what stood around the article. All other files were put together by hand, and lose
# no line; a web page's own format asks for the rules, where no table and no list of the article is.
_COPIED = frozenset({"txt"})
_DOUBTFUL = frozenset({"x"})  # a network, a tick in a table, a name: furniture only beside more of it
_BODY_CHARACTERS = 4_000  # longer than any block that a rule takes: the article's, and not looked at


@dataclass(frozen=True)
class Rule:
    """A pattern for a whole block, why the block goes, where the rule holds, and the most words it may take."""

    reason: str
    place: str
    max_words: int
    regex: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Compiled when a block is first held against it: all of them take 0.1 s, which one sentence does not need."""
        return re.compile(self.regex, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Seen:
    """A block as the rules see it: its line, its number of words, and whether it is a paragraph of the body."""

    line: str
    words: int
    is_body: bool


def clean(document: Document) -> Document:
    """The document with boilerplate moved from ``blocks`` to ``left_out``, by document order; nothing is lost.

    ``document.text`` and all offsets stay as they are. A page of nothing but boilerplate ends with no blocks; a lone
    block is beside nothing, and is what the user wants.
    """
    return leave_out(document, reasons(document))


def reasons(document: Document) -> list[str | None]:
    """Why each block is none of the article's; ``None`` for one that is, and for all of what is no page's text."""
    if len(document.blocks) <= 1 or document.format not in _COPIED:
        return [None] * len(document.blocks)
    found = furniture([block.text for block in document.blocks])
    between = [document.text[a.end : b.start] for a, b in pairwise(document.blocks)]
    beside = [text.isspace() and len(f"x{text}x".splitlines()) == 1 for text in between]
    # A cell of a line in columns is no button, whatever it says.
    sides = zip([False, *beside], [*beside, False], strict=True)
    return [None if any(side) else why for why, side in zip(found, sides, strict=True)]


def leave_out(document: Document, reasons: Sequence[str | None]) -> Document:
    """The document with the blocks that have a reason moved to ``left_out``."""
    kept = tuple(block for block, reason in zip(document.blocks, reasons, strict=True) if reason is None)
    gone = [_left_out(block, reason) for block, reason in zip(document.blocks, reasons, strict=True) if reason]
    left_out = tuple(sorted((*document.left_out, *gone), key=lambda span: (span.start, span.end)))
    return replace(document, blocks=kept, left_out=left_out)


def keep_all(document: Document) -> Document:
    """The document with all that its format left out as blocks, in document order."""
    back = (Block(span.text, span.start, span.end) for span in document.left_out)
    return replace(document, blocks=tuple(sorted((*document.blocks, *back), key=lambda b: b.start)), left_out=())


def _left_out(block: Block, reason: str) -> LeftOut:
    return LeftOut(text=block.text, reason=reason, start=block.start, end=block.end)


def furniture(texts: Sequence[str]) -> list[str | None]:
    """Why each text of a page is none of its article's, by what it says; ``None`` for one that may be."""
    seen = [_look(text) for text in texts]
    body = [index for index, block in enumerate(seen) if block.is_body]
    reasons: list[str | None] = []
    for index, text in enumerate(texts):
        places = {"any"}
        if not body or index < body[min(1, len(body) - 1)] or index > body[-1]:
            places.add("edge")
        if not body or index < body[0] or index > body[-1]:
            places.add("top")
        previous = reasons[-1] if reasons else None
        reasons.append(_reason(text, seen[index], places, previous))
    return _with_menu(seen, _without_doubtful(seen, reasons), body[0] if body else len(seen))


def _without_doubtful(seen: Sequence[_Seen], reasons: list[str | None]) -> list[str | None]:
    return [
        None
        if block.line.lower() in _DOUBTFUL
        and reason not in (*reasons[max(index - 1, 0) : index], *reasons[index + 1 : index + 2])
        else reason
        for index, (block, reason) in enumerate(zip(seen, reasons, strict=True))
    ]


def _look(text: str) -> _Seen:
    if len(text) > _BODY_CHARACTERS:
        return _Seen("", 0, is_body=True)
    line = normalize(text).strip(_BULLETS) or normalize(text)
    words = len(line.split())
    is_sentence = line.rstrip("\"' )").endswith((".", "!", "?"))
    is_long = words >= _BODY_WORDS or (words >= _BODY_WORDS // 2 and is_sentence)
    return _Seen(line, words, is_long and _matching(line, words, {"any"}, None) is None)


def _reason(text: str, seen: _Seen, places: set[str], previous: str | None) -> str | None:
    """The whole block's reason; or, where every line of it is boilerplate, that of its first line."""
    if not seen.line:
        return None
    # Of a paragraph of the body the rules for any place were asked already.
    is_asked = seen.is_body and previous is None and places == {"any"}
    reason = None if is_asked else _matching(seen.line, seen.words, places, previous)
    lines = [line for line in text.splitlines() if line.strip()]
    if reason is not None or len(lines) < 2:
        return reason
    found: list[str | None] = []
    for line in lines:
        block = _look(line)
        found.append(_matching(block.line, block.words, places, found[-1] if found else previous))
    return found[0] if all(found) else None


def _matching(line: str, words: int, places: set[str], previous: str | None) -> str | None:
    for rule in rules():
        is_here = rule.place in places or (rule.place == "after" and rule.reason == previous)
        if not is_here or words > rule.max_words or not rule.pattern.fullmatch(line):
            continue
        if rule.reason in _SPEECH_IS_FINE or not _SPEECH.search(line):
            return rule.reason
    return None


def _with_menu(seen: list[_Seen], reasons: list[str | None], body_start: int) -> list[str | None]:
    """Short capitals between two menu entries or dates above the body are menu entries too.

    The last of them stays unless a rule knows it: it may be the headline.
    """
    known = [index for index in range(body_start) if reasons[index] in ("navigation", "dateline")]
    if len(known) < 2:
        return reasons
    between = range(known[0], known[-1])
    is_menu = all(
        reasons[index] or (seen[index].line.isupper() and seen[index].words <= _SHORT_CAPITALS) for index in between
    )
    if not is_menu:
        return reasons
    return [reason or ("navigation" if index in between else None) for index, reason in enumerate(reasons)]


@cache
def rules() -> tuple[Rule, ...]:
    """The rules of ``boilerplate.txt``, in its order: the first that matches gives the reason."""
    definitions: dict[str, str] = {}
    found: list[Rule] = []
    section = [""]
    for line in files("dipx.text").joinpath("boilerplate.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        if re.fullmatch(r"\[[\w -]+\]", line):
            section = line[1:-1].split()
        elif section == ["define"]:
            name, _, pattern = line.partition(" = ")
            definitions[name] = _expanded(pattern, definitions)
        else:
            reason, place, words = section
            found.append(Rule(reason, place, int(words), _expanded(line, definitions)))
    return tuple(found)


def _expanded(pattern: str, definitions: dict[str, str]) -> str:
    return re.sub(r"<([A-Z]\w*)>", lambda match: definitions[match[1]], pattern)
