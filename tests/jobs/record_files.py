"""Record files for tests, and their results read again."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import jsonschema
import referencing

from dipx.formats.streams import zstd
from dipx.jobs.job import JOB, JobOptions, run_folder
from dipx.jobs.tasks import Outcome
from dipx.options import EngineOptions, Options
from dipx.pipeline import Pipeline
from tests.conftest import ROOT

RECORDS = Options(engine=EngineOptions(engine="fake"), lang="fr", out_format="jsonl", memory=False)
SCHEMAS = ROOT / "docs/schema"


def _schema(name: str) -> Any:
    return json.loads((SCHEMAS / name).read_text("utf-8"))


_REGISTRY: Any = referencing.Registry().with_resource(
    "documents.schema.json", referencing.Resource.from_contents(_schema("documents.schema.json"))
)
LINE = jsonschema.Draft202012Validator(_schema("records.schema.json"), registry=_REGISTRY)


def article(number: int) -> dict[str, Any]:
    text = (
        f"Le sommet {number} se tiendra à Pékin. Les experts du dossier {number} restent prudents.\n\n"
        f"La ville attend {number + 1000} visiteurs."
    )
    return {"id": f"n{number}", "title": f"Le sommet {number} à Pékin", "text": text}


def packed(raw: bytes, suffix: str) -> bytes:
    if suffix.endswith(".gz"):
        return gzip.compress(raw, mtime=0)
    return zstd().compress(raw) if suffix.endswith(".zst") else raw


def write_records(path: Path, records: Iterable[Any]) -> Path:
    """A line each; a text is a line as it is."""
    lines = (one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in records)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(packed("".join(f"{line}\n" for line in lines).encode(), path.suffix))
    return path


def lines(path: Path) -> list[dict[str, Any]]:
    """The results, each held against its schema."""
    raw = path.read_bytes()
    found = [json.loads(line) for line in (zstd().decompress(raw) if path.suffix == ".zst" else raw).splitlines()]
    for line in found:
        LINE.validate(line)
    return found


def run_records(
    paths: Sequence[Path], out: Path, options: Options = RECORDS, job: JobOptions = JOB
) -> dict[str, Outcome]:
    return {Path(o.path).name: o for o in run_folder(paths, out, Pipeline(options), job)}
