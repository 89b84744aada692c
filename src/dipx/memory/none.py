"""Where there is to be no translation memory: SQLite is not even imported."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dipx.document import Hypothesis, Translation


class NoMemory:
    """A memory that holds nothing, for ``--no-memory``."""

    def get(self, context: str, texts: Sequence[str], *, aligned: bool = False) -> dict[str, Hypothesis]:
        return {}

    peek = get

    def put(self, context: str, hypotheses: Mapping[str, Hypothesis], *, aligned: bool = False) -> None:
        pass

    def keep(self, translations: Iterable[Translation]) -> None:
        pass
