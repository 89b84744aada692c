"""The review page: one HTML file made of reports, French and English side by side, no server and no network.

Everything is in the page as HTML, so that it reads and prints without its script; the script adds the keyboard,
the order "worst first" and corrections. ``dipx cache import`` takes the corrections that it saves.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Sequence
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Any

from dipx.errors import InputError
from dipx.formats.results import is_records, result_lines

Json = dict[str, Any]
WEIGHT = {"error": 100, "warning": 10, "note": 1}  # what a finding adds to a segment's place in "worst first"
# Nothing may be loaded or sent: the page proves it to the browser.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; base-uri 'none'"
MOST = 2000  # articles on a page: some 50 MB, which a browser takes
KEPT_WHOLE = "its sentence: no shorter wording was right"
# How the English of a segment came about, where the first answer was not taken (``docs/json.md``).
STEPS = {
    "lower-case": "asked again in small letters: fewer findings than the first answer",
    "small-letter": "asked again with a small letter: fewer findings than the first answer",
    "unquoted": "asked again without the marks of a quotation within another: fewer findings than the first answer",
    "wider-beam": "asked again with a wider beam: fewer findings than the first answer",
    "no-repeat": "asked again without repetitions: fewer findings than the first answer",
    "split": "asked again in parts: fewer findings than the first answer",
    "dictionary": "asked again with a dictionary's English for a rare word that had left no trace",
    "words": "asked again word by word: nothing else was readable",
    "correction": "a person's correction",
}

TOOLS = """<aside class="tools" aria-label="Tools" hidden>
<button type="button" id="worst" aria-pressed="false">Worst first</button>
<button type="button" id="only" aria-pressed="false">Only with findings</button>
<button type="button" id="save" disabled>Save corrections</button>
<button type="button" id="help" aria-expanded="false" aria-controls="keys">Keys</button>
<span id="status" role="status"></span>
<dl id="keys" hidden>
<dt>j, k</dt><dd>next, previous segment</dd>
<dt>n, p</dt><dd>next, previous segment with a finding</dd>
<dt>e</dt><dd>correct the English; Escape leaves it</dd>
<dt>w, o</dt><dd>worst first; only with findings</dd>
<dt>[, ]</dt><dd>previous, next word with its counterpart (of reports made with --alignments)</dd>
<dt>s</dt><dd>save the corrections</dd>
</dl>
</aside>"""


def read_reports(paths: Sequence[Path]) -> list[Json]:
    """The documents of JSON reports, in order; of files of records too, as far as a page can hold them.

    Raises ``InputError`` for a file that is none, and for one of records with which there would be more.
    """
    documents: list[Json] = []
    for path in paths:
        if is_records(path):
            room = max(0, MOST - len(documents))
            found = list(map(shown, itertools.islice(result_lines(path), room + 1)))
            if len(found) > room:
                raise InputError(
                    f"{path}: more than {MOST} articles are no page: review some of its lines (head, grep)."
                )
            documents += found
            continue
        try:
            found = json.loads(path.read_text("utf-8"))["documents"]
            for document in found:
                document["segments"], document["left_out"], document["path"]
        except OSError as error:
            raise InputError(f"{path} cannot be read: {error.strerror}") from error
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(f"{path} is no JSON report of dipx: {error!r}") from error
        documents += found
    return documents


def shown(document: Json) -> Json:
    """A line of a file of records as a document; of a record that failed, one that says so."""
    if "error" not in document:
        return document
    return {**document, "segments": [], "left_out": [], "notes": [f"nothing was made of it: {document['error']}"]}


def severity(document: Json) -> int:
    """How much there is to look at in a document: the higher, the worse."""
    return sum(_weight(segment) for segment in document["segments"])


def review_page(documents: Sequence[Json]) -> str:
    """The page for documents of the JSON contract (``docs/json.md``), the worst first."""
    ordered = sorted(documents, key=lambda document: -severity(document))
    title = "dipx review" if len(ordered) != 1 else f"{Path(ordered[0]['path']).name} · dipx review"
    body = "".join(_document(number, document) for number, document in enumerate(ordered, 1))
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<title>{escape(title)}</title>
<style>{asset("review.css")}</style>
</head>
<body>
{_header(ordered)}
<main id="main">
{body or '<p class="empty">There is nothing to review.</p>'}
</main>
<script>{asset("review.js")}</script>
</body>
</html>
"""


def asset(name: str) -> str:
    """A file that goes into the page whole."""
    return files("dipx.review").joinpath(name).read_text("utf-8")


def _header(documents: Sequence[Json]) -> str:
    segments = [segment for document in documents for segment in document["segments"]]
    counts = {level: sum(f["severity"] == level for s in segments for f in s.get("findings", ())) for level in WEIGHT}
    tally = " ".join(f'<span class="chip {level}">{_count(count, level)}</span>' for level, count in counts.items())
    links = "".join(
        f'<li><a href="#d{number}">{escape(Path(document["path"]).name)}</a> {_badge(document)}</li>'
        for number, document in enumerate(documents, 1)
    )
    contents = f'<nav aria-label="Articles"><ol>{links}</ol></nav>' if len(documents) > 1 else ""
    return f"""<a class="skip" href="#main">To the text</a>
<header>
<h1>Review</h1>
<p>{_count(len(documents), "article")}, {_count(len(segments), "segment")}: {tally}</p>
{contents}
</header>
{TOOLS}"""


def _document(number: int, document: Json) -> str:
    rows = "".join(row for _, row in sorted(_rows(number, document), key=lambda pair: pair[0]))
    notes = "".join(f"<li>{escape(note)}</li>" for note in document.get("notes", ()))
    return f"""<article id="d{number}" data-path="{escape(document["path"])}" aria-labelledby="t{number}">
<h2 id="t{number}">{escape(document["path"])} {_badge(document)}</h2>
{f'<ul class="notes">{notes}</ul>' if notes else ""}
{_bullets(number, document)}
<div class="rows" role="list">
{rows}</div>
</article>
"""


def _badge(document: Json) -> str:
    found = sum(len(segment.get("findings", ())) for segment in document["segments"])
    return f'<span class="chip {_worst(document["segments"])}">{_count(found, "finding")}</span>'


def _bullets(number: int, document: Json) -> str:
    starts = {segment["start"]: index for index, segment in enumerate(document["segments"])}
    items = []
    for bullet in document.get("bullets", ()):
        links = " ".join(
            f'<a class="source" href="#d{number}s{starts[source["start"]]}"'
            f' aria-label="its sentence, number {starts[source["start"]] + 1}">¶{starts[source["start"]] + 1}</a>'
            for source in bullet["sources"]
            if source["start"] in starts
        )
        origin = f' <span class="chip note">{KEPT_WHOLE}</span>' if bullet["origin"] == "fallback" else ""
        why = _findings(bullet.get("findings", ()))
        items.append(
            f"<li>{escape(bullet['text'])}\u00a0{links}{origin}{f'<ul class=findings>{why}</ul>' if why else ''}</li>"
        )
    return f'<section class="bullets" aria-label="Bullets"><ul>{"".join(items)}</ul></section>' if items else ""


def _rows(number: int, document: Json) -> Iterator[tuple[int, str]]:
    """Segments and left-out spans, each with its offset."""
    for index, segment in enumerate(document["segments"]):
        yield segment["start"], _segment(f"d{number}s{index}", index, segment)
    for span in document["left_out"]:
        row = (
            f'<div class="row out" role="listitem" data-order="{span["start"]}" data-weight="0">'
            f'<div class="fr" lang="fr">{escape(span["text"])}</div>'
            f'<div class="en"><span class="chip note">left out: {escape(span["reason"])}</span></div></div>\n'
        )
        yield span["start"], row


def _segment(anchor: str, index: int, segment: Json) -> str:
    chips = _findings(segment.get("findings", ()))
    if "step" in segment:
        step = segment["step"]
        chips += f'<li class="finding note"><b>{escape(step)}</b> {STEPS.get(step, "")}</li>'
    target = escape(segment.get("target", ""))
    if _worst([segment]) == "error":
        target = f"<mark>{target}</mark>"  # what cannot be trusted, as [?…] in a text
    links = f' data-links="{json.dumps(segment["alignment"])}"' if segment.get("alignment") else ""
    return (
        f'<div class="row {_worst([segment])}" id="{anchor}" role="listitem" tabindex="-1"'
        f' data-order="{segment["start"]}" data-weight="{_weight(segment)}"{links}>'
        f'<div class="fr" lang="fr"><span class="n">{index + 1}</span>{escape(segment["source"])}</div>'
        f'<div class="en" lang="en"><div class="text">{target}</div>'
        f"{f'<ul class=findings>{chips}</ul>' if chips else ''}</div></div>\n"
    )


def _findings(findings: Sequence[Json]) -> str:
    return "".join(
        f'<li class="finding {f["severity"]}"><b>{escape(f["code"])}</b> {escape(f["message"])}</li>' for f in findings
    )


def _worst(segments: Sequence[Json]) -> str:
    levels = {finding["severity"] for segment in segments for finding in segment.get("findings", ())}
    return next((level for level in WEIGHT if level in levels), "fine")


def _weight(segment: Json) -> int:
    return sum(WEIGHT[finding["severity"]] for finding in segment.get("findings", ()))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
