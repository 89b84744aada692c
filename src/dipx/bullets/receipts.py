"""What a bullet owes its sources: how much of it they hold, and what a rewriting may not do."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final

from dipx.bullets.words import NEGATIONS, STOP, amounts, content, names, numbers, opening_word, stem, tokens
from dipx.checks import loops
from dipx.document import Finding, Translation

# Below this, a rewriting says too much that its source does not, whatever its numbers and names.
MIN_SUPPORT: Final = 0.6
_SIGN: Final = re.compile(r"[=+±×÷<>≤≥≈~→]")
_NEVER_LAST: Final = frozenset(
    "a an the of and or but with from that than because if while although whether into its his their my our your "
    "is are was were be".split()
)


def support(text: str, sources: Sequence[Translation]) -> float:
    """The share (0 to 1) of the content words, numbers and names of ``text`` that its sources' English has.

    A text without any of these has nothing to support: 0.
    """
    return _share(text, " ".join(source.target for source in sources))


def claims(text: str) -> set[str]:
    """What a text has to show a source for: its content words, numbers and names, as stems."""
    return {*content(text), *numbers(text), *amounts(text), *map(stem, names(text))}


def check_rewriting(text: str, source: str) -> Finding | None:
    """The first thing that is wrong with ``text`` as a rewriting of ``source``, or None."""
    for code, judge in _JUDGES.items():
        problem = judge(text, source)
        if problem:
            return Finding(f"bullet-{code}", "note", problem, source, text)
    return None


def _share(text: str, source: str) -> float:
    claimed = claims(text)
    return len(claimed & claims(source)) / len(claimed) if claimed else 0.0


def _blank(text: str, source: str) -> str | None:
    return None if tokens(text) else "the model wrote nothing"


def _longer(text: str, source: str) -> str | None:
    written, given = len(text.split()), len(source.split())
    return f"{written} words made of {given}" if written > given else None


def _loop(text: str, source: str) -> str | None:
    found = loops.check(source, text)
    return found.message if found else None


def _numbers(text: str, source: str) -> str | None:
    # Counted, not only looked up: a number that the source has once may not appear twice.
    return _missing("number", Counter(numbers(text)) - Counter(numbers(source)))


def _amounts(text: str, source: str) -> str | None:
    # "cut from 25% to 15" has all its numbers, and says less or something else.
    return _missing("amount", Counter(amounts(text)) - Counter(amounts(source)))


def _signs(text: str, source: str) -> str | None:
    # "€1 + 655.957 F" for "€1 = 655.957 F"
    return _missing("sign", Counter(_SIGN.findall(text)) - Counter(_SIGN.findall(source)))


def _names(text: str, source: str) -> str | None:
    known = {_form(part) for word in tokens(source) for part in (word, *word.split("-"))}
    first = opening_word(text)
    claimed = [*names(text), *([first] if first and first.lower() not in STOP else [])]
    return _missing("name", {name: 1 for name in claimed if _form(name) not in known})


def _form(name: str) -> str:
    """A name as it may be written elsewhere: with an ``'s`` or an s more or less. "Uniting" is not "United"."""
    return name.lower().replace("’", "'").removesuffix("'s").rstrip("'s")


def _negation(text: str, source: str) -> str | None:
    said, given = _denied(text), _denied(source)
    if len(said) > len(given):
        return "denies what the source does not deny"
    # Another thing than what the source denies: "announced no plan", where no station is to close.
    if other := next((stem for stem in said if stem and stem not in given and stem in content(source)), None):
        return f"denies {other!r}, which the source does not"
    if len(said) < len(given):
        affirmed = sorted({stem for stem in given if stem} & set(content(text)) - set(said))
        if affirmed:
            return f"drops the denial before {affirmed[0]!r}"
    return None


def _unfinished(text: str, source: str) -> str | None:
    last = tokens(text)[-1].lower()
    if text.rstrip('"” ').endswith("..") and ".." not in source:
        return "ends with dots"
    return f"ends with {last!r}" if last in _NEVER_LAST else None


def _unsupported(text: str, source: str) -> str | None:
    share = _share(text, source)
    return f"only {share:.0%} of it is in the source" if share < MIN_SUPPORT else None


def _denied(text: str) -> list[str]:
    """For each denial the stem of the next content word, or an empty string."""
    words = [word.lower().replace("’", "'") for word in tokens(text)]
    return [
        next(iter(content(" ".join(words[index + 1 : index + 4]))), "")
        for index, word in enumerate(words)
        if word in NEGATIONS or word.endswith("n't")
    ]


def _missing(what: str, found: dict[str, int]) -> str | None:
    return f"{what} not in the source: {', '.join(sorted(found))}" if found else None


_JUDGES: Final[dict[str, Callable[[str, str], str | None]]] = {
    "blank": _blank,
    "longer": _longer,
    "loop": _loop,
    "number": _numbers,
    "amount": _amounts,
    "sign": _signs,
    "name": _names,
    "negation": _negation,
    "unfinished": _unfinished,
    "unsupported": _unsupported,
}
