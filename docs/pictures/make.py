"""The two pictures of README.md, from a real run: ``python docs/pictures/make.py``.

The articles beside this file were written for it. Needs Chromium, and the Noto fonts that the review page asks for.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from io import StringIO
from pathlib import Path

from PIL import Image, ImageChops
from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.text import Text

HERE = Path(__file__).parent
COMMANDS = (
    "dipx run articles/ -o out/",
    "head -n 9 out/bridge.report.md",
    "dipx review out/bridge.report.json",
)
COLUMNS = 98
WINDOW = (1000, 1400)  # CSS pixels; higher than the page, which is cut where it ends
SCALE = 2
COLORS = 48
BROWSER = (
    "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
    f"--window-size={WINDOW[0]},{WINDOW[1]}", f"--force-device-scale-factor={SCALE}",
)  # fmt: skip


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        shutil.copytree(HERE / "articles", place / "articles")
        (HERE / "terminal.svg").write_text(terminal([(line, output(line, place)) for line in COMMANDS]), "utf-8")
        photograph(place / "review.html", HERE / "review.png")


def output(line: str, place: Path) -> str:
    """What a command prints in a folder. Nothing is remembered from runs before."""
    words = shlex.split(line)
    if words[0] == "dipx":
        words[:1] = [sys.executable, "-m", "dipx"]
    environment = {**os.environ, "DIPX_CACHE_DIR": str(place / "cache")}
    return subprocess.run(words, cwd=place, env=environment, stdout=subprocess.PIPE, text=True, check=True).stdout


def terminal(session: list[tuple[str, str]]) -> str:
    """Commands and what they printed, as an SVG that fetches nothing: its letters are the reader's own."""
    console = Console(record=True, width=COLUMNS, file=StringIO(), force_terminal=True)
    for line, printed in session:
        console.print(Text.assemble(("$ ", "bold green"), (line, "bold white")))
        console.print(Text(printed))
    frame = re.sub(r"@font-face \{\{.*?\}\}\s*", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)
    frame = frame.replace("Fira Code, monospace", "ui-monospace, Menlo, Consolas, monospace")
    return console.export_svg(title="dipx", code_format=frame, unique_id="dipx")


def photograph(page: Path, picture: Path) -> None:
    """The page as a PNG of few colors, down to where it ends."""
    with tempfile.TemporaryDirectory() as profile:
        flags = (f"--user-data-dir={profile}", f"--screenshot={picture}", page.as_uri())
        subprocess.run([*BROWSER, *flags], check=True, capture_output=True, timeout=120)
    with Image.open(picture) as shot:
        whole = shot.convert("RGB")
    paper = Image.new("RGB", whole.size, whole.getpixel((0, whole.height - 1)))
    box = ImageChops.difference(whole, paper).getbbox()
    bottom = min(whole.height, (box[3] if box else whole.height) + 16 * SCALE)
    whole.crop((0, 0, whole.width, bottom)).quantize(COLORS).save(picture, optimize=True)


if __name__ == "__main__":
    main()
