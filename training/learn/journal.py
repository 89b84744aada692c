"""A run's log: JSON lines for programs, text for people, both flushed at once, text on stderr too."""

from __future__ import annotations

import json
import sys
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path


class Journal:
    """Appends to ``log.jsonl`` and ``log.txt`` in a run's folder."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._lines = (folder / "log.jsonl").open("a", encoding="utf-8")
        self._text = (folder / "log.txt").open("a", encoding="utf-8")

    def note(self, event: str, **facts: Any) -> None:
        """Record one event with its facts; numbers are rounded in the text only."""
        now = time.strftime("%Y-%m-%dT%H:%M:%S")
        self._lines.write(json.dumps({"time": now, "event": event, **facts}, ensure_ascii=False) + "\n")
        line = f"{now[11:]} {event:<8} " + "  ".join(f"{name} {_short(value)}" for name, value in facts.items())
        self._text.write(line + "\n")
        for stream in (self._lines, self._text):
            stream.flush()
        print(line, file=sys.stderr, flush=True)

    def close(self) -> None:
        self._lines.close()
        self._text.close()


def _short(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.5f}" if abs(value) < 0.01 else f"{value:.3f}" if abs(value) < 100 else f"{value:,.0f}"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name} {_short(item)}" for name, item in value.items()) + "}"
    return str(value)
