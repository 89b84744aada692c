"""The clients of npm: ``libretranslate``, ``translate`` and ``libretranslate-ts``, all by JSON."""

from __future__ import annotations

import pytest

from tests.clients.conftest import Client
from tests.serve.conftest import Live

pytestmark = pytest.mark.clients

NO_KEY = "Please contact the server operator to get an API key"
TOO_LONG = "Invalid request: request (54) exceeds text limit (50)"


def test_libretranslate(node: Client, live: Live, locked: Live) -> None:
    """It calls the key ``apiKey``, and has no error for what is refused."""
    script = """
import { translate } from "libretranslate";
const ask = (more) => failed(translate({ source: "fr", target: "en", apiurl: url, ...more }));
await say(ask({ query: "le chat\\nla ville & €" }));
await say(ask({ query: ["le chat", "la ville"] }));
await say(ask({ query: "le chat est dans la ville", source: undefined }));
await say(ask({ query: "<p>le <b>chat</b> &lt;</p>", format: "html" }));
await say(ask({ query: "le", target: "zz" }));
for (const apiKey of ["good", "bad"]) await say(ask({ query: "le", apiurl: more[0], apiKey }));
"""
    assert node.run(script, live.url, locked.url) == [
        "the tahc\nthe elliv & €",
        ["the tahc", "the elliv"],
        "the tahc is snad the elliv",
        "<p>the <b>tahc</b> &lt;</p>",
        ["TypeError", "This language was not found/does not exist."],
        "the",
        None,
    ]


def test_translate(node: Client, live: Live, locked: Live) -> None:
    script = """
import translate, { Translate } from "translate";
translate.engine = "libre";
translate.url = `${url}/translate`;
translate.from = "fr";
await say(failed(translate("le chat\\nla ville", { to: "en" })));
await say(failed(translate("le chat", { from: "french", to: "english" })));
await say(failed(translate("le", { to: "de" })));
const keyed = (key) => Translate({ engine: "libre", url: `${more[0]}/translate`, from: "fr", to: "en", key });
for (const key of ["good", "bad", undefined]) await say(failed(keyed(key)(`la ${key}`)));
await say(failed(keyed("good")("la ville ".repeat(6))));
"""
    assert node.run(script, live.url, locked.url) == [
        "the tahc\nthe elliv",
        "the tahc",
        ["Error", "de is not supported"],
        "the doog",
        ["Error", "Invalid API key"],
        ["Error", NO_KEY],
        ["Error", TOO_LONG],
    ]


def test_libretranslate_ts(node: Client, live: Live, locked: Live) -> None:
    """It says 500 of every refusal, with the server's words."""
    script = """
import { libreTranslate as api } from "libretranslate-ts";
api.setApiEndpoint(url);
await say(api.listLanguages());
await say(api.detect("le chat est dans la ville"));
await say(api.translate("le chat & la ville", "fr", "en"));
await say(api.translate("le chat est là", "auto", "en", 2));
await say(api.translate("le", "fr", "en", 4));
api.setApiEndpoint(more[0]);
for (const key of [null, "bad", "good"]) {
  api.setApiKey(key);
  await say(api.translate("le", "fr", "en"));
}
await say(api.translate("la ville ".repeat(6), "fr", "en"));
"""
    languages, found, *said = node.run(script, live.url, locked.url)
    assert [(each["code"], each["targets"]) for each in languages] == [("en", ["en"]), ("fr", ["en"])]
    assert (found["status"], found["language"]) == (200, "fr")
    refused = {"status": 500, "translatedText": ""}
    assert said == [
        {"status": 200, "translatedText": "the tahc & the elliv"},
        {"status": 200, "translatedText": "the tahc is àl", "alternatives": []},
        {**refused, "error": "Invalid request: alternatives parameter must be <= 3"},
        {**refused, "error": NO_KEY},
        {**refused, "error": "Invalid API key"},
        {"status": 200, "translatedText": "the"},
        {**refused, "error": TOO_LONG},
    ]
