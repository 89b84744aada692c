"""``deep-translator``: all in the query, with an empty body. Its command, ``dt``, asks public servers alone."""

from __future__ import annotations

import pytest

from tests.clients.conftest import Client
from tests.serve.conftest import Live

pytestmark = pytest.mark.clients

BEGUN = """
from deep_translator import LibreTranslator

def translator(address=url, source="fr", target="en", key="x"):
    return LibreTranslator(source=source, target=target, api_key=key, custom_url=address + "/")
"""


def test_texts(python: Client, live: Live) -> None:
    script = f"""{BEGUN}
say(translator().translate("le chat & la ville #1 a+b a%41b?\\nle €"))
say(translator(source="auto", target="English").translate("le chat est dans la ville"))
say(translator().translate_batch(["le chat", "la ville"]))
say(translator(source="French").translate("le chat"))
say(translator(source="en").translate("the cat"))
"""
    assert python.run(script, live.url) == [
        "the tahc & the elliv #1 a+b a%41b?\nthe €",
        "the tahc is snad the elliv",
        ["the tahc", "the elliv"],
        "the tahc",
        "the cat",
    ]


def test_a_long_text(python: Client, live: Live) -> None:
    """150 kB of a first line; many servers take 8."""
    script = f"""{BEGUN}
say(translator().translate("l’été " * 8000))
"""
    assert python.run(script, live.url) == ["l'été " * 8000]


def test_a_file(python: Client, live: Live) -> None:
    script = f"""{BEGUN}
open("article.txt", "w").write("le chat\\n\\nla ville\\n")
say(translator().translate_file("article.txt"))
"""
    assert python.run(script, live.url) == ["the tahc\n\nthe elliv"]


def test_refusals(python: Client, live: Live, locked: Live) -> None:
    script = f"""{BEGUN}
say(failed(translator(target="de").translate, "le"))
say(failed(translator(more[0], key="bad").translate, "le"))
say(failed(translator(more[0], key="good").translate, "le"))
say(failed(translator(more[0], key="good").translate, "la ville " * 6))
"""
    assert python.run(script, live.url, locked.url) == [
        ["ServerException", "ERR_BAD_REQUEST"],
        ["AuthorizationException", "Unauthorized access with the api key bad"],
        "the",
        ["ServerException", "ERR_BAD_REQUEST"],
    ]
