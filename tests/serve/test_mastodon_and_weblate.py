"""What Mastodon and Weblate send, and what they read, written down from their public sources.

Mastodon from 4.2 on: ``app/lib/translation_service/libre_translate.rb``, ``app/services/translate_status_service.rb``.
Weblate 5.14: ``weblate/machinery/libretranslate.py``. Neither is a package that a test could install.
"""

from __future__ import annotations

import html
import json
from pathlib import Path
from typing import Any

import pytest

from tests.serve.conftest import Answer, Live, Serve


def _mastodon(live: Live, texts: list[str], source: str | None, key: str | None = None) -> Answer:
    """All texts of a post together, as parts of pages; a post that names no language is ``auto``."""
    body = {"q": texts, "source": source or "auto", "target": "en", "format": "html", "api_key": key}
    raw = json.dumps(body, ensure_ascii=False).encode()
    return live.ask("POST", "/translate", raw, content_type="application/json")


def _read_by_mastodon(answer: Answer, source: str | None) -> list[tuple[str, str | None]]:
    """Each text with its language: the answer's where there is one, else the post's."""
    assert 200 <= answer.status < 300
    seen = answer.json.get("detectedLanguage") or []
    texts = answer.json["translatedText"]
    return [(text, seen[n]["language"] if n < len(seen) else source) for n, text in enumerate(texts)]


# Whom a post names, what it is filed under, and a picture by its name: all to stay.
LINK = '<a href="https://a.example/@le" class="u-url mention">@<span>le</span></a>'
NAMED = f'<span class="h-card" translate="no">{LINK}</span>'
TAG = '<a href="https://a.example/tags/la" class="mention hashtag" rel="tag">#<span>la</span></a>'
EMOJI = '<span translate="no">:blobcat:</span>'
POST = f"<p>le chat de {NAMED} est là {EMOJI}</p><p>la ville<br />le {TAG}</p>"
TRANSLATED = f"<p>the tahc of {NAMED} is àl {EMOJI}</p><p>the elliv<br />the {TAG}</p>"
# The post, its warning, what a poll lets one choose, and two pictures: of the second nothing is said.
TEXTS = [POST, "le chat &amp; la &quot;ville&quot;", "le un", "le deux", "la ville &lt;3 &#39;un&#39;", ""]


def test_mastodon_asks_which_languages_there_are(live: Live) -> None:
    """With a type for no body; it takes the language itself out of its targets, and fails where there are none."""
    found = live.ask("GET", "/languages", content_type="application/json").json
    targets = {each["code"]: [code for code in each["targets"] if code != each["code"]] for each in found}
    assert targets == {"fr": ["en"], "en": []}


@pytest.mark.parametrize("source", ["fr", None])
def test_mastodon_sends_a_post(live: Live, source: str | None) -> None:
    read = _read_by_mastodon(_mastodon(live, TEXTS, source), source)
    assert len(read) == len(TEXTS)
    post, warning, *choices, picture, silent = [text for text, _ in read]
    assert post == TRANSLATED
    assert html.unescape(warning) == 'the tahc & the "elliv"'
    assert choices == ["the a", "the xued"]
    assert html.unescape(picture) == "the elliv <3 'a'"
    assert silent == ""
    assert {lang for _, lang in read} == {"fr"}


def test_mastodon_tells_refusals_by_their_status(serve: Serve, keys: Path) -> None:
    """403: no more for today; 429: come again (``test_too_much_waits``); anything else from 300 on: a fault."""
    locked = serve("--api-keys", str(keys), fresh=True)
    assert _mastodon(locked, ["le"], "fr", key="bad").status == 403
    assert _mastodon(locked, ["le"], "fr").status == 403
    assert _read_by_mastodon(_mastodon(locked, ["le"], "fr", key="good"), "fr") == [("the", "fr")]
    assert _mastodon(locked, ["le"], "oc", key="good").status == 400


def _weblate(live: Live, texts: list[str], key: str = "") -> Any:
    """No format is named; the key is an empty string where there is none."""
    answer = live.post("/translate", api_key=key, q=texts, source="fr", target="en")
    assert answer.status == 200
    return answer.json["translatedText"]


def test_weblate_sends_strings(live: Live) -> None:
    """A text for each, in their order, one alone as a list too. What is to stay is ``[X0X]`` there."""
    assert [each["code"] for each in live.get("/languages").json] == ["en", "fr"]
    assert _weblate(live, ["le chat"]) == ["the tahc"]
    strings = ["le chat [X0X] est là", "la ville\nle chat\n", "le chat [X0X] est là", "<b>le</b> &amp; %(nom)s"]
    made = _weblate(live, strings)
    assert made[:3] == ["the tahc [X0X] is àl", "the elliv\nthe tahc\n", "the tahc [X0X] is àl"]
    assert "&amp; %(nom)s" in made[3]


def test_weblate_reads_why_it_was_refused(live: Live) -> None:
    answer = live.post("/translate", api_key="", q=["le"], source="fr", target="de")
    assert (answer.status, answer.json) == (400, {"error": "de is not supported"})
