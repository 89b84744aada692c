"""Which kind of summary model a folder holds: one that rewrites a sentence, or one that reads a whole document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from dipx.errors import ModelError
from dipx.models.generation import read_generation

if TYPE_CHECKING:
    from dipx.models.folder import ModelFolder

SummaryTask = Literal["rewriting", "summarization"]

# What ``model_info.json`` calls them; ``summarization`` is the hub's word.
_TASKS: Final[dict[str | None, SummaryTask]] = {
    "rewriting": "rewriting",
    "bullets": "rewriting",
    "summarization": "summarization",
}
# Where it says nothing of use: the hub's Marian models read a sentence, these a document.
_ARCHITECTURES: Final[dict[str, SummaryTask]] = {
    "marian": "rewriting",
    "bart": "summarization",
    "mbart": "summarization",
    "pegasus": "summarization",
    "t5": "summarization",
    "led": "summarization",
}


def summary_task(folder: ModelFolder) -> SummaryTask:
    """What the folder's ``model_info.json`` says, else its architecture. Raises ``ModelError`` for a translator.

    A model of several tasks that the hub lists under translation (t5-small) has settings for summaries.
    """
    task = folder.info.task
    if task in _TASKS:
        return _TASKS[task]
    translates = task == "translation" and not read_generation(folder.path).summarizes
    if translates or folder.model_type not in _ARCHITECTURES:
        raise ModelError(
            f"Model '{folder.name}' is for translation, not for bullets. A model for bullets has the task "
            f"summarization (whole documents) or rewriting (single sentences) in its model_info.json"
        )
    return _ARCHITECTURES[folder.model_type]
