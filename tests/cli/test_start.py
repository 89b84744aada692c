"""What is there at once: help and completion, without the engines."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.command import dipx


@pytest.mark.parametrize("words", [("--help",), ("translate", "--help"), ("models", "list"), ("cache", "stats")])
def test_light_commands_import_no_engine(words: tuple[str, ...]) -> None:
    code = (
        "import sys\n"
        "from dipx.__main__ import main\n"
        f"sys.argv = ['dipx', *{words!r}]\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'torch', 'transformers', 'ctranslate2', 'sentencepiece', 'huggingface_hub', 'numpy', 'rich'}\n"
        "sys.exit(' '.join(sorted(heavy & set(sys.modules))) or 0)\n"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


def test_help_loads_no_part_of_the_flow() -> None:
    code = (
        "import sys, dipx.cli\n"
        "parts = {'dipx.pipeline', 'dipx.checks', 'dipx.formats', 'dipx.memory.store', 'dipx.jobs.job', 'sqlite3'}\n"
        "sys.exit(' '.join(sorted(parts & set(sys.modules))) or 0)\n"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


def test_every_command_has_help_with_an_example() -> None:
    for command in ("translate", "summarise", "run", "segment", "doctor"):
        text = dipx(command, "--help").stdout.decode()
        assert f"dipx {command}" in text
        assert "Examples:" in text


def test_completion_is_offered() -> None:
    assert b"--install-completion" in dipx("--help").stdout
