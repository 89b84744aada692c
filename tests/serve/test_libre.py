"""LibreTranslate's API: its endpoints, its rules, and the exact words of its refusals."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

import pytest

from dipx.document import Finding
from dipx.serve.libre import _different
from tests.serve.conftest import Answer, Live, Serve

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"


def _form(live: Live, path: str, *fields: tuple[str, str]) -> Answer:
    return live.ask("POST", path, urlencode(fields).encode(), content_type=FORM)


# The cases of LibreTranslate's own tests, anew for French to English.


def test_detect(live: Live) -> None:
    answer = live.post("/detect", q="Le président a rencontré ses ministres à Paris hier soir.")
    assert answer.status == 200
    assert answer.json[0]["language"] == "fr"
    assert 50 < answer.json[0]["confidence"] <= 100


def test_detect_wants_a_text(live: Live) -> None:
    assert live.post("/detect").status == 400
    assert live.get("/detect").status == 405


def test_settings(live: Live) -> None:
    answer = live.get("/frontend/settings")
    assert answer.status == 200
    found = answer.json
    assert (found["charLimit"], found["keyRequired"], found["filesTranslation"]) == (-1, False, True)
    assert found["language"]["source"] == {"code": "fr", "name": "French"}
    assert {".txt", ".docx", ".pdf"} <= set(found["supportedFilesFormat"])


def test_languages(live: Live) -> None:
    answer = live.get("/languages")
    assert answer.status == 200
    assert {each["code"]: each["targets"] for each in answer.json} == {"en": ["en"], "fr": ["en"]}
    assert live.post("/languages").status == 405


def test_health(live: Live) -> None:
    assert live.get("/health").json == {"status": "ok"}
    assert live.post("/health").status == 405


def test_spec(live: Live) -> None:
    found = live.get("/spec").json
    assert found["swagger"] == "2.0"
    assert found["info"]["title"] == "LibreTranslate"  # clients look for it
    assert "dipx" in found["info"]["description"]
    assert live.post("/spec").status == 405


def test_translate(live: Live) -> None:
    answer = live.post("/translate", q="Paris est la capitale.", source="fr", target="en")
    assert answer.status == 200
    assert answer.json == {"translatedText": "Paris is the elatipac."}


def test_a_list(live: Live) -> None:
    answer = live.post("/translate", q=["Paris est la capitale.", "le 5 mai"], source="fr", target="en")
    assert answer.json["translatedText"] == ["Paris is the elatipac.", "the 5 iam"]


def test_the_query_alone(live: Live) -> None:
    """So does deep-translator ask, with an empty body."""
    query = urlencode({"q": "Paris est la capitale.", "source": "fr", "target": "en"})
    assert live.ask("POST", f"/translate?{query}").json["translatedText"] == "Paris is the elatipac."
    assert live.get(f"/translate?{query}").status == 405


def test_a_form_and_a_query_that_disagree(live: Live) -> None:
    answer = _form(live, "/translate?target=zz", ("q", "le"), ("source", "fr"), ("target", "en"))
    assert answer.json == {"error": "zz is not supported"}


def test_a_list_in_a_form_loses_nothing(live: Live) -> None:
    answer = _form(live, "/translate", ("q", "le un"), ("q", "le deux"), ("source", "fr"), ("target", "en"))
    assert answer.json["translatedText"] == ["the a", "the xued"]


@pytest.mark.parametrize("text", ["\n le\n\n la \n", "le", "   ", "🙂 🙂", "le\r\nla"])
def test_spaces_and_signs_around_a_text_stay(live: Live, text: str) -> None:
    made = live.post("/translate", q=text, source="fr", target="en").json["translatedText"]
    assert made.split() == [{"le": "the", "la": "the"}.get(word, word) for word in text.split()]
    assert made[: len(made) - len(made.lstrip())] == text[: len(text) - len(text.lstrip())]
    assert made[len(made.rstrip()) :] == text[len(text.rstrip()) :]


def test_auto(live: Live) -> None:
    french = live.post("/translate", q=["le la les", "Bonjour"], source="auto", target="en").json
    assert [found["language"] for found in french["detectedLanguage"]] == ["fr", "fr"]
    english = live.post("/translate", q="Thank you for all of it", source="auto", target="en").json
    assert english["translatedText"] == "Thank you for all of it"
    assert english["detectedLanguage"]["language"] == "en"
    german = live.post("/translate", q="Guten Tag, wie geht es Ihnen heute?", source="auto", target="en")
    assert (german.status, german.json) == (400, {"error": "de is not supported"})
    signs = live.post("/translate", q="🙂 !", source="auto", target="en").json
    assert signs["detectedLanguage"] == {"confidence": 0.0, "language": "en"}


HTML = '<p class="a">le <b>chat</b> &lt;script&gt; <code>le</code> <span translate="no">le</span></p><br>'


@pytest.mark.parametrize(("path", "name"), [("/translate", "q"), ("/v1/translate", "text")])
def test_tags_are_no_words_of_a_language(live: Live, path: str, name: str) -> None:
    page = '<a href="/news/this-is-the-news-of-the-day">Le maire est mort</a><script>if (this.and) the.is()</script>'
    answer = live.post(path, **{name: page}, source="auto", target="en", format="html").json
    assert (answer.get("detectedLanguage") or {"language": answer["documents"][0]["lang"]})["language"] == "fr"


def test_html_stays_html_and_nothing_is_unescaped(live: Live) -> None:
    made = live.post("/translate", q=HTML, source="fr", target="en", format="html").json["translatedText"]
    assert '<p class="a">the <b>tahc</b> &lt;' in made
    assert "<script>" not in made
    assert "<code>le</code>" in made
    assert '<span translate="no">le</span>' in made
    assert made.endswith("</p><br>")


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"source": "fr", "target": "en"}, "Invalid request: missing q parameter"),
    ({"q": "", "source": "fr", "target": "en"}, "Invalid request: missing q parameter"),
    ({"q": [], "source": "fr", "target": "en"}, "Invalid request: missing q parameter"),
    ({"q": "le", "target": "en"}, "Invalid request: missing source parameter"),
    ({"q": "le", "source": "fr"}, "Invalid request: missing target parameter"),
    ({"q": "le", "source": "fr", "target": "zz"}, "zz is not supported"),
    ({"q": "le", "source": "fr-FR", "target": "en"}, "fr-fr is not supported"),
    (
        {"q": "the", "source": "en", "target": "fr"},
        "French (fr) is not available as a target language from English (en)",
    ),
    ({"q": "le", "source": "fr", "target": "en", "format": "xml"}, "xml format is not supported"),
    (
        {"q": "le", "source": "fr", "target": "en", "alternatives": "x"},
        "Invalid request: alternatives parameter is not a number",
    ),
    (
        {"q": "le", "source": "fr", "target": "en", "alternatives": 4},
        "Invalid request: alternatives parameter must be <= 3",
    ),
    (
        {"q": ["le"] * 1001, "source": "fr", "target": "en"},
        "Invalid request: request (1001) exceeds text limit (1000)",
    ),
    (
        {"q": 5, "source": "fr", "target": "en"},
        "Invalid request: q parameter is neither a string nor a list of strings",
    ),
]


@pytest.mark.parametrize(("fields", "error"), REFUSED, ids=lambda value: value if isinstance(value, str) else "")
def test_refusals(live: Live, fields: dict[str, Any], error: str) -> None:
    answer = live.post("/translate", **fields)
    assert (answer.status, answer.json) == (400, {"error": error})


@pytest.mark.parametrize(
    ("body", "error"),
    [
        (b"[1]", "Invalid JSON format"),
        (b'{"q": ', "The browser (or proxy) sent a request that this server could not understand."),
        (b"[" * 100_000, "The browser (or proxy) sent a request that this server could not understand."),
        (b'{"q": "\xff"}', "The browser (or proxy) sent a request that this server could not understand."),
    ],
)
def test_broken_json(live: Live, body: bytes, error: str) -> None:
    answer = live.ask("POST", "/translate", body, content_type=JSON)
    assert (answer.status, answer.json) == (400, {"error": error})


def test_whole_numbers_of_languages_that_know_no_others(live: Live) -> None:
    assert live.post("/translate", q="le", source="fr", target="en", alternatives=3.0).json["alternatives"] == []


@pytest.mark.parametrize("scheme", ["http", "https", "javascript"])
def test_links_are_of_the_scheme_that_the_proxy_says(live: Live, scheme: str) -> None:
    fields = {"source": "fr", "target": "en"}
    parts = [f'--a\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n' for k, v in fields.items()]
    file = '--a\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nle\r\n--a--\r\n'
    headers = {"content_type": "multipart/form-data; boundary=a", "x_forwarded_proto": scheme, "host": "news.example"}
    made = live.ask("POST", "/translate_file", "".join([*parts, file]).encode(), **headers).json["translatedFileUrl"]
    assert made.startswith("https://news.example/" if scheme == "https" else "http://news.example/")


@pytest.mark.parametrize("kind", ["Application/JSON; charset=latin-1", "application/vnd.api+json"])
def test_json_by_its_other_names(live: Live, kind: str) -> None:
    answer = live.ask("POST", "/translate", b'{"q": "le", "source": "fr", "target": "en"}', content_type=kind)
    assert answer.json == {"translatedText": "the"}


@pytest.mark.parametrize(
    ("charset", "status"), [("utf-8", 200), ("latin-1", 200), ("nope", 200), ("undefined", 400), ("punycode", 400)]
)
def test_charsets_of_a_form(live: Live, charset: str, status: int) -> None:
    """A charset that decodes nothing is no fault of the server's."""
    fields = {"q": "le", "source": "fr", "target": "en"}
    parts = [f'--a\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n' for k, v in fields.items()]
    body = "".join([*parts, "--a--\r\n"]).encode()
    answer = live.ask("POST", "/translate", body, content_type=f"multipart/form-data; boundary=a; charset={charset}")
    assert answer.status == status
    assert ("error" in answer.json) == (status == 400)


def test_a_lone_surrogate_is_no_end(live: Live) -> None:
    body = b'{"q": "le \\ud800 la", "source": "fr", "target": "en"}'
    answer = live.ask("POST", "/translate", body, content_type=JSON)
    assert answer.status == 200
    assert answer.json["translatedText"].startswith("the ")


def test_char_limit(serve: Serve) -> None:
    live = serve("--char-limit", "5")
    answer = live.post("/translate", q=["le", "le la les"], source="fr", target="en")
    assert answer.json == {"error": "Invalid request: request (9) exceeds text limit (5)"}
    assert live.get("/frontend/settings").json["charLimit"] == 5


def test_no_alternative_is_wrong_where_the_translation_is_right() -> None:
    def made(text: str, *codes: str) -> Any:
        return SimpleNamespace(text=text, findings=[Finding(code, "error", "", "", "") for code in codes])

    ask: Any = SimpleNamespace(english=lambda report: report.text)
    others = [[made("12 dead")], [made("13 dead", "numbers")], [made("twelve dead", "names")], [made("12 dead")]]
    assert _different([ask], [made("12 deaths")], others) == [["12 dead"]]
    assert _different([ask], [made("12 deaths", "names")], others) == [["12 dead", "twelve dead"]]


def test_keys(serve: Serve, keys: Path) -> None:
    live = serve("--api-keys", str(keys), fresh=True)
    asked = {"q": "le", "source": "fr", "target": "en"}
    missing = live.post("/translate", **asked)
    assert (missing.status, missing.json["error"]) == (403, "Please contact the server operator to get an API key")
    wrong = live.post("/translate", **asked, api_key="bad")
    assert (wrong.status, wrong.json["error"]) == (403, "Invalid API key")
    assert live.post("/translate", **asked, api_key="good").json == {"translatedText": "the"}
    assert live.get("/frontend/settings").json["keyRequired"] is True
    for path in ("/v1/translate", "/v1/summarise", "/detect"):
        assert live.post(path, q="le", text="le").status == 403
    for path in ("/v1/jobs", "/translate_file"):
        assert live.send(path, [("a.txt", b"le")], source="fr", target="en").status == 403


def test_a_file(live: Live) -> None:
    answer = live.send("/translate_file", [("mon article.txt", b"le chat\n")], source="fr", target="en")
    url = answer.json["translatedFileUrl"]
    assert url.startswith(f"{live.url}/download_file/")
    got = live.get(url.removeprefix(live.url).replace(" ", "%20"))
    assert (got.status, got.raw) == (200, b"the tahc\n")
    assert "mon%20article_en.txt" in got.headers["content-disposition"]


def test_a_file_in_its_own_format(live: Live) -> None:
    srt = b"1\n00:00:01,000 --> 00:00:02,000\nle <i>chat</i>\n"
    answer = live.send("/translate_file", [("a.SRT", srt)], source="auto", target="en")
    got = live.get(answer.json["translatedFileUrl"].removeprefix(live.url))
    assert got.raw == b"1\n00:00:01,000 --> 00:00:02,000\nthe <i>tahc</i>\n"


@pytest.mark.parametrize(
    ("name", "raw", "error"),
    [
        ("a.exe", b"le", "Invalid request: file format not supported"),
        ("a.docx", b"le", "a.docx is no"),
        ("../../etc/passwd", b"le", "Invalid request: file format not supported"),
    ],
)
def test_files_that_are_refused(live: Live, name: str, raw: bytes, error: str) -> None:
    answer = live.send("/translate_file", [(name, raw)], source="fr", target="en")
    assert answer.status == 400
    assert answer.json["error"].startswith(error)
    assert "/tmp" not in answer.json["error"]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("El presidente anunció la reforma.", "es"),
        ("Bon dia a tothom", "ca"),
        ("I prezzi delle case salgono ancora a Milano, dicono gli agenti immobiliari della città", "it"),
    ],
)
def test_a_text_in_another_language_is_said(live: Live, text: str, lang: str) -> None:
    refused = live.post("/translate", q=text, source="auto", target="en")
    assert (refused.status, refused.json) == (400, {"error": f"{lang} is not supported"})
    said = f"a.txt looks like {lang!r}, not French or English. If it is French, say source=fr."
    refused = live.send("/translate_file", [("a.txt", text.encode())], source="auto", target="en")
    assert (refused.status, refused.json) == (400, {"error": said})
    assert live.send("/translate_file", [("a.txt", text.encode())], source="fr", target="en").status == 200


def test_a_short_english_file_comes_back_as_it_is(live: Live) -> None:
    url = live.send("/translate_file", [("a.txt", b"Good morning everyone\n")], source="auto", target="en").json
    assert live.get(url["translatedFileUrl"].removeprefix(live.url)).raw == b"Good morning everyone\n"


TABLE = b"id,titre,corps\n1,le chat,le maire dort\n"


def test_the_column_of_a_table(live: Live) -> None:
    url = live.send("/translate_file", [("a.csv", TABLE)], source="fr", target="en", text_field="corps").json
    got = live.get(url["translatedFileUrl"].removeprefix(live.url))
    assert got.raw == b"id,titre,corps\n1,le chat,the eriam trod\n"
    refused = live.send("/translate_file", [("a.csv", TABLE)], source="fr", target="en")
    assert (refused.status, refused.json) == (
        400,
        {"error": "a.csv has no column 'text'; name one with text_field (id, titre, corps)"},
    )


def test_the_link_of_a_file_behind_a_proxy(live: Live) -> None:
    edge = b'--a\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n'
    file = edge.replace(b'"%s"', b'"file"; filename="a.txt"') % b"le"
    body = edge % (b"source", b"fr") + edge % (b"target", b"en") + file + b"--a--\r\n"
    headers = {"content_type": "multipart/form-data; boundary=a", "host": "news.example", "x_forwarded_proto": "https"}
    link = live.ask("POST", "/translate_file", body, **headers).json["translatedFileUrl"]
    assert link.startswith("https://news.example/download_file/")


def test_no_file_at_all(live: Live) -> None:
    answer = live.send("/translate_file", [], source="fr", target="en")
    assert answer.json == {"error": "Invalid request: missing file parameter"}


@pytest.mark.parametrize(
    "name", ["..%2F..%2Fetc%2Fpasswd", "../etc/passwd", "..", "%2e%2e%5c%2fx", "x", "%00", "a" * 36 + ".txt"]
)
def test_names_that_lead_nowhere(live: Live, name: str) -> None:
    answer = live.get(f"/download_file/{name}")
    assert answer.status == 404
    assert "error" in answer.json


def test_suggestions_are_off(live: Live) -> None:
    answer = live.post("/suggest", q="le", s="the", source="fr", target="en")
    assert (answer.status, answer.json) == (403, {"error": "Suggestions are disabled on this server."})


def test_headers_of_every_answer(live: Live) -> None:
    for answer in (live.get("/languages"), live.get("/nowhere"), live.post("/translate"), live.ask("OPTIONS", "/x")):
        assert answer.headers["access-control-allow-origin"] == "*"
        assert answer.headers["access-control-allow-headers"] == "Authorization, Content-Type"
        assert "DELETE" in answer.headers["access-control-allow-methods"]  # of a job
    assert "access-control-allow-origin" not in live.get("/").headers
    assert live.get("/nowhere").json == {"error": "Not Found"}
    assert live.ask("HEAD", "/health").status == 200


@pytest.mark.parametrize(
    ("q", "translated", "language"),
    [
        ("le", "the", "fr"),
        ("!!!", "!!!", "en"),
        (["le", "12"], ["the", "12"], "fr"),
        (["", " "], ["", " "], "en"),
        (["🙂"], ["🙂"], "en"),
    ],
)
def test_auto_of_next_to_nothing(live: Live, q: Any, translated: Any, language: str) -> None:
    answer = live.post("/translate", q=q, source="auto", target="en").json
    found = answer["detectedLanguage"]
    assert answer["translatedText"] == translated
    assert (found if isinstance(q, str) else found[0])["language"] == language


def test_detect_of_next_to_nothing(live: Live) -> None:
    assert live.post("/detect", q="?!").json == [{"confidence": 0.0, "language": "en"}]
    assert live.post("/detect", q=["", "…"]).json == [{"confidence": 0.0, "language": "en"}]
    nothings: tuple[str | list[str], ...] = ("", [])
    for nothing in nothings:
        answer = live.post("/detect", q=nothing)
        assert (answer.status, answer.json) == (400, {"error": "Invalid request: missing q parameter"})


def test_what_no_client_can_mend_is_said_in_the_log_alone(serve: Serve, tmp_path: Path) -> None:
    glossary = tmp_path / "terms.tsv"
    glossary.write_text("chat\tcat\n")
    live = serve("--glossary", str(glossary), fresh=True)
    glossary.unlink()  # the beam of the alternatives is set up when they are first asked for
    answer = live.post("/translate", q="le", source="fr", target="en", alternatives=1)
    assert answer.status == 500
    assert "internal error" in answer.json["error"]
    assert "terms.tsv" in live.said.read_text()
