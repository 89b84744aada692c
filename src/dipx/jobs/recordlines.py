"""A record's line in the results: what ``report.json`` says of an article, with its id, title and place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dipx.files import json_text, utf8
from dipx.formats.recordfiles import Fields, Id
from dipx.report import Failure, Report, document_json, run_json

Json = dict[str, Any]
ENDS = {"jsonl": "report.jsonl", "jsonl.zst": "report.jsonl.zst"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article comes from: ``path`` for people, of a record with its number; ``record`` for programs, that
    read it again, where it is one."""

    id: Id | None
    path: str
    record: Json | None = None


def place_of(path: str, number: int, found: Id | None, fields: Fields) -> Place:
    """The place of a record."""
    record: Json = {"file": path, "number": number, "text_field": fields.text}
    if fields.title is not None:
        record["title_field"] = fields.title
    return Place(found, f"{path}:{number}", record)


def line_of(place: Place, result: Report | Failure) -> bytes:
    """The line, with its end."""
    entry: Json = {"id": place.id}
    if isinstance(result, Failure):
        entry |= {"path": place.path, "error": result.message}
    else:
        if title := _title(result):
            entry["title"] = title
        entry |= document_json(result) | {"run": run_json(result.run)}
    if place.record:
        entry["record"] = place.record
    return utf8(json_text(entry, indent=None))


def _title(report: Report) -> str:
    """The English of the first block, where it is a heading."""
    blocks = report.document.blocks
    if not blocks or blocks[0].kind != "heading":
        return ""
    return " ".join(t.target for t in report.translations if t.segment.block == 0)
