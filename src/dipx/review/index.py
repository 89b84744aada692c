"""The index page of a run: a digest a story, the worst first, links to each article's files."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from dipx.review.page import POLICY, asset
from dipx.review.triage import Group, Story

DIGEST = 3  # bullets a story


def index_page(groups: Sequence[Group]) -> str:
    """``index.html`` for the folder that the stories' stems are relative to."""
    articles = sum(1 + len(one.others) for one in groups)
    flagged = sum(one.weight > 0 for one in groups)
    body = "".join(_story(one) for one in groups)
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<title>dipx index</title>
<style>{asset("review.css")}</style>
</head>
<body>
<header>
<h1>Stories</h1>
<p>{len(groups)} stories in {articles} articles; {flagged} with findings, which come first.</p>
</header>
<main>
<ol class="stories">
{body}</ol>
</main>
</body>
</html>
"""


def _story(one: Group) -> str:
    lead = one.lead
    bullets = "".join(f"<li>{escape(text)}</li>" for text in lead.bullets[:DIGEST])
    others = ", ".join(_links(story, story.stem) for story in one.others)
    level = "error" if one.weight >= 100 else "warning" if one.weight >= 10 else "note" if one.weight else "fine"
    return f"""<li class="story">
<h2>{escape(lead.title) or "(empty)"} <span class="chip {level}">{lead.findings} findings</span></h2>
<p class="notes">{_links(lead, lead.stem)} · {lead.words} words{f" · also told by: {others}" if others else ""}</p>
<ul>{bullets}</ul>
</li>
"""


def _links(story: Story, name: str) -> str:
    if story.file:
        return f'<a href="{quote(story.file, errors="surrogateescape")}">{escape(name)}</a>'
    place = quote(story.stem, errors="surrogateescape")
    return f'<a href="{place}.en.txt">{escape(name)}</a> (<a href="{place}.report.md">report</a>)'
