"""A folder of three articles as a job with the fake engine."""

from __future__ import annotations

from pathlib import Path

from dipx.jobs.job import JOB, JobOptions, run_folder
from dipx.jobs.tasks import Outcome
from dipx.options import EngineOptions, Options
from dipx.pipeline import Pipeline

FAKE = Options(engine=EngineOptions(engine="fake"))
TEXTS = {
    "a.txt": "Le ministre chinois se rend en Corée du Nord.\n\nIl est arrivé jeudi dans la capitale.\n",
    "b.txt": "La délégation a rencontré les responsables à Pékin. Le rapport est bref.\n",
    "sub/c.txt": "Le sommet se tiendra en septembre. Les experts restent prudents.\n",
}


def run_job(folder: Path, out: Path, options: Options = FAKE, job: JobOptions = JOB) -> dict[str, Outcome]:
    return {Path(o.path).name: o for o in run_folder([folder], out, Pipeline(options), job)}


def tree(out: Path, *, journal: bool = False) -> dict[str, bytes]:
    """The results; or all files, with the journal and the lock, but for the index in which SQLite notes its readers."""

    def hidden(name: str) -> bool:
        return "-shm" in name if journal else name.startswith((".dipx-journal", ".dipx-lock"))

    files = (p for p in sorted(out.rglob("*")) if p.is_file() and not hidden(p.name))
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in files}


def kinds_of(outcomes: dict[str, Outcome]) -> dict[str, str]:
    return {name: outcome.kind for name, outcome in outcomes.items()}
