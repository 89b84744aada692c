"""Paragraphs of Markdown, in parts where a line or a cell is a text of its own."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dipx.formats.md.rows import Row, begins_line, is_rule, rows

_OF_WIKI = ("{|", "|", "!")  # what the lines of a table in MediaWiki's own language begin with
_OPENING = re.compile(r"<([A-Za-z][\w.-]*)")
_CLOSING = re.compile(r"[ \t]*</([A-Za-z][\w.-]*)[ \t]*>[ \t]*")
_TASK = re.compile(r"\[[ xX]\][ \t]+")
_ALERT = re.compile(r"\[![\w-]{1,40}\][+-]?[ \t]*")
_DEFINES = re.compile(r"\[\^[^\]\s]{1,60}\]:[ \t]*|:[ \t]+(?=\S)")
_ADMONITION = re.compile(r"(?:!!!|\?\?\?\+?|===[+!]?)\s")


def by_lines(state: Any) -> None:
    """Paragraphs without their marks (``[x]``, ``[!NOTE]``, ``[^1]:``, ``:``), and in parts where a line or a cell is a
    text of its own; what stands indented below a note or a definition is text, not code."""
    made: list[Any] = []
    waiting = list(reversed(state.tokens))
    before: list[str] = []
    holds_text = False
    source = state.src.split("\n")
    while waiting:
        token = waiting.pop()
        if token.type == "code_block" and holds_text:
            waiting += reversed(_inner(state, token))
            continue
        if token.type == "inline" and made and made[-1].type == "paragraph_open":
            holds_text = bool(_DEFINES.match(token.content))
            made += _parts(token, before, _Around(state, source))
        else:
            made.append(token)
            if token.type == "opaque":
                holds_text = bool(_ADMONITION.match(token.content))
            elif token.type not in ("paragraph_open", "paragraph_close"):
                holds_text = False
        before = [token.type for token in made[-3:]]
    state.tokens = made


@dataclass(frozen=True, slots=True)
class _Around:
    """The file around a paragraph: the parser's state, and the lines."""

    state: Any
    source: Sequence[str]

    def rows(self, token: Any, lines: Sequence[str]) -> list[Row]:
        return rows(lines, self.source[slice(*token.map)], self._read)

    def _read(self, text: str) -> Sequence[Any]:
        tokens: list[Any] = []
        self.state.md.inline.parse(text, self.state.md, self.state.env, tokens)
        return tokens


def _inner(state: Any, code: Any) -> list[Any]:
    tokens: list[Any] = []
    state.md.block.parse(code.content, state.md, state.env, tokens)
    for token in tokens:
        token.level += code.level
        if token.map:
            token.map = [number + code.map[0] for number in token.map]
    return tokens


def _parts(token: Any, before: Sequence[str], around: _Around) -> Iterator[Any]:
    """The inline tokens of a paragraph; ``before``: the types of the tokens that it follows."""
    lines = token.content.split("\n")
    if "list_item_open" in before[-2:-1] and (task := _TASK.match(lines[0])):
        lines[0] = lines[0][task.end() :]
    alert = _ALERT.match(lines[0]) if "blockquote_open" in before[-2:-1] else None
    texts = [line[mark.end() :] if (mark := _DEFINES.match(line)) else line for line in lines]
    if alert:
        texts[0] = lines[0][alert.end() :]
    found = around.rows(token, texts)
    groups = list(_groups(lines, found, begins=alert is not None))
    for group in groups:
        line = token.map[0] + group[0]
        if row := found[group[0]]:
            for number, (start, end) in enumerate(row):
                is_first = number == 0 and begins_line(around.source[line][:start])
                meta = {"cell": 0 if is_first else number + 1, "columns": (start, end)}
                yield token.copy(content=around.source[line][start:end], map=[line, line + 1], children=[], meta=meta)
            continue
        content = "\n".join(texts[index] for index in group).strip()
        if content and len(groups) == 1 and content == token.content:
            yield token
        elif content:
            yield token.copy(content=content, map=[line, token.map[0] + group[-1] + 1], children=[])


def _groups(lines: Sequence[str], found: Sequence[Row], *, begins: bool) -> Iterator[list[int]]:
    """The lines of a paragraph, by their numbers, those together that are one text; with the first one one ``begins``
    that stands alone."""
    group: list[int] = []
    opened: set[str] = set()  # the names of tags
    in_wiki = False
    ends = False
    for index, line in enumerate(lines):
        defines = _DEFINES.match(line) is not None
        is_term = not defines and any(map(_DEFINES.match, lines[index + 1 : index + 3])) and _is_list(lines, index)
        in_wiki = line.startswith("{|") or (in_wiki and not lines[index - 1].startswith("|}"))
        closes = (index > 0 and _closes_above(line, opened)) or (len(lines) > 1 and is_rule(line))
        closes |= in_wiki and line.startswith(_OF_WIKI)
        opened.update(_OPENING.findall(line))
        is_own = index > 0 and _is_own(lines[index - 1], line)
        if group and (ends or defines or is_term or is_own or closes or found[index]):
            yield group
            group = []
        group.append(index)
        ends = (index == 0 and begins) or is_term or closes or bool(found[index])
    yield group


def _closes_above(line: str, opened: Container[str]) -> bool:
    """Whether a line only closes what began above its paragraph, in which these tags have ``opened``: ``</Note>``,
    which MDX wants on a line of its own."""
    found = _CLOSING.fullmatch(line)
    return found is not None and found[1] not in opened


def _is_list(lines: Sequence[str], index: int) -> bool:
    """Whether the next line that defines something does so with a colon: this one is its term."""
    following = next((line for line in lines[index + 1 :] if _DEFINES.match(line)), "")
    return following.startswith(":")


def _is_own(before: str, line: str) -> bool:
    """Whether a line that follows a hard break is a text of its own: a verse, an address."""
    hard = before.endswith(("  ", "\\")) or before.rstrip().endswith(("<br>", "<br/>", "<br />"))
    return hard and not line.lstrip()[:1].islower() and _is_balanced(before) and _is_balanced(line)


def _is_balanced(line: str) -> bool:
    line = re.sub(r"\\[^\s]", "", line)
    return not any(line.count(mark) % 2 for mark in "*_`~$") and line.count("[") == line.count("]")
