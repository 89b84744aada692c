"""A CommonMark parser that knows what writers and their tools add: shortcodes, formulas, task lists, alerts, notes.

What is no text is opaque, byte for byte: as lines of its own, or as an atom within a line.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from dipx.formats.extras import require
from dipx.formats.md.critic import critic
from dipx.formats.md.paired import paired
from dipx.formats.md.paragraphs import by_lines
from dipx.formats.md.wiki import text, wiki
from dipx.text import templates

MOST_UNCLOSED = 50  # blocks that begin and never end: with more, nothing is looked for any further
MAX_NESTING = 30  # what is nested deeper is not read: 15 lists in each other; the time for "![![![" grows with it

MOST_OF_STATEMENT = 200  # lines

_CLOSERS = {
    "{": "}",
    "<": ">",
    "$": "$",
    "\\": "\\",
    "[": "]",
    "!": "]",
    ":": ":",
    "%": "%",
}  # of what begins with these
_LITERAL = "raw|highlight|comment|codeblock|code|math|katex|mermaid|plantuml|verbatim|endraw"
_BLOCKS = (  # what opens an opaque block on a line, and what its last line holds; the name comes in for "<>"
    (re.compile(r"\$\$"), r"\$\$"),
    (re.compile(r"\\\["), r"\\\]"),
    (re.compile(r"\\begin\{([\w*]{1,40})\}"), r"\\end\{<>\}"),
    (re.compile(rf"\{{%-?\s*({_LITERAL})\b"), r"\{%-?\s*end<>\b"),
    (re.compile(rf"\{{\{{[<%]\s*({_LITERAL})\b(?!.*/[>%]\}}\}}\s*$)"), r"\{\{[<%]\s*/\s*<>\b"),
)
CODE = re.compile(rf"\{{(?:%-?|\{{[<%])\s*(?!comment)(?:{_LITERAL})\b")  # opens such a block, of code or a formula
_ALONE = re.compile(
    r":{3,}.*|%%.*%%|\{[:.#][^{}]*\}|\[\[?_?toc_?\]?\]|\\[a-zA-Z]+|(?:!!!|\?\?\?\+?)\s.*|===[+!]?\s*\".*\"|\*\[[^\]]+\]:.*",
    re.IGNORECASE,
)
# MDX: what of a program stands between the paragraphs.
_MODULE = re.compile(
    r"import\s+(?:[\w*{][^'\"]{0,300}\sfrom\s+)?(?:'[^']+'|\"[^\"]+\");?\s*\Z|import\s+\{\s*\Z"
    r"|export\s+(?:default\s+\S|(?:const|let|var)\s+\w+\s*=|(?:async\s+)?function\b|class\s+\w+\s*\{|\{|\*\s+from\s)"
)
_REFERS = re.compile(r"\[(?!\^)[^\[\]]{1,200}\]:[ \t]*\S")

_SHORTCODE = r"\[/?[a-z][\w-]{0,40}(?:\s+[\w-]{1,40}=(?:\"[^\"\]]*\"|'[^'\]]*'|[^\s\]\"']+)){1,20}\s*/?\]"
# {.class #id lang=en width="50%"}, as Pandoc and its kin have them
_VALUE = r"[\w:-]{1,40}=(?:\"[^\"{}\n]{0,100}\"|'[^'{}\n]{0,100}'|[^\s{}\"']{1,100})"
_ATTRIBUTES = rf"\{{[ ]?(?:{_VALUE}|[:.#][^\s{{}}]{{1,100}})(?:[ ]+(?:{_VALUE}|[.#][^\s{{}}]{{1,100}})){{0,20}}[ ]?\}}"
_ATTRIBUTED = re.compile(_ATTRIBUTES)
_KEPT = re.compile(r"\blang=[\"']?(?!fr)[a-z]{2}|\btranslate=[\"']?no\b|\.notranslate\b", re.IGNORECASE)
_ESCAPED = re.compile(r"[\\&*_`<\[]")
# A tag of JSX with a program's expressions, which HTML does not know.
_JSX = (
    r"<[A-Z][\w.]{0,40}(?=[^<]{0,1000}[={]\{)(?:\s+(?:[\w:-]{1,40}(?:=(?:\"[^\"]{0,300}\"|'[^']{0,300}'|\{(?:[^{}]|\{[^{}]{0,300}\}){0,500}\}))?"
    r"|\{\.{3}[^{}]{1,100}\})){1,30}\s*/?>"
)
_ATOM = re.compile(
    rf"{templates.PATTERN}|\{{[:.#][^{{}}\n]{{1,200}}\}}|{_ATTRIBUTES}|{_JSX}|%%[^%\n]{{1,500}}%%"
    r"|\$\$.{1,2000}?\$\$|\$(?=[^\s$])(?:[^$\\\n]|\\.){0,300}?(?<=[^\s\\])\$(?!\d)"
    r"|\\\((?=[^)]{0,200}?(?:\\[a-zA-Z]|[\^_=]))(?:(?!\\\)).){1,500}\\\)"
    r"|\\\[(?=[^\]]{0,300}?(?:\\[a-zA-Z]|[\^=]))(?:(?!\\\]).){1,1000}\\\]"
    rf"|{_SHORTCODE}|\[/[a-z][\w-]{{0,40}}\]|\[([a-z][\w-]{{1,30}})\](?=.{{0,2000}}?\[/\1\])"
    r"|!\[\[[^\[\]\n]{1,200}\]\]|:[a-z][a-z0-9_+-]{1,40}:(?!\w)",
    re.DOTALL,
)
_WIKI = re.compile(r"\[\[([^\[\]|\n]{1,200})(?:\|([^\[\]|\n]{1,200}))?\]\]")
_NOTE = re.compile(r"\[\^[^\]\s]{1,60}\](?!:)")


def parser() -> Any:
    return _parser(require("markdown_it", "md"))


@cache
def _parser(library: Any) -> Any:
    made = library.MarkdownIt("commonmark", {"maxNesting": MAX_NESTING})
    made.block.ruler.at("reference", _definition)
    made.block.ruler.before("fence", "behind_note", _behind_note, {"alt": ["paragraph"]})
    made.block.ruler.before("fence", "opaque", _opaque, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    made.core.ruler.after("block", "lines", by_lines)
    made.inline.ruler.at("text", text)
    made.inline.ruler.before("escape", "wiki", wiki)
    made.inline.ruler.before("escape", "critic", critic)
    made.inline.ruler.before("escape", "atom", _atom)
    made.inline.ruler.before("strikethrough", "bracketed", _bracketed)
    made.inline.ruler.before("strikethrough", "paired", paired)
    made.inline.ruler.at("escape", _escape)
    made.inline.ruler.at("link", _link)
    made.inline.ruler.at("image", _image)
    return made.enable(["table", "strikethrough"]).disable("text_join")


def _definition(state: Any, line: int, last_line: int, silent: bool) -> bool:
    """A link's definition; ``[^1]: word`` is a footnote, though CommonMark, which has none, takes it for a link."""
    if state.src.startswith("[^", state.bMarks[line] + state.tShift[line]):
        return False
    found: bool = require("markdown_it.rules_block", "md").reference(state, line, last_line, silent)
    return found


def _behind_note(state: Any, line: int, _last_line: int, silent: bool) -> bool:
    """Whether a link's definition ends the footnote above it, which CommonMark takes for a paragraph."""
    return silent and _line(state, state.line).startswith("[^") and bool(_REFERS.match(_line(state, line)))


def _opaque(state: Any, line: int, last_line: int, silent: bool) -> bool:
    """Lines that are no text: a shortcode, a formula, a fence of colons."""
    if state.is_code_block(line):
        return False
    end = _opaque_end(state, line, last_line)
    if end is None:
        return False
    if not silent:
        token = state.push("opaque", "", 0)
        token.content = "\n".join(_line(state, number) for number in range(line, end))
        token.map = [line, end]
        state.line = end
    return True


def _opaque_end(state: Any, line: int, last_line: int) -> int | None:
    """The line behind an opaque block that begins here."""
    text = _line(state, line)
    if text[:1] in "ie" and _MODULE.match(text):
        return _balanced_end(state, line, last_line)
    if text[:1] not in "$\\{<:[!?=*%":
        return None
    if _ALONE.fullmatch(text):
        return line + 1
    for opening, closing in _BLOCKS:
        match = opening.match(text)
        if match:
            closes = re.compile(closing.replace("<>", re.escape(match[1]) if match.groups() else ""))
            return _closed(state, line, last_line, (match, closes))
    return _tagged(state, line, last_line)


def _balanced_end(state: Any, line: int, last_line: int) -> int:
    """The line behind a program's statement: where its brackets are closed, or the next."""
    depth = 0
    for number in range(line, min(last_line, line + MOST_OF_STATEMENT)):
        text = _line(state, number)
        if not text:
            break
        depth += sum((sign in "([{") - (sign in ")]}") for sign in text)
        if depth <= 0:
            return number + 1
    return line + 1


def _closed(state: Any, line: int, last_line: int, marks: tuple[re.Match[str], re.Pattern[str]]) -> int | None:
    opening, closes = marks
    if opening[0] == "\\[" and opening.string.strip() != "\\[":  # an escaped bracket, or a formula within a line
        return None
    same = closes.search(opening.string, opening.end())
    if same:
        return line + 1 if not opening.string[same.end() :].strip(" \t%}>") else None
    # One that was looked for to the end and not found is not there for a later line either; the rest is a bound.
    absent = state.env.setdefault("dipx_absent", set())
    if (closes.pattern, last_line) in absent or len(absent) > MOST_UNCLOSED:
        return None
    for number in range(line + 1, last_line):
        if state.sCount[number] < state.blkIndent and not state.isEmpty(number):
            return None
        if closes.search(_line(state, number)):
            return number + 1
    absent.add((closes.pattern, last_line))
    return None


def _tagged(state: Any, line: int, last_line: int) -> int | None:
    """The line behind template tags that begin a line and fill all lines up to their end."""
    start = state.bMarks[line] + state.tShift[line]
    position, end = start, state.eMarks[line]
    while match := templates.TAG.match(state.src, position, state.eMarks[last_line - 1]):
        position = match.end()
        while position < len(state.src) and state.src[position] in " \t":
            position += 1
        if position >= len(state.src) or state.src[position] == "\n":
            end = position
            return line + 1 + int(state.src.count("\n", start, end))
    return None


def _line(state: Any, line: int) -> str:
    return str(state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]])


def _atom(state: Any, silent: bool) -> bool:
    """What stays as it is within a line, and links that CommonMark does not know."""
    if not _may_close(state):
        return False
    before = state.src[state.pos - 1 : state.pos]
    found = _ATOM.match(state.src, state.pos, state.posMax)
    kind = "atom"
    if not found and (found := _NOTE.match(state.src, state.pos, state.posMax)):
        kind = "footnote"
    if found and not (before.isalnum() and found[0][0] in "$:"):
        if not silent:
            state.push(kind, "", 0).content = found[0]
        state.pos = found.end()
        return True
    wiki = _WIKI.match(state.src, state.pos, state.posMax)
    if wiki and not silent:
        opening = state.push("link_open", "a", 1)
        opening.meta = {"open": f"[[{wiki[1]}|", "close": "]]", "label": wiki[1], "short": "]]"}
        state.push("text", "", 0).content = wiki[2] or wiki[1]
        state.push("link_close", "a", -1)
    if wiki:
        state.pos = wiki.end()
    return bool(wiki)


def _bracketed(state: Any, silent: bool) -> bool:
    """Words in brackets that have attributes (``[word]{.class}``), or are a note within the line (``^[a note]``)."""
    start = state.pos + state.src.startswith("^[", state.pos)
    if state.src[start : start + 1] != "[" or state.src.find("]", start, state.posMax) < 0:
        return False
    if start == state.pos and _last(state)["]{"] <= start:
        return False
    end = state.md.helpers.parseLinkLabel(state, start, False)
    if end <= start + 1:
        return False
    if start > state.pos:
        return _inline_note(state, end + 1, silent)
    found = _ATTRIBUTED.match(state.src, end + 1, state.posMax)
    if found and not silent:
        kind = "kept" if _KEPT.search(found[0]) and not _ESCAPED.search(state.src[start + 1 : end]) else "span"
        opening = state.push(f"{kind}_open", "span", 1)
        opening.meta = {"open": "[", "close": state.src[end : found.end()]}
        last, state.pos, state.posMax = state.posMax, start + 1, end
        state.md.inline.tokenize(state)
        state.posMax = last
        state.push(f"{kind}_close", "span", -1)
    state.pos = found.end() if found else state.pos
    return bool(found)


def _inline_note(state: Any, end: int, silent: bool) -> bool:
    if not silent:
        state.push("footnote", "", 0).content = state.src[state.pos : end]
    state.pos = end
    return True


def _may_close(state: Any) -> bool:
    """Whether what may begin here may have an end: a line of nothing but beginnings would be read on from each."""
    closer = _CLOSERS.get(state.src[state.pos])
    if closer is None:
        return False
    return bool(_last(state)[closer] > state.pos)


def _last(state: Any) -> dict[str, int]:
    """Where each sign that closes something stands last in the text."""
    known = state.env.get("last")
    if known is None or known[0] is not state.src:
        known = state.env["last"] = state.src, {sign: state.src.rfind(sign) for sign in (*_CLOSERS.values(), "]{")}
    found: dict[str, int] = known[1]
    return found


def _escape(state: Any, silent: bool) -> bool:
    """An escaped character; a hard break says that it was one."""
    found: bool = require("markdown_it.rules_inline", "md").escape(state, silent)
    if found and not silent and state.tokens and state.tokens[-1].type == "hardbreak" and not state.pending:
        state.tokens[-1].markup = "\\"
    return found


def _link(state: Any, silent: bool) -> bool:
    """A link that knows how it was written: ``](target "title")``, or by reference."""
    start, count = state.pos, len(state.tokens)
    found: bool = require("markdown_it.rules_inline", "md").link(state, silent)
    if found and not silent:
        end = state.pos
        state.pos = start
        label = state.md.helpers.parseLinkLabel(state, start, True)
        state.pos = end
        opening = next(token for token in state.tokens[count:] if token.type == "link_open")
        close = state.src[label:end]
        opening.meta = {"open": "[", "close": close}
        if close in ("]", "][]"):  # its words are what it is known by
            opening.meta |= {"close": f"][{state.src[start + 1 : label]}]", "label": state.src[start + 1 : label]}
            opening.meta["short"] = close
    return found


def _image(state: Any, silent: bool) -> bool:
    start = state.pos
    found: bool = require("markdown_it.rules_inline", "md").image(state, silent)
    if found and not silent:
        state.tokens[-1].meta = {"raw": state.src[start : state.pos]}
    return found
