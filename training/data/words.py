"""The word lists in ``words.toml``."""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path


@functools.cache
def words(section: str, name: str) -> tuple[str, ...]:
    """One list, in order."""
    lists = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return tuple(lists[section][name].split())
