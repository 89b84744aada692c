"""The word lists that lie beside the code."""

from __future__ import annotations

from importlib.resources import files


def rows(name: str, package: str = "dipx.checks") -> list[str]:
    """The lines of a list that lies in ``package``, without its comments."""
    text = files(package).joinpath(name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
