"""Pages for people: both languages of a report side by side, and a folder as stories, the worst first.

Comes in: the JSON reports of a run. Goes out: one HTML page, which loads and sends nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dipx.lazily import handed_on

if TYPE_CHECKING:
    from dipx.review.index import index_page as index_page
    from dipx.review.page import read_reports as read_reports
    from dipx.review.page import review_page as review_page
    from dipx.review.triage import group as group
    from dipx.review.triage import index_json as index_json
    from dipx.review.triage import read_stories as read_stories

__getattr__ = handed_on(
    __name__,
    {
        "group": "triage",
        "index_json": "triage",
        "index_page": "index",
        "read_reports": "page",
        "read_stories": "triage",
        "review_page": "page",
    },
)
