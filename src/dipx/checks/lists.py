"""The word lists that lie beside the checks."""

from __future__ import annotations

from importlib.resources import files


def rows(name: str) -> list[str]:
    """The lines of a list, without its comments."""
    text = files("dipx.checks").joinpath(name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
