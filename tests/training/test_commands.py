"""Every command, module and file of the recipe that a page, a script or a docstring names is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

KINDS = ("*.py", "*.md", "*.sh", "*.toml", "*.tsv", "*.txt")
PLACES = ("src", "training", "benchmarks", "docs", "models")
FILES = [path for place in PLACES for kind in KINDS for path in sorted((ROOT / place).rglob(kind))]
TEXTS = {
    str(path.relative_to(ROOT)): path.read_text("utf-8").replace("\\\n", " ")  # a command may go on in the next line
    for path in [*FILES, *ROOT.glob("*.md"), ROOT / "pyproject.toml"]
    if "runs" not in path.relative_to(ROOT).parts
}
COMMAND = re.compile(r"-m (training(?:\.\w+)+)([^`\n|#;)]*)")
MODULE = re.compile(r"(?<![\w./-])training(?:\.\w+)+(?![\w(])")
PATH = re.compile(r"(?<![\w.-])training/[\w/.-]+\.(?:py|c|toml|sh|md|tsv)\b(?!\.)")
COMMANDS: dict[str, set[str]] = {}
for text in TEXTS.values():
    for module, rest in COMMAND.findall(text):
        COMMANDS.setdefault(module, set()).update(re.findall(r"(?<=\s)--[a-z-]+", rest))


def file_of(module: str) -> Path:
    return ROOT / (module.replace(".", "/") + ".py")


def exists(name: str) -> bool:
    """Whether a dotted name is a module, a room, or what one of them holds."""
    above = name.rpartition(".")[0]
    if file_of(name).is_file() or (ROOT / name.replace(".", "/")).is_dir():
        return True
    return file_of(above).is_file() and name.rpartition(".")[2] in file_of(above).read_text("utf-8")


def test_commands_are_found() -> None:
    assert len(COMMANDS) > 15
    assert {"--set", "--device"} <= COMMANDS["training.learn.train"]


@pytest.mark.parametrize("module", sorted(COMMANDS))
def test_a_named_command_is_there_and_has_the_named_options(module: str) -> None:
    source = file_of(module).read_text("utf-8")
    assert '__name__ == "__main__"' in source
    assert [option for option in sorted(COMMANDS[module]) if f'"{option}"' not in source] == []


def test_named_modules_and_files_are_there() -> None:
    lost = {
        f"{where}: {name}" for where, text in TEXTS.items() for name in MODULE.findall(text) if not exists(name)
    } | {
        f"{where}: {name}"
        for where, text in TEXTS.items()
        for name in PATH.findall(text)
        if "/runs/" not in name and not (ROOT / name).is_file()
    }
    assert not lost
