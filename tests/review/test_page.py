"""The review page: whole, escaped, linked. What its script does is in test_browser.py."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from dipx.errors import InputError
from dipx.review.page import read_reports, review_page, severity
from tests.review.pages import BAD, FINE, HOSTILE


class _Text(HTMLParser):
    """The text and the tags of a page, scripts and styles apart."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.text = ""
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        values = dict(attrs)
        self.ids.append(values.get("id") or "")
        self.links.append(values.get("href") or "")
        self._inside = tag

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside not in ("script", "style"):
            self.text += data


def _parsed(page: str) -> _Text:
    parser = _Text()
    parser.feed(page)
    return parser


def test_every_text_is_there_and_escaped() -> None:
    parsed = _parsed(review_page([FINE, BAD]))
    for text in ("Tout va bien.", HOSTILE, "Publicité", "left out: advertisement", "decoded from cp1252", "A point.",
                 "wider-beam", "asked again with a wider beam", "its sentence: no shorter",
                 "loses a number", "Not in the translation: 12."):  # fmt: skip
        assert text in parsed.text
    assert parsed.tags.count("script") == 1
    assert "b" in parsed.tags, "the code of a finding is bold"
    assert "<b>gras" not in review_page([BAD])


def test_only_what_cannot_be_trusted_is_marked() -> None:
    page = review_page([FINE, BAD])
    assert page.count("<mark>") == 1
    assert "<mark>EN &lt;/script&gt;" in page


def test_links_lead_to_ids_and_ids_are_unique() -> None:
    parsed = _parsed(review_page([FINE, BAD]))
    ids = [name for name in parsed.ids if name]
    assert len(ids) == len(set(ids))
    targets = [link for link in parsed.links if link]
    assert "#d1s1" in targets
    assert all(link.startswith("#") and link[1:] in ids for link in targets), "nothing leads out of the page"


def test_the_worst_article_comes_first() -> None:
    page = review_page([FINE, BAD])
    assert severity(BAD) > severity(FINE) == 0
    assert page.index("b/bad.txt") < page.index("a/fine.txt")


def test_rows_are_in_the_order_of_the_text() -> None:
    assert re.findall(r'data-order="(\d+)"', review_page([BAD])) == ["0", "5", "10"]


def test_nothing_is_loaded_from_anywhere() -> None:
    page = review_page([FINE, BAD])
    assert "default-src 'none'" in page
    assert not re.search(r"""(?:src|href)=["'](?!#)""", page)
    assert "http" not in page.replace("http-equiv", "")


def test_an_empty_review_says_so() -> None:
    assert "nothing to review" in review_page([])


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"documents": [{}]}'])
def test_what_is_no_report_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.json").write_text(text)
    with pytest.raises(InputError, match="no JSON report"):
        read_reports([tmp_path / "x.json"])


def test_reports_are_read_in_order(tmp_path: Path) -> None:
    for name, document in (("one", FINE), ("two", BAD)):
        (tmp_path / f"{name}.json").write_text(json.dumps({"documents": [document], "run": {}}))
    assert read_reports([tmp_path / "one.json", tmp_path / "two.json"]) == [FINE, BAD]
