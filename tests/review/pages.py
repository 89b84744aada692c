"""A fine document and a bad one, with texts that would break a page."""

from __future__ import annotations

from typing import Any

HOSTILE = "</script><script>alert('x')</script> & \"quotes\" <b>gras</b>"


def _segment(source: str, start: int, *findings: str, **more: Any) -> dict[str, Any]:
    found = [{"code": "numbers", "severity": level, "message": "Not in the translation: 12."} for level in findings]
    return {"source": source, "target": f"EN {source}", "start": start, "end": start + len(source), "block": 0,
            "findings": found, **more}  # fmt: skip


def _document(path: str, *segments: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"path": path, "lang": "fr", "encoding": "utf-8", "segments": list(segments), "left_out": [], **more}


FINE = _document("a/fine.txt", _segment("Tout va bien.", 0))
BAD = _document(
    "b/bad.txt",
    _segment("Premier.", 0, "warning"),
    _segment(HOSTILE, 10, "error", step="wider-beam"),
    left_out=[{"text": "Publicité", "reason": "advertisement", "start": 5, "end": 9}],
    bullets=[{"text": "A point.", "support": 1.0, "origin": "fallback",
              "findings": [{"code": "bullet-number", "severity": "note", "message": "loses a number"}],
              "sources": [{"source": HOSTILE, "target": "x", "start": 10, "end": 90}]}],
    notes=["decoded from cp1252"],
)  # fmt: skip
