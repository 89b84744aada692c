"""Do two states of dipx make the same of the same files, byte for byte? For changes that are to change nothing.

    git worktree add ../before main~10
    .venv/bin/python benchmarks/same.py ../before . seeds tests

Runs ``dipx run`` over the paths with each state's ``src``, each with an empty memory, and compares every file that
comes out, the exit codes, the lines on standard error and the help texts. The exit code is 1 where anything differs.
"""

from __future__ import annotations

import argparse
import filecmp
import os
import subprocess
import sys
import tempfile
from pathlib import Path

NOISE = ("words a second", "words/s", " in ")  # of the lines that tell how fast it was


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("before", type=Path, help="a checkout")
    parser.add_argument("after", type=Path, help="another checkout")
    parser.add_argument("paths", nargs="+", type=Path, help="what is run; relative to both, as it is in the second")
    parser.add_argument("--engine", default="ct2")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        made = {name: _made(root.resolve(), Path(folder) / name, given) for name, root in _states(given)}
        differences = [*_differing(Path(folder) / "before" / "out", Path(folder) / "after" / "out")]
        differences += [
            f"{what}: {made['before'][what]!r} / {made['after'][what]!r}"
            for what in made["before"]
            if made["before"][what] != made["after"][what]
        ]
        files = sum(path.is_file() for path in (Path(folder) / "after" / "out").rglob("*"))
    for difference in differences:
        print(difference)
    print(f"{files} files, {len(differences)} differences")
    return bool(differences)


def _states(given: argparse.Namespace) -> list[tuple[str, Path]]:
    return [("before", given.before), ("after", given.after)]


def _made(root: Path, folder: Path, given: argparse.Namespace) -> dict[str, object]:
    """What a state says; its files are in ``folder/out``."""
    environment = os.environ | {"PYTHONPATH": str(root / "src"), "DIPX_CACHE_DIR": str(folder / "cache")}

    def dipx(*words: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "dipx", *map(str, words)]
        return subprocess.run(command, env=environment, cwd=given.after, capture_output=True, text=True, check=False)

    said: dict[str, object] = {"help": dipx("--help").stdout}
    for command in ("translate", "summarise", "run", "check", "review", "index", "verify", "segment"):
        said[f"{command} --help"] = dipx(command, "--help").stdout
    run = dipx("run", *given.paths, "-o", folder / "out", "--engine", given.engine)
    lines = run.stderr.replace(str(folder), "").splitlines()
    said |= {"exit code": run.returncode, "lines": [line for line in lines if not any(map(line.__contains__, NOISE))]}
    return said


def _differing(before: Path, after: Path) -> list[str]:
    names = sorted({path.relative_to(top) for top in (before, after) for path in top.rglob("*") if path.is_file()})
    kept = [name for name in names if not name.name.startswith(".") and "journal" not in name.name]
    return [
        f"{name} differs"
        for name in kept
        if not (
            (before / name).is_file() and (after / name).is_file() and filecmp.cmp(before / name, after / name, False)
        )
    ]


if __name__ == "__main__":
    sys.exit(main())
