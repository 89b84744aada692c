"""The review and index pages in a real browser: keyboard, corrections, linked words, accessibility.

The pages' own policy allows inline scripts and nothing else, so a test adds one that presses keys and writes down what
it sees; the browser then prints the page. No driver is needed, and no network.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from html import unescape
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from dipx.memory.corrections import Corrections
from dipx.memory.pairs import read_pairs
from dipx.review.index import index_page
from dipx.review.page import review_page
from dipx.review.triage import Group, Story
from tests.review.pages import BAD, FINE, HOSTILE

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--virtual-time-budget=20000",
)  # fmt: skip
DARK = "--blink-settings=preferredColorScheme=0"
HELPERS = """
const press = (key) => document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
const texts = (selector) => [...document.querySelectorAll(selector)].map((one) => one.textContent);
const say = (value) => {
  const box = document.createElement("pre");
  box.id = "said";
  box.textContent = JSON.stringify(value);
  document.body.append(box);
};
"""
AXE = """
axe.run(document).then((found) => say(found.violations.map((one) => [one.id, one.nodes.map((node) => node.html)])));
"""
ASTRAL = {
    **FINE["segments"][0],
    "source": "Le 𝕏 chat noir.",
    "target": "The black 𝕏 cat.",
    "end": 15,
    "alignment": [[0, 2, 0, 3], [10, 14, 4, 9], [3, 4, 10, 11], [5, 9, 12, 15]],
}
LINKED = {**FINE, "segments": [ASTRAL]}

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine")
Ask = Callable[..., Any]


@pytest.fixture
def ask(tmp_path: Path) -> Ask:
    """What a script says of a page."""

    def asked(page: str, script: str, *flags: str, library: str = "") -> Any:
        added = f"<script>{library}</script><script>{HELPERS}{script}</script></body>"
        (tmp_path / "page.html").write_text(page.replace("</body>", added), "utf-8")
        profile = f"--user-data-dir={tmp_path / 'profile'}"
        command = [str(CHROMIUM), *FLAGS, *flags, profile, "--dump-dom", (tmp_path / "page.html").as_uri()]
        dom = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout
        said = re.search(r'<pre id="said">(.*?)</pre>', dom, re.DOTALL)
        assert said, dom[-2000:]
        return json.loads(unescape(said[1]))

    return asked


def test_keys_go_through_the_segments(ask: Ask) -> None:
    script = """
const seen = [];
for (const key of ["j", "j", "k", "n", "n", "n"]) { press(key); seen.push(texts(".here .fr")[0]); }
press("w"); seen.push(texts(".fr")[0]);
press("o"); seen.push(texts(".row:not([hidden]) .fr").length);
say(seen);
"""
    page = review_page([BAD, FINE])
    found = ask(page, script)
    assert found == [
        "1Premier.",
        "Publicité",
        "1Premier.",
        f"2{HOSTILE}",
        f"2{HOSTILE}",
        f"2{HOSTILE}",
        f"2{HOSTILE}",
        2,
    ]


def test_a_correction_is_saved_and_can_be_imported(ask: Ask, tmp_path: Path) -> None:
    script = """
let saved = null;
Blob = class { constructor(parts) { saved = parts.join(""); } };  // reading a real one takes another process, and time
URL.createObjectURL = () => "#";
press("n"); press("e");
const area = document.querySelector("textarea");
area.value = "  The first\\n one. ";
area.dispatchEvent(new KeyboardEvent("keydown", { key: "j", bubbles: true }));
area.dispatchEvent(new FocusEvent("blur"));  // area.blur() says nothing in a window that has no focus yet
press("s");
say([saved, texts(".corrected .text"), texts("#status")[0]]);
"""
    text, shown, status = ask(review_page([BAD]), script)
    assert shown == ["The first one."]
    assert "dipx cache import" in status
    path = tmp_path / "corrections.jsonl"
    path.write_text(text, "utf-8")
    corrections = Corrections(tmp_path / "data")
    corrections.add(read_pairs(path))
    assert corrections.find(["Premier."]) == {"Premier.": "The first one."}


def test_words_that_belong_together_light_up(ask: Ask) -> None:
    script = """
const seen = [];
press("j");
for (const key of ["]", "]", "]", "["]) { press(key); seen.push(texts(".lit").sort()); }
const word = [...document.querySelectorAll(".text .w")].find((one) => one.textContent === "black");
word.dispatchEvent(new PointerEvent("pointerover", { bubbles: true }));
seen.push(texts(".lit").sort(), texts(".fr")[0], texts(".text")[0]);
say(seen);
"""
    assert ask(review_page([LINKED]), script) == [
        ["Le", "The"], ["𝕏", "𝕏"], ["cat", "chat"], ["𝕏", "𝕏"], ["black", "noir"],
        "1Le 𝕏 chat noir.", "The black 𝕏 cat.",
    ]  # fmt: skip


STORY = Story("a/one", "a/one.txt", "A title", ("A point.",), 2, 110, 300, frozenset(), 0)
PAGES = {"review": review_page([LINKED, BAD, FINE]), "index": index_page([Group(STORY, (STORY,))])}


@pytest.mark.parametrize("flags", [(), (DARK,), ("--window-size=360,740",)], ids=["light", "dark", "phone"])
@pytest.mark.parametrize("page", PAGES)
def test_axe_finds_nothing(ask: Ask, page: str, flags: tuple[str, ...]) -> None:
    library = files("axe_core_python").joinpath("axe.min.js").read_text("utf-8")
    assert ask(PAGES[page], AXE, *flags, library=library) == []
