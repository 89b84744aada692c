"""``translate`` of PyPI: an older libretranslatepy, texts in pieces of 1,000 characters.

Its command, ``translate-cli``, has no option for a server's address, so it cannot be pointed at this one.
"""

from __future__ import annotations

import pytest

from tests.clients.conftest import Client
from tests.serve.conftest import Live

pytestmark = pytest.mark.clients

BEGUN = """
from translate import Translator

def translator(address=url, source="fr", target="en", key=None):
    return Translator(
        provider="libre", base_url=address, from_lang=source, to_lang=target, secret_access_key=key
    )
"""


def test_texts(translate: Client, live: Live) -> None:
    script = f"""{BEGUN}
say(translator().translate("le chat & la ville"))
say(translator(source="autodetect").translate("le chat est dans la ville"))
say(translator(source="auto").translate("le chat est dans la ville"))
say(translator().translate("la ville " * 400))
"""
    said = translate.run(script, live.url)
    assert said[:3] == ["the tahc & the elliv", "the tahc is snad the elliv", "the tahc is snad the elliv"]
    assert said[3].split() == ["the", "elliv"] * 400


def test_refusals(translate: Client, live: Live, locked: Live) -> None:
    script = f"""{BEGUN}
say(failed(translator(target="zz").translate, "le"))
say(failed(translator(more[0]).translate, "le"))
say(failed(translator(more[0], key="bad").translate, "le"))
say(translator(more[0], key="good").translate("le"))
"""
    assert translate.run(script, live.url, locked.url) == [
        ["TranslationError", "HTTP Error 400: Bad Request"],
        ["TranslationError", "HTTP Error 403: Forbidden"],
        ["TranslationError", "HTTP Error 403: Forbidden"],
        "the",
    ]
