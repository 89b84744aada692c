"""One frozen options object a stage: built once, passed whole, recorded in the result, part of the memory's key."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

EngineName = Literal["ct2", "hf", "fake"]
OutFormat = Literal["files", "jsonl", "jsonl.zst"]
Quotes = Literal["straight", "curly", "keep"]
QUOTES: tuple[Quotes, ...] = ("straight", "curly", "keep")
BULLETS_MODEL = "bullets-en"


def _signature(options: Any) -> str:
    """``name=value`` for each field that is set, in order: short enough to read, complete enough for a key."""
    return ",".join(f"{name}={value}" for name, value in asdict(options).items() if value not in (None, (), False))


@dataclass(frozen=True, slots=True)
class Decoding:
    """How a model searches. All of it changes the output, so all of it is in the memory's key.

    ``min_tokens`` and ``max_tokens`` bound the target; 0: no bound but the engine's own. ``nth`` asks for
    a next best of the beam in place of the best (0): 1 is the second; the beam is to be wider than that.
    """

    beam_size: int = 3
    length_penalty: float = 1.0
    no_repeat_ngram_size: int = 0
    alignments: bool = False
    min_tokens: int = 0
    max_tokens: int = 0
    nth: int = 0

    def signature(self) -> str:
        return _signature(self)

    def with_(self, **changes: Any) -> Decoding:
        return replace(self, **changes)


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """Which model runs, where, and how: ``model`` is a name or a folder; ``batch_size`` counts tokens."""

    model: str = "marian-fr-en"
    engine: EngineName = "ct2"
    device: str = "auto"
    compute_type: str = "auto"
    threads: int = 0
    batch_size: int = 1024


@dataclass(frozen=True, slots=True)
class SummaryOptions:
    """How many bullets at most, how long, and by which model (``None``: sentences are extracted)."""

    bullets: int = 3
    max_words: int = 28
    model: str | None = BULLETS_MODEL

    def signature(self) -> str:
        return _signature(self)


@dataclass(frozen=True, slots=True)
class Options:
    """Everything that a run was asked for."""

    engine: EngineOptions = field(default_factory=EngineOptions)
    decoding: Decoding = field(default_factory=Decoding)
    summary: SummaryOptions = field(default_factory=SummaryOptions)
    lang: str | None = None
    clean: bool = True
    quotes: Quotes = "straight"
    memory: bool = True
    cache_dir: Path | None = None
    glossary: Path | None = None
    corrections: bool = True
    text_field: str = "text"  # of the records of csv and jsonl files
    whole_pages: bool = False  # of web pages all is translated, in its place; else the article is taken out
    out_format: OutFormat = "files"  # of a job: some files an article, or many articles in a file of JSON lines
    id_field: str | None = None  # of the records that become such lines
    title_field: str | None = None

    @property
    def makes_records(self) -> bool:
        """Whether a job's results are files of records."""
        return self.out_format != "files"

    def reading_signature(self) -> str:
        """What decides which text is taken for the article's, and how its English is set."""
        records = "" if self.text_field == "text" else f",field={self.text_field}"
        pages = ",whole_pages=True" if self.whole_pages else ""
        lines = f",out={self.out_format},id={self.id_field},title={self.title_field}" if self.makes_records else ""
        return f"lang={self.lang or 'detect'},clean={self.clean}{records}{pages}{lines},quotes={self.quotes}"
