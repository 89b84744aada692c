"""The inline marks of Markdown: a paragraph's text with its spans and how each was written, and back."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dipx.document import Span, SpanKind
from dipx.formats.inline import ATOMS, Marked, RunningText, events
from dipx.formats.md_parser import parser

SPECIAL = re.compile(r"([\\`*\[\]<])|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w{1,31};)")
FEWER = re.compile(SPECIAL.pattern.replace(r"\]", ""))  # "\[x\]" is a formula to some tools
MORE = re.compile(rf"{SPECIAL.pattern}|[${{~|]|:(?=[a-z][\w+-]*:)")  # what only some tools read as markup
CLOSING = re.compile(r"(?<!\S)#+\s*$")  # of a heading: "# Numéro #" shows "Numéro"
LINE_START = re.compile(
    r"(#{1,6}(?=\s|$)|>|[-+*](?=\s|$)|[-=]+\s*$|~~~|:{3}|:(?=\s)|\[[ xX]\](?=\s)|\[[!^]|(?:!!!|\?\?\?|===)(?=\s)"
    r"|\d{1,9}(?=[.)](?:\s|$)))"
)
MARKS: dict[str, SpanKind] = {"strong": "bold", "em": "italic", "s": "style", "link": "link"}
WRAP = {"bold": "**", "italic": "*", "style": "~~"}
BREAK = "\0"  # a hard break: what begins the next line only the source's lines tell
BROKEN = re.compile(r"(?:\0|<br\s*/?>)\Z", re.IGNORECASE)
TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)[^>]*?(/?)>")
TEXTS = frozenset({"text", "text_special", "code_inline"})
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


@dataclass(frozen=True, slots=True)
class Raw:
    """How a mark was written, and whether white space stood beside it. ``label``: the words that a link is known by,
    ``short`` what closed it then."""

    open: str
    close: str = ""
    before: bool = False
    after: bool = False
    label: str | None = None
    short: str = ""


def running(children: Sequence[Any]) -> tuple[Marked, list[Raw]]:
    """The text of inline tokens with its spans, and how these were written, by their keys."""
    reading = _Reading(children)
    for index in range(len(children)):
        reading.take(index)
    return reading.line.done(), reading.raws


class _Reading:
    """A line on its way: its text, how its marks were written, those that are open."""

    def __init__(self, children: Sequence[Any]) -> None:
        self.line = RunningText()
        self.raws: list[Raw] = []
        self._children = children
        self._pairs = _pairs(children)
        self._begun: dict[int, int] = {}  # where the tags of HTML opened, by their tokens
        self._opened: list[tuple[int, Any]] = []

    def take(self, index: int) -> None:
        """The next token."""
        token = self._children[index]
        if token.type in ("text", "text_special"):
            self.line.add(token.content)
        elif token.type == "softbreak":
            self.line.add(" ")
        elif token.type == "code_inline":
            start = self.line.position
            self.line.add(token.content)
            self._mark(start, "code", Raw(""))
        elif index in self._pairs.values():
            self._begun[index] = self.line.position
        elif index in self._pairs:
            opening = self._pairs[index]
            self._mark(self._begun[opening], "style", Raw(self._children[opening].content, token.content))
        elif token.nesting:
            self._nested(index, token)
        else:
            self._atom(index, token)

    def _nested(self, index: int, token: Any) -> None:
        if token.nesting == 1:
            self._opened.append((self.line.position, token))
            if _is_bare(self._children, index):
                self._mark(self.line.position, "object", Raw(_raw(token).open, before=self._spaced(index, -1)))
            return
        start, opening = self._opened.pop()
        if start == self.line.position:
            self._mark(start, "object", Raw(_raw(opening).close, after=self._spaced(index, 1)))
        else:
            kind = MARKS.get(opening.type.removesuffix("_open"), "style")
            self._mark(start, kind, _raw(opening), str((opening.attrs or {}).get("href", "")) or None)

    def _atom(self, index: int, token: Any) -> None:
        if token.type == "hardbreak":
            raw = ("\\" if token.markup == "\\" else "  ") + BREAK
        else:
            raw = str(token.meta.get("raw", token.content))
        before = not raw.endswith(BREAK) and self._spaced(index, -1)
        after = token.type not in ("hardbreak", "footnote") and self._spaced(index, 1)
        kind: SpanKind = "note" if token.type == "footnote" else "object"
        self._mark(self.line.position, kind, Raw(raw, before=before, after=after))
        self.line.add(" " if BROKEN.search(raw) else "")

    def _mark(self, start: int, kind: SpanKind, raw: Raw, href: str | None = None) -> None:
        self.line.mark(start, kind, href, key=len(self.raws))
        self.raws.append(raw)

    def _spaced(self, index: int, side: int) -> bool:
        """Whether white space stands on one side of a token."""
        if not 0 <= index + side < len(self._children):
            return False
        beside = self._children[index + side]
        if beside.type in ("softbreak", "hardbreak"):
            return True
        return beside.type == "text" and bool(beside.content) and bool(beside.content[-1 if side < 0 else 0].isspace())


def _pairs(children: Sequence[Any]) -> dict[int, int]:
    """Tags of HTML that go around words: the token of each opening one by that of its closing one."""
    found: dict[int, int] = {}
    opened: list[tuple[str, int, int]] = []
    for index, token in enumerate(children):
        match = TAG.fullmatch(token.content) if token.type == "html_inline" else None
        if not match or match[3] or match[2].lower() in VOID:
            continue
        name = match[2].lower()
        if not match[1]:
            opened.append((name, token.level, index))
        elif opened and opened[-1][:2] == (name, token.level):
            begin = opened.pop()[2]
            if any(inner.type in TEXTS for inner in children[begin:index]):
                found[index] = begin
    return found


def _is_bare(children: Sequence[Any], index: int) -> bool:
    """Whether there is no text in the mark that opens here: only a picture, say."""
    depth = 0
    for token in children[index:]:
        depth += token.nesting
        if not depth:
            return True
        if token.type in TEXTS and token.content.strip():
            return False
    return False


def _raw(opening: Any) -> Raw:
    meta = opening.meta
    if opening.type == "link_open" and opening.markup == "autolink":
        return Raw("<", ">")
    if "open" in meta:
        return Raw(meta["open"], meta["close"], label=meta.get("label"), short=meta.get("short", ""))
    return Raw(opening.markup, opening.markup)


def markdown(
    marked: Marked,
    raws: Sequence[Raw] | None = None,
    *,
    in_heading: bool = False,
    references: Mapping[str, Any] | None = None,
) -> str:
    """The text with its markup as Markdown. ``raws`` are its marks as the source writes them; then only what would be
    read as markup is escaped."""
    at_start = not in_heading
    if raws is None:
        made = _written(marked, (), SPECIAL, at_start=at_start)
    else:
        usual = [_usual(raw) for raw in raws]
        ways = (None, FEWER, SPECIAL, MORE)
        for tried, escaped in (*((raws, way) for way in ways), (usual, None), (usual, MORE)):
            made = _written(marked, tried, escaped, at_start=at_start)
            if (not raws and not MORE.search(made)) or _reads_back(made, marked, references, alone=in_heading):
                break
    return CLOSING.sub(r"\\\g<0>", made) if in_heading else made


def _usual(raw: Raw) -> Raw:
    """Underscores do not mark a part of a word, asterisks do."""
    if raw.open in ("_", "__"):
        return Raw("*" * len(raw.open), "*" * len(raw.open))
    return raw


def _reads_back(made: str, marked: Marked, references: Mapping[str, Any] | None, *, alone: bool) -> bool:
    """Whether what was written says what was meant; ``alone``: on a line that has a mark of its own."""
    text = made.replace(BREAK, "\n")
    env = {"references": dict(references or {})}
    tokens = parser().parseInline(text, env) if alone else parser().parse(text, env)
    inline = [token for token in tokens if token.type == "inline"]
    if not marked.text:
        return not inline or not inline[0].content
    if len(inline) != 1 or len(tokens) != (1 if alone else 3) or (not alone and tokens[0].type != "paragraph_open"):
        return False
    again, _ = running(inline[0].children or [])
    return again.text == " ".join(marked.text.split()) and _places(again.spans) == _places(marked.spans)


def _places(spans: Sequence[Span]) -> list[tuple[int, int, str]]:
    return sorted((span.start, span.end, span.kind) for span in spans if span.kind not in ATOMS)


def _written(marked: Marked, raws: Sequence[Raw], escaped: re.Pattern[str] | None, *, at_start: bool) -> str:
    out: list[str] = []
    code: str | None = None
    opened: list[int] = []
    wants_space = False
    for kind, value in events(marked):
        if isinstance(value, str):
            text = value.lstrip(" ") if out and BROKEN.search(out[-1]) else value
            if wants_space and text and (text[0].isalnum() or text[0] in "(\"'«"):
                out.append(" ")
            wants_space = False
            shown = text if code is not None or not escaped else escaped.sub(r"\\\g<0>", text)
            out.append(shown if code is not None else _lines_begun(shown, at_start=at_start and not "".join(out)))
            continue
        raw = raws[value.key] if value.key < len(raws) else None
        if value.kind in ATOMS:
            if kind == "open" and raw:
                if raw.before and out and not out[-1].endswith((" ", "\n", BREAK)):
                    out.append(" ")
                out.append(raw.open)
                wants_space = raw.after
        elif value.kind == "code":
            code = _fence(marked.text[value.start : value.end]) if kind == "open" else code
            out.append((code or "") if kind == "open" else (code or "")[::-1])
            code = code if kind == "open" else None
        elif kind == "open":
            opened.append(len(out))
            out.append(raw.open if raw else "[" if value.kind == "link" else WRAP.get(value.kind, ""))
        else:
            begin = opened.pop()
            inside = "".join(out[begin + 1 :])
            if raw and raw.label == inside:
                out[begin] = "[[" if raw.open.startswith("[[") else raw.open
                out.append(raw.short)
            else:
                out.append(raw.close if raw else _plain_close(value))
    return "".join(out)


def _plain_close(span: Span) -> str:
    return f"]({_href(span.href or '')})" if span.kind == "link" else WRAP.get(span.kind, "")


def _href(href: str) -> str:
    return f"<{href}>" if re.search(r"[\s()]", href) else href


def _fence(inside: str) -> str:
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", inside)), default=0))
    return fence + " " if "`" in inside else fence


def _lines_begun(text: str, *, at_start: bool) -> str:
    lines = text.split("\n")
    return "  \n".join(_line_start(line) if at_start or number else line for number, line in enumerate(lines))


def _line_start(line: str) -> str:
    match = LINE_START.match(line)
    if not match:
        return line
    return match[0] + "\\" + line[match.end() :] if match[0][0].isdigit() else "\\" + line
