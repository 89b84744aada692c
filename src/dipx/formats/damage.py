"""What a reader is told of letters that were damaged before the file came here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dipx.text.controls import joined_words
from dipx.text.counting import counted
from dipx.text.damage import mended, traces

_SHOWN = 3


def repaired(places: int) -> tuple[str, ...]:
    """The note for so many repaired letters, none for none."""
    return (f"{places} damaged letters were read as what they had been (Ã© or &eacute; as é)",) if places else ()


def parted(text: str) -> tuple[str, ...]:
    """The note for control characters that stand within words, none for none."""
    if not (words := joined_words(text)):
        return ()
    many = counted(len(words), "control character")
    return (f"{many} within words {'is' if len(words) == 1 else 'are'} read as a space: {_shown(words)}",)


def notes(texts: Iterable[str], *, lost_too: bool = True) -> tuple[str, ...]:
    """What is repaired for the model's eyes in these texts, and what nothing repairs.

    Words with U+FFFD in them are counted unless whoever read the bytes has told of those.
    """
    places, words = 0, []
    for text in texts:
        places += mended(text)[1]
        words += [word for word in traces(text) if lost_too or "\ufffd" not in word]
    lost = (f"{len(words)} damaged words are not repaired: {_shown(words)}",) if words else ()
    return (*repaired(places), *lost)


def _shown(words: Sequence[str]) -> str:
    return ", ".join(words[:_SHOWN]) + (", …" if len(words) > _SHOWN else "")
