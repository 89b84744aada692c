"""Tags of templates (Jinja, Liquid, Handlebars, Hugo, ERB, PHP), in whatever format they stand: no text, kept whole.

The one place that knows them: Markdown's parser, the segmenter and ``translation/protect.py`` all ask here.
"""

from __future__ import annotations

import re

# Of each kind how it begins and ends, and how long it may be. None holds the beginning of another one: so a text of
# nothing but beginnings is read once. A heading's {#name} is none.
_KINDS = (
    (r"\{\{[<%]", r"[%>]\}\}", 2000),  # {{< figure src="a.jpg" >}}
    (r"\{\{\{", r"\}\}\}", 500),  # {{{ raw }}}
    (r"\{!!", r"!!\}", 500),  # {!! $html !!}
    (r"\{%", r"%\}", 2000),  # {% if x %}
    (r"\{\{", r"\}\}", 500),  # {{ name | filter }}
    (r"\{\#", r"\#\}", 2000),  # {# a comment #}
    (r"\{/\*", r"\*/\}", 2000),  # {/* a comment of MDX */}
    (r"<%", r"%>", 2000),  # <%= name %>
    (r"<\?(?:php|=)", r"\?>", 2000),
    (r"\[%", r"%\]", 500),  # [% name %]
)
# In verbose patterns too: no bare space, no bare "#".
PATTERN = "|".join(rf"{begin}(?:(?!{begin}|{end})[\s\S]){{0,{most}}}{end}" for begin, end, most in _KINDS)
TAG = re.compile(PATTERN)
# A line of nothing but statements; {{ name }} is a word of a text.
_STATEMENT = r"(?:\{[%#]|\{\{\s*(?:[#/^!]|else\b)|\[%)"
_STATEMENTS = re.compile(rf"(?:\A|(?<=\n))[ \t]*+(?P<tags>(?:(?={_STATEMENT})(?:{PATTERN})[ \t]*+)++)(?=\r?\n|\Z)")
_BEGINS = ("{{", "{%", "{#", "{/*", "{!!", "<%", "<?", "[%")


def tags(text: str) -> list[tuple[int, int]]:
    """Where the tags of a text are, from left to right."""
    if not any(begin in text for begin in _BEGINS):  # of nearly all texts
        return []
    return [match.span() for match in TAG.finditer(text)]


def statement_lines(text: str) -> list[tuple[int, int]]:
    """Where lines of a text hold nothing but statements (``{% if x %}``), from the first tag of a line on.

    A text of nothing else is none: it may stand amid a line.
    """
    if not any(begin in text for begin in _BEGINS):
        return []
    return [match.span("tags") for match in _STATEMENTS.finditer(text) if match.span() != (0, len(text))]
