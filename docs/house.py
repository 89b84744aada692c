"""The map of the house in ``docs/how-it-works.md``, made of the imports: ``python docs/house.py`` writes it anew.

Floors come from the layers that import-linter holds (``pyproject.toml``), what a room is for from its docstring, and
the arrows from what its modules import. An arrow is drawn where no longer way leads to the same room.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "dipx"
PAGE = ROOT / "docs" / "how-it-works.md"
BEGIN, END = "<!-- made by docs/house.py -->\n", "<!-- end -->"
WORDS = (
    "document",
    "options",
    "errors",
    "files",
    "places",
    "ahead",
    "lazily",
)  # what all rooms use: no arrows to these


def house() -> str:
    """The drawing and the table."""
    arrows = {name: _reached(name) for floor in _floors() for name in floor}
    lines = ["```mermaid", "graph TD"]
    lines += [f"  {name} --> {other}" for name in arrows if name not in WORDS for other in _drawn(name, arrows)]
    lines += ["```", "", "| floor | room | what it is for | reaches to |", "|---|---|---|---|"]
    for number, floor in enumerate(_floors()):
        for name in floor:
            reached = ", ".join(other for other in arrows[name] if other not in WORDS)
            lines.append(f"| {number} | {_link(name)} | {_purpose(name)} | {reached} |")
    return "\n".join(lines) + "\n"


def page_with_map(page: str) -> str:
    """The page with today's map between its two marks."""
    before, _, rest = page.partition(BEGIN)
    return before + BEGIN + house() + END + rest.partition(END)[2]


def _floors() -> list[list[str]]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    return [re.split(r" [|:] ", layer) for layer in layers]


def _modules(name: str) -> list[Path]:
    package = SOURCE / name
    return sorted(package.rglob("*.py")) if package.is_dir() else [SOURCE / f"{name}.py"]


def _reached(name: str) -> list[str]:
    """The rooms and modules of the hall that a room imports from, in the floors' order."""
    found = {other for path in _modules(name) for other in _imported(path)} - {name}
    return [other for floor in _floors() for other in floor if other in found]


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            first, *below = node.module.split(".")
            if first == "dipx":
                yield from [below[0]] if below else [alias.name for alias in node.names]


def _drawn(name: str, arrows: dict[str, list[str]]) -> list[str]:
    """The direct arrows but for those to rooms that are reached through another one."""
    direct = [other for other in arrows[name] if other not in WORDS]
    return [other for other in direct if not any(other in _below(via, arrows) for via in direct if via != other)]


def _below(name: str, arrows: dict[str, list[str]]) -> set[str]:
    return {below for other in arrows[name] for below in (other, *_below(other, arrows))}


def _link(name: str) -> str:
    is_room = (SOURCE / name).is_dir()
    return f"[`{name}{'/' if is_room else '.py'}`](../src/dipx/{name}{'' if is_room else '.py'})"


def _purpose(name: str) -> str:
    """The first sentence of the docstring, on one line."""
    path = SOURCE / name / "__init__.py" if (SOURCE / name).is_dir() else SOURCE / f"{name}.py"
    text = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    first = " ".join(text.partition("\n\n")[0].split())
    return re.split(r"(?<=[.?]) (?=[A-Z])", first)[0].replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(page_with_map(PAGE.read_text("utf-8")), "utf-8")
