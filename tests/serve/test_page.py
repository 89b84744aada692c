"""The page in a real browser, with the real models: what a person does with mouse, keys and files."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import MENU_SEED
from tests.serve.conftest import Live, Serve

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
playwright = pytest.importorskip("playwright.sync_api")
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine")

FRENCH = "Le maire Paul Roux a dit oui le 5 mai. Il y a eu 12 morts à Paris.\n\nLa ville est en deuil depuis lundi."
WIDTHS = (320, 1200)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def real(serve: Serve) -> Live:
    return serve("--engine", "ct2")


@pytest.fixture
def page(browser: Any, real: Live) -> Iterator[Any]:
    opened = browser.new_page()
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("console", lambda message: wrong.append(message.text) if _is_wrong(message) else None)
    opened.goto(real.url)
    yield opened
    opened.close()
    assert not wrong


def _is_wrong(message: Any) -> bool:
    """An answer of 429, or none, which a test makes, is no fault of the page."""
    made = ("status of 429", "net::ERR_FAILED")
    return message.type in ("error", "warning") and not any(text in message.text for text in made)


def said(page: Any, what: str) -> None:
    """Waits until the page says so."""
    page.locator("#status", has_text=what).wait_for()


def translated(page: Any, text: str = FRENCH) -> None:
    page.fill("#text", text)
    page.press("#text", "Control+Enter")
    page.wait_for_selector("#s0")
    said(page, "sentence")


def test_a_text_side_by_side(page: Any) -> None:
    translated(page)
    assert page.locator("#segments > li").count() == 3
    assert page.inner_text("#s1 .fr") == "Il y a eu 12 morts à Paris."
    assert "12" in page.inner_text("#s1 .target")
    assert page.locator("#segments > li.begins").count() == 1  # a paragraph begins
    assert page.locator("#s0 .fr").get_attribute("lang") == "fr"
    assert page.url.endswith("/")  # no text in it


def test_bullets_jump_to_their_sources(page: Any) -> None:
    translated(page)
    jump = page.locator("#point-list .jump").first
    number = int(jump.inner_text().split()[-1]) - 1
    jump.click()
    assert page.evaluate("document.activeElement.id") == f"s{number}"
    assert page.locator(".here").get_attribute("id") == f"s{number}"


def test_keys_go_from_sentence_to_sentence(page: Any) -> None:
    translated(page)
    page.locator("#result").focus()
    for key, wanted in (("j", "s0"), ("j", "s1"), ("k", "s0")):
        page.keyboard.press(key)
        assert page.locator(".here").get_attribute("id") == wanted


def test_a_doubt_is_at_its_sentence(page: Any) -> None:
    page.route(
        "**/v1/summarise",
        lambda route: route.fulfill(
            json={
                "documents": [
                    {
                        "path": "-", "lang": "fr", "encoding": "utf-8", "english": "a b", "left_out": [],
                        "segments": [
                            {"source": "un", "target": "<b>a</b>", "start": 0, "end": 2, "block": 0, "findings": []},
                            {"source": "2", "target": "3", "start": 3, "end": 4, "block": 0,
                             "findings": [{"code": "numbers", "severity": "error", "message": "<i>2</i> is lost"}]},
                        ],
                    }
                ],
                "run": {},
            }
        ),
    )  # fmt: skip
    translated(page)
    assert "1 error to look at" in page.inner_text("#status")
    assert page.inner_text("#s1 .finding") == "error, numbers: <i>2</i> is lost"  # as text, not as marks
    page.locator("#result").focus()
    page.keyboard.press("f")
    assert page.locator(".here").get_attribute("id") == "s1"


def test_other_wordings(page: Any) -> None:
    translated(page)
    page.locator("#s2").focus()
    page.keyboard.press("a")
    choice = page.locator("#s2 .wordings button").first
    choice.wait_for()
    wanted = choice.inner_text()
    assert wanted != page.inner_text("#s2 .target")
    choice.click()
    assert page.inner_text("#s2 .target") == wanted
    assert page.locator("#s2 .wordings").count() == 0


def test_files(page: Any, tmp_path: Path) -> None:
    bad = tmp_path / "mauvais.docx"
    bad.write_bytes(b"no archive")
    page.set_input_files("#files", [str(MENU_SEED), str(bad)])
    said(page, "1 of 2 files done")
    rows = page.locator("#rows .state").all_inner_texts()
    assert rows[0].startswith("done")
    assert rows[1].startswith("failed: mauvais.docx ")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download all").click()
    assert download.value.suggested_filename == "english.zip"
    with page.expect_download() as download:
        page.get_by_role("link", name=f"Download {MENU_SEED.name} in English").click()
    assert "North Korea" in Path(download.value.path()).read_text()
    page.get_by_role("button", name=f"Show {MENU_SEED.name}").click()
    page.wait_for_selector("#s3")
    assert MENU_SEED.name in page.inner_text("#result-title")


def test_dropped_files_are_taken(page: Any) -> None:
    page.evaluate("""() => {
      const data = new DataTransfer();
      data.items.add(new File(["Le maire a dit oui."], "lâché.txt", { type: "text/plain" }));
      for (const kind of ["dragenter", "dragover", "drop"]) {
        document.body.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
      }
    }""")
    said(page, "1 of 1 files done")
    assert page.locator("#rows .name").first.inner_text() == "lâché.txt"
    assert page.locator("#drop").is_hidden()


def test_a_dropped_folder_is_its_files(page: Any, tmp_path: Path) -> None:
    for name in ("a.txt", "sub/deep/b.txt", ".hidden"):
        (tmp_path / "folder" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "folder" / name).write_text("Le maire a dit oui.")
    driven = page.context.new_cdp_session(page)  # a script can make no event with a folder in it
    dropped = {"items": [], "files": [str(tmp_path / "folder")], "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver", "drop"):
        driven.send("Input.dispatchDragEvent", {"type": kind, "x": 100, "y": 100, "data": dropped})
    said(page, "2 of 2 files done")
    names = page.locator("#rows .name").all_inner_texts()
    assert sorted(names) == ["2 together", "a.txt", "b.txt"]


def test_more_files_than_a_job_takes(page: Any) -> None:
    """They go as several jobs, and where one is refused the page says how many were not sent."""
    taken: list[int] = []

    def answer(route: Any) -> None:
        taken.append(route.request.post_data_buffer.count(b'name="file"'))
        route.fulfill(status=429, headers={"Retry-After": "9"}, json={"error": "x"}) if len(taken) > 1 else (
            route.continue_()
        )

    page.route("**/v1/jobs", answer)
    files = [{"name": f"{n}.txt", "mimeType": "text/plain", "buffer": b"Oui."} for n in range(130)]
    page.set_input_files("#files", files)
    said(page, "30 files not sent")
    assert taken == [100, 30]


def test_french_on_a_persons_word(page: Any) -> None:
    page.route(
        "**/v1/summarise",
        lambda route: (
            route.continue_()
            if route.request.post_data_json["source"] == "fr"
            else route.fulfill(status=429, json={"error": "It looks like 'de'. If it is French, say source=fr"})
        ),
    )
    page.fill("#text", "Le maire a dit oui.")
    page.click("#go")
    said(page, "If it is French, tick “Take it as French”")
    page.check("#french")
    page.click("#go")
    said(page, "1 sentence in")


def test_the_column_of_a_table_is_named(page: Any, tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text("titre,corps\nOui,Le maire a dit oui.\n")
    page.set_input_files("#files", [str(table)])
    page.locator("#rows .failed", has_text="name one with “Column of csv and jsonl files” (titre, corps)").wait_for()
    page.fill("#field", "corps")
    page.set_input_files("#files", [str(table)])
    said(page, "1 of 1 files done")


def test_an_old_result_is_not_taken_for_the_new_one(page: Any) -> None:
    translated(page)
    page.route("**/v1/summarise", lambda route: route.abort())
    page.fill("#text", "Le maire a dit non.")
    page.click("#go")
    said(page, "The server does not answer. What stands below is the result before.")


def test_the_keyboard_sees_where_it_is(page: Any) -> None:
    page.focus("#french")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "files"
    assert page.evaluate("getComputedStyle(document.getElementById('files-label')).outlineStyle") == "solid"


def test_escape_stops(page: Any) -> None:
    page.route("**/v1/summarise", lambda route: None)  # never answered
    page.fill("#text", FRENCH)
    page.press("#text", "Control+Enter")
    said(page, "Translating…")
    page.press("#text", "Control+Enter")
    page.wait_for_timeout(100)  # the first is stopped for the second, which is still under way
    assert page.inner_text("#status") == "Translating…"
    page.keyboard.press("Escape")
    said(page, "Stopped.")
    assert page.locator("#stop").is_disabled()


def test_a_busy_server_is_said(page: Any) -> None:
    page.route(
        "**/v1/summarise", lambda route: route.fulfill(status=429, headers={"Retry-After": "9"}, json={"error": "x"})
    )
    page.fill("#text", FRENCH)
    page.click("#go")
    said(page, "Try again in 9 seconds")


def test_a_key_is_asked_for_where_there_are_keys(browser: Any, serve: Serve, keys: Path) -> None:
    live = serve("--api-keys", str(keys), fresh=True)
    page = browser.new_page()
    page.goto(live.url)
    page.fill("#key", "good")
    page.fill("#text", FRENCH)
    page.click("#go")
    page.wait_for_selector("#s0")
    page.close()


def test_a_text_that_is_too_long_is_refused_and_not_cut(browser: Any, serve: Serve) -> None:
    live = serve("--char-limit", "20")
    page = browser.new_page()
    page.goto(live.url)
    page.locator("#kept", has_text="Nothing that you paste is kept.").wait_for()  # the settings have come
    page.focus("#text")
    page.keyboard.insert_text(FRENCH)
    page.click("#go")
    said(page, f"request ({len(FRENCH)}) exceeds text limit (20)")
    page.close()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_stands_in_anybodys_way(browser: Any, real: Live, width: int, scheme: str) -> None:
    from axe_core_python.sync_playwright import Axe

    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page.goto(real.url)
    axe = Axe()
    empty = axe.run(page)
    translated(page)
    page.set_input_files("#files", [str(MENU_SEED)])
    said(page, "1 of 1 files done")
    full = axe.run(page)
    found = [(one["id"], [node["html"] for node in one["nodes"]]) for one in empty["violations"] + full["violations"]]
    assert found == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_the_policy_lets_nothing_else_in(real: Live) -> None:
    policy = real.get("/").headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    page = real.get("/").raw.decode()
    assert "<script type" in page
    assert " style=" not in page
    assert "http://" not in page + real.get("/page.js").raw.decode() + real.get("/page.css").raw.decode()
