"""The libraries that some formats need, imported when such a file is met, and named when they are missing."""

from __future__ import annotations

import importlib
from typing import Any

from dipx.errors import InputError, how_to_add


def require(module: str, extra: str) -> Any:
    """The module. Raises ``InputError`` with the command that installs it, and what was missing."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        missing = f" ({error.name} is missing)" if error.name else ""
        raise InputError(f"needs an extra: {how_to_add(extra)}{missing}") from error
