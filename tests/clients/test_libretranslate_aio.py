"""``libretranslate-aio``: every endpoint that people use, by forms; in order and at once, and by its command."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import docx
import pytest

from tests.clients.conftest import Client
from tests.serve.conftest import Live, Serve

pytestmark = pytest.mark.clients

BEGUN = """
from libretranslate_aio import LibreTranslate
api = LibreTranslate(url)
"""


def test_texts(python: Client, live: Live) -> None:
    script = f"""{BEGUN}
for q in ("le chat & la ville", ["le chat", "la ville\\n\\nle €", "   ", "un"]):
    say(api.translate(q, "fr", "en").translated_text)
html = '<p title="a&amp;b">le <b>chat</b> &lt;script&gt; <code>le</code></p>'
say(api.translate(html, "fr", "en", format="html").translated_text)
say(api.translate(["<i>le</i>", "la<br>"], "fr", "en", format="html").translated_text)
"""
    assert python.run(script, live.url) == [
        "the tahc & the elliv",
        ["the tahc", "the elliv\n\nthe €", "   ", "a"],
        '<p title="a&amp;b">the <b>tahc</b> &lt;script&gt; <code>le</code></p>',
        ["<i>the</i>", "the<br>"],
    ]


def test_auto(python: Client, live: Live) -> None:
    script = f"""{BEGUN}
for q in ("le chat est là", ["le chat est là", "la ville"]):
    say(api.translate(q, "auto", "en"))
say(api.detect("le chat est dans la ville"))
"""
    one, several, found = python.run(script, live.url)
    assert one["translated_text"] == "the tahc is àl"
    assert one["detected_language"]["language"] == "fr"
    assert several["translated_text"] == ["the tahc is àl", "the elliv"]
    assert [each["language"] for each in several["detected_language"]] == ["fr", "fr"]
    assert found[0]["language"] == "fr"
    assert 50 < found[0]["confidence"] <= 100


def test_alternatives(python: Client, serve: Serve) -> None:
    """Of the bundled model: the engine that is no model has none."""
    live = serve("--engine", "ct2", "--summary-model", "none")
    script = f"""{BEGUN}
say(api.translate("Le ministre est arrivé jeudi soir.", "fr", "en", alternatives=3))
say(api.translate(["La grève continue.", "Il pleut."], "fr", "en", alternatives=2))
"""
    one, several = python.run(script, live.url)
    texts = [one["translated_text"], *one["alternatives"]]
    assert 2 <= len(texts) <= 4
    assert len(set(texts)) == len(texts)
    assert [1 <= len(each) <= 2 for each in several["alternatives"]] == [True, True]


def test_what_a_server_says_of_itself(python: Client, live: Live, locked: Live) -> None:
    script = f"""{BEGUN}
say(api.health())
say([[each.code, each.name, each.targets] for each in api.languages()])
for address in (url, *more):
    settings = LibreTranslate(address).frontend_settings()
    say([settings.char_limit, settings.api_keys, settings.key_required, settings.suggestions])
say([settings.language.source.code, settings.language.target.name, settings.frontend_timeout])
say(settings.supported_files_format)
"""
    *said, suffixes = python.run(script, live.url, locked.url)
    assert said == [
        True,
        [["en", "English", ["en"]], ["fr", "French", ["en"]]],
        [-1, False, False, False],
        [50, True, True, False],
        ["fr", "English", 500],
    ]
    assert {".txt", ".odt", ".odp", ".docx", ".pptx", ".epub", ".html", ".srt", ".pdf"} <= set(suffixes)


def test_refusals(python: Client, live: Live, locked: Live) -> None:
    script = f"""{BEGUN}
locked, bad, good = (LibreTranslate(more[0], api_key=key) for key in (None, "bad", "good"))
for call in (
    lambda: api.translate("le", "fr", "zz"),
    lambda: api.translate([], "fr", "en"),
    lambda: api.translate("le", "fr", "en", alternatives=4),
    lambda: api.translate("le", "fr", "en", format="xml"),
    lambda: api.suggest("le", "the", "fr", "en"),
    lambda: locked.translate("le", "fr", "en"),
    lambda: bad.detect("le"),
    lambda: good.translate(["le", "la ville " * 6], "fr", "en"),
):
    say(failed(call))
say(good.translate(["le", "la"], "fr", "en").translated_text)
"""
    assert python.run(script, live.url, locked.url) == [
        ["BadRequestError", "zz is not supported"],
        ["BadRequestError", "Invalid request: missing q parameter"],
        ["BadRequestError", "Invalid request: alternatives parameter must be <= 3"],
        ["BadRequestError", "xml format is not supported"],
        ["ForbiddenError", "Suggestions are disabled on this server."],
        ["ForbiddenError", "Please contact the server operator to get an API key"],
        ["ForbiddenError", "Invalid API key"],
        ["BadRequestError", "Invalid request: request (54) exceeds text limit (50)"],
        ["the", "the"],
    ]


def test_many_at_once(python: Client, live: Live) -> None:
    script = """
import asyncio
from libretranslate_aio import AsyncLibreTranslate

async def ask():
    async with AsyncLibreTranslate(url) as api:
        asked = (api.translate([f"le {n}", "la ville"], "fr", "en") for n in range(40))
        say([found.translated_text for found in await asyncio.gather(*asked)])
        say([await api.health(), (await api.detect("le chat est là"))[0].language, len(await api.languages())])

asyncio.run(ask())
"""
    assert python.run(script, live.url) == [[[f"the {n}", "the elliv"] for n in range(40)], [True, "fr", 2]]


def test_a_server_that_has_too_much_to_do(python: Client, serve: Serve) -> None:
    """With no wait allowed some of eight long requests are refused, as the client's own kind of error."""
    live = serve("--max-wait", "0")
    script = """
import asyncio
from libretranslate_aio import AsyncLibreTranslate

async def ask():
    async with AsyncLibreTranslate(url) as api:
        asked = (api.translate([f"le {n} {m}" for m in range(900)], "fr", "en") for n in range(8))
        for found in await asyncio.gather(*asked, return_exceptions=True):
            say([type(found).__name__, getattr(found, "status_code", 200), str(found)[:10]])

asyncio.run(ask())
"""
    said = python.run(script, live.url)
    assert {kind for kind, _, _ in said} == {"Translation", "RateLimitError"}
    assert {tuple(rest) for kind, *rest in said if kind == "RateLimitError"} == {(429, "Slowdown: ")}


FILES = [
    ("article.txt", "le chat\n\nla ville\n", "article_en.txt", "the tahc\n\nthe elliv\n"),
    ("Été 100 % #1 ?.txt", "le chat\n", "Été 100 % #1 ?_en.txt", "the tahc\n"),
    (
        "film.SRT",
        "1\n00:00:01,000 --> 00:00:02,000\nle <i>chat</i>\n",
        "film_en.srt",
        "1\n00:00:01,000 --> 00:00:02,000\nthe <i>tahc</i>\n",
    ),
    ("page.html", '<p class="a">le <b>chat</b></p>\n', "page_en.html", '<p class="a">the <b>tahc</b></p>\n'),
]


@pytest.mark.parametrize(("name", "french", "called", "english"), FILES, ids=lambda value: value[:10])
def test_files(python: Client, live: Live, tmp_path: Path, name: str, french: str, called: str, english: str) -> None:
    (tmp_path / name).write_text(french)
    assert _sent(python, live, tmp_path / name) == [called, english]


def _sent(python: Client, live: Live, path: Path) -> Any:
    """The name and the text of what is got for a file, by urllib, which mends no address."""
    script = f"""{BEGUN}
from urllib.request import urlopen
answer = urlopen(api.translate_file(more[0], "fr", "en").translated_file_url)
say(answer.headers.get_filename())
say(answer.read().decode())
"""
    return python.run(script, live.url, str(path))


def test_files_that_are_refused(python: Client, live: Live, tmp_path: Path) -> None:
    (tmp_path / "a.exe").write_text("le")
    (tmp_path / "a.docx").write_text("le")
    script = f"""{BEGUN}
for path in more:
    say(failed(api.translate_file, path, "fr", "en"))
"""
    exe, word = python.run(script, live.url, str(tmp_path / "a.exe"), str(tmp_path / "a.docx"))
    assert exe == ["BadRequestError", "Invalid request: file format not supported"]
    assert word[0] == "BadRequestError"
    assert word[1].startswith("a.docx is no")


def test_its_command(python: Client, live: Live, locked: Live, tmp_path: Path) -> None:
    def command(*arguments: str, to: Live = live) -> tuple[int, str, str]:
        program = Path(python.command[0]).with_name("libretranslate")
        answer = python.call(str(program), "--url", to.url, *arguments)
        return answer.returncode, answer.stdout, answer.stderr

    assert command("translate", "le chat est là", "-t", "en") == (0, "the tahc is àl\n", "")
    told = json.loads(command("translate", "le chat est là", "-t", "en", "--json")[1])
    assert told["detectedLanguage"]["language"] == "fr"
    assert command("detect", "le chat est dans la ville")[1].startswith("fr\t")
    assert command("languages")[1] == "en\tEnglish\nfr\tFrench\n"
    assert command("translate", "le", "-s", "fr", "-t", "zz") == (1, "", "Error: zz is not supported\n")
    assert command("translate", "le", "-s", "fr", "-t", "en", to=locked)[0] == 1
    assert command("--api-key", "good", "translate", "le", "-s", "fr", "-t", "en", to=locked)[1] == "the\n"
    document = docx.Document()
    document.add_paragraph("le chat")
    document.save(str(tmp_path / "la note #1.docx"))
    made = tmp_path / "made.docx"
    sent = ("translate-file", str(tmp_path / "la note #1.docx"), "-s", "fr", "-t", "en", "-o", str(made))
    assert command(*sent) == (0, f"{made}\n", "")
    assert [paragraph.text for paragraph in docx.Document(str(made)).paragraphs] == ["the tahc"]
