"""How a folder says that its model generates: what the hub's configuration files hold of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dipx.errors import ModelError
from dipx.models.info import json_object

if TYPE_CHECKING:
    from pathlib import Path

FILE = "generation_config.json"


@dataclass(frozen=True, slots=True)
class Generation:
    """What the folder asks for; 0 where it asks for nothing. Lengths count tokens of the target.

    ``prefix`` stands before each text to summarise (T5: "summarize: "); ``first_token`` is the id of the token
    that every target begins with (BART: ``<s>``). ``summarizes`` says that there are settings for summaries.
    ``suppressed`` are ids that no target has.
    """

    prefix: str = ""
    min_tokens: int = 0
    max_tokens: int = 0
    length_penalty: float = 1.0
    no_repeat_ngram_size: int = 0
    first_token: int | None = None
    summarizes: bool = False
    suppressed: tuple[int, ...] = ()


def read_generation(folder: Path) -> Generation:
    """The settings for summaries in ``config.json``, else those of ``generation_config.json``, else ``config.json``'s.

    Raises ``ModelError`` for a file that is no JSON object or has a value of the wrong kind.
    """
    config = json_object(folder / "config.json")
    own = json_object(folder / FILE) if (folder / FILE).is_file() else {}
    try:
        for_summaries = (config.get("task_specific_params") or {}).get("summarization") or {}
        named = {
            name: value
            for settings in (config, own, for_summaries)
            for name, value in settings.items()
            if value is not None
        }
        return _from_names(named, str(for_summaries.get("prefix") or ""), bool(for_summaries))
    except (TypeError, ValueError, AttributeError) as error:
        raise ModelError(f"{folder} has a generation setting of the wrong kind ({error!r}); mend it") from error


def _from_names(named: dict[str, Any], prefix: str, summarizes: bool) -> Generation:
    first = named.get("forced_bos_token_id")
    return Generation(
        prefix=prefix,
        min_tokens=int(named.get("min_length", 0)),
        max_tokens=int(named.get("max_length", 0)),
        length_penalty=float(named.get("length_penalty", 1.0)),
        no_repeat_ngram_size=int(named.get("no_repeat_ngram_size", 0)),
        first_token=None if first is None else int(first),
        summarizes=summarizes,
        suppressed=tuple(map(int, named.get("suppress_tokens", ()))),
    )
