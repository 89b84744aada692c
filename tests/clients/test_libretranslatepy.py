"""``libretranslatepy``: forms by urllib; ``GET /languages`` has a body where there is a key."""

from __future__ import annotations

import pytest

from tests.clients.conftest import Client
from tests.serve.conftest import Live

pytestmark = pytest.mark.clients

FAILED = """
from libretranslatepy import LibreTranslateAPI
from urllib.error import HTTPError

def refused(call, *arguments):
    try:
        return call(*arguments)
    except HTTPError as error:
        return [error.code, json.load(error)]
"""


def test_texts(python: Client, live: Live) -> None:
    script = """
from libretranslatepy import LibreTranslateAPI
for address in (url, url + "/"):
    say(LibreTranslateAPI(address).translate("le chat & la ville = a+b a%41b", "fr", "en"))
api = LibreTranslateAPI(url)
say(api.translate("le chat\\n\\nla ville", "fr", "en"))
say(api.translate("le chat est dans la ville", "auto", "en"))
say(len(api.translate("la ville est là. " * 6000, "fr", "en", timeout=50).split()))
"""
    assert python.run(script, live.url) == [
        "the tahc & the elliv = a+b a%41b",
        "the tahc & the elliv = a+b a%41b",
        "the tahc\n\nthe elliv",
        "the tahc is snad the elliv",
        24_000,
    ]


def test_languages(python: Client, live: Live, locked: Live) -> None:
    script = """
from libretranslatepy import LibreTranslateAPI
say(LibreTranslateAPI(url).languages())
say(LibreTranslateAPI(more[0], "good").languages())
say(LibreTranslateAPI(url).detect("Le président est arrivé à Paris avec ses ministres."))
"""
    open_to_all, with_a_key, found = python.run(script, live.url, locked.url)
    assert open_to_all == with_a_key
    assert [(each["code"], each["name"], each["targets"]) for each in open_to_all] == [
        ("en", "English", ["en"]),
        ("fr", "French", ["en"]),
    ]
    assert found[0]["language"] == "fr"
    assert found[0]["confidence"] > 90


def test_refusals(python: Client, live: Live) -> None:
    script = f"""{FAILED}
api = LibreTranslateAPI(url)
say(refused(api.translate, "le", "fr", "zz"))
say(refused(api.translate, "", "fr", "en"))
say(refused(api.detect, ""))
"""
    assert python.run(script, live.url) == [
        [400, {"error": "zz is not supported"}],
        [400, {"error": "Invalid request: missing q parameter"}],
        [400, {"error": "Invalid request: missing q parameter"}],
    ]


def test_keys_and_limits(python: Client, locked: Live) -> None:
    script = f"""{FAILED}
say(refused(LibreTranslateAPI(url).translate, "le", "fr", "en"))
say(refused(LibreTranslateAPI(url, "bad").detect, "le"))
api = LibreTranslateAPI(url, "good")
say(api.translate("le", "fr", "en"))
say(refused(api.translate, "la ville " * 6, "fr", "en"))
"""
    assert python.run(script, locked.url) == [
        [403, {"error": "Please contact the server operator to get an API key"}],
        [403, {"error": "Invalid API key"}],
        "the",
        [400, {"error": "Invalid request: request (54) exceeds text limit (50)"}],
    ]
