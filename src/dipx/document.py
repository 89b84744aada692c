"""The vocabulary of the program: what flows from stage to stage.

All offsets count characters (code points) of ``Document.text``, end exclusive; that is the file's decoded text where
the file is plain text, else the texts of its blocks and of what was left out, a blank line apart:
``document.text[x.start:x.end] == x.text`` holds for every block, segment and left-out span.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

BlockKind = Literal["paragraph", "heading", "item"]
SpanKind = Literal["bold", "italic", "underline", "raised", "code", "kept", "link", "style", "note", "object", "cut"]
KEPT: frozenset[SpanKind] = frozenset({"code", "kept"})  # what is not translated
Severity = Literal["note", "warning", "error"]
CharSpan = tuple[int, int]
"""Characters [start, end) of some text."""
Link = tuple[CharSpan, CharSpan]
"""A word of a source text, and the word of its English that renders it. Links are in the order of the English words;
of the links of one English word the surest is the first."""


@dataclass(frozen=True, slots=True)
class Span:
    """Inline markup on ``block.text[start:end]``; a footnote mark or picture is an empty span, where it stands.

    ``raised`` is raised or lowered; what is ``code``, or ``kept`` (a name that its author wants as it is), is not
    translated. An ``object`` with an extent is kept whole, and shows what it is over (a page
    number, a formula), so that a model sees a word there. A ``cut`` is no markup: there the text goes on in another
    place of the file (the next subtitle). ``key`` is the mark's number in its block, kept when it is carried to the
    English: the format knows it by that.
    """

    start: int
    end: int
    kind: SpanKind
    href: str | None = None
    key: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or list item: what is translated as one piece of running text."""

    text: str
    start: int
    end: int
    kind: BlockKind = "paragraph"
    spans: tuple[Span, ...] = ()

    @property
    def is_marked_within(self) -> bool:
        """Whether markup begins, ends or stands amid the text: it takes word links to place it in the English."""
        edges = {edge for span in self.spans for edge in (span.start, span.end)}
        return bool(edges - {0, len(self.text)})


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A span of the document that is not the article, and why (a code such as ``comment-form``)."""

    text: str
    reason: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """A decoded text with its blocks, in order; what lies between them is white space.

    ``digest`` is the SHA-256 of the file's bytes, which a structured format reads again to write the English;
    ``field`` is the field of each record that was read (csv, jsonl). ``whole`` says that all of it is to be translated,
    whatever it looks like: a web page that stays that page.
    """

    path: str
    text: str
    blocks: tuple[Block, ...]
    format: str = "txt"
    encoding: str = "utf-8"
    lang: str | None = None
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[str, ...] = ()
    digest: str = ""
    field: str = "text"
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """What is translated at once, usually a sentence; ``block`` is its block's index. ``kept`` are the characters of
    ``text`` that must come out as they are: code, a name that its author marked so."""

    text: str
    start: int
    end: int
    block: int
    kept: tuple[CharSpan, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What is found out of a document: its language, why each of its blocks is left out (``None`` for one that is not,
    or in place of all where all are kept), and the segments of the others."""

    lang: str
    reasons: tuple[str | None, ...] | None
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check saw in one pair; it never changes a text."""

    code: str
    severity: Severity
    message: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Alignment:
    """Word links between just these two texts: what a model was given, and what it made."""

    source: str
    target: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """What a model made of one text.

    ``score`` is the mean log-probability of a token (natural logarithm). ``cut`` says that the source was too
    long for the model (then ``text`` is empty: nothing was decoded) or that the target hit its length bound.
    ``alignment`` links the words of both texts, where the decoding asked for it and the model has guided heads;
    it keeps the texts that it was made of, so it outlives changes of ``text``.
    ``step`` is set where it took more than asking the model once (``translation/shielded.py``).
    """

    text: str
    score: float = 0.0
    cut: bool = False
    step: str | None = None
    alignment: Alignment | None = None


@dataclass(frozen=True, slots=True)
class Translation:
    """A segment with its English. ``step`` names the rung of the repair ladder that won, if any did.

    ``links`` are the words of ``segment.text`` and ``target`` that belong together, where they were asked for
    and the model tells.
    """

    segment: Segment
    target: str
    findings: tuple[Finding, ...] = ()
    step: str | None = None
    score: float | None = None
    links: tuple[Link, ...] | None = None


@dataclass(frozen=True, slots=True)
class Counterpart:
    """A segment's characters in its block, those of its English in the block's English, and the links between."""

    source: CharSpan
    target: CharSpan
    links: tuple[Link, ...] | None = None


@dataclass(frozen=True, slots=True)
class Bullet:
    """One point of the summary and the translations it was made from.

    ``support`` is the share of the bullet's content words, numbers and names that its sources hold (0 to 1).
    ``origin`` is ``extracted`` (a source sentence, cleaned), ``rewritten`` (by a model) or ``fallback``
    (a rewriting that failed its checks, replaced by its source sentence).
    """

    text: str
    support: float
    sources: tuple[Translation, ...]
    origin: Literal["extracted", "rewritten", "fallback"] = "extracted"
    findings: tuple[Finding, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Pair:
    """A text and its English. ``origin`` says who made it, where that is known: ``correction`` or ``engine``."""

    source: str
    target: str
    origin: str = ""
