"""A source whose letters were damaged on their way: whatever its English says, a part of it was guessed; and English
with letters that are none."""

from __future__ import annotations

from dipx.document import Finding
from dipx.text.damage import traces

_MANY, _SHARE = 3, 0.25  # damaged words of a segment from which on it is rubbish: so many, or so much of it
_SHOWN = 3


def check(source: str, target: str) -> Finding | None:
    """An error where three words of the source are damaged, or a quarter of it; a warning for fewer.

    What ``text.damage`` repairs is no damage. Of 3,000 news sentences and as many manuals none is taken for damaged.
    A model that speaks in bytes can make half a letter: an error too.
    """
    if "\ufffd" in target and "\ufffd" not in source:
        return Finding("damaged", "error", "The English has a sign that stands for no letter (\ufffd).", source, target)
    words = traces(source)
    if not words:
        return None
    shown = ", ".join(words[:_SHOWN]) + (", …" if len(words) > _SHOWN else "")
    is_rubbish = len(words) >= _MANY or len(words) >= _SHARE * len(source.split())
    message = f"The French is damaged ({shown}): the English of it is a guess."
    return Finding("damaged", "error" if is_rubbish else "warning", message, source, target)
