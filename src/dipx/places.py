"""Where dipx keeps things outside the folders it is given."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs


def cache_dir() -> Path:
    """Translation memory and converted models; all of it can be made again. ``DIPX_CACHE_DIR`` moves it."""
    return _place("DIPX_CACHE_DIR", platformdirs.user_cache_path("dipx"))


def models_dir() -> Path:
    """The models that the user added. ``DIPX_MODELS_DIR`` moves it."""
    return _place("DIPX_MODELS_DIR", platformdirs.user_data_path("dipx") / "models")


def data_dir() -> Path:
    """What a person made and no run can make again: the corrections. ``DIPX_DATA_DIR`` moves it."""
    return _place("DIPX_DATA_DIR", platformdirs.user_data_path("dipx"))


def _place(variable: str, default: Path) -> Path:
    value = os.environ.get(variable)
    return Path(value).expanduser() if value else default
