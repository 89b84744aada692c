"""A segment that came back with nothing, or with nothing that can be read."""

from __future__ import annotations

from dipx.document import Finding


def check(source: str, target: str) -> Finding | None:
    """An error where the source has letters or digits and the target has none."""
    if any(character.isalnum() for character in target):
        return None
    if not any(character.isalnum() for character in source):
        return None
    message = "The translation is empty." if not target.strip() else "The translation has no word."
    return Finding("empty", "error", message, source, target)
