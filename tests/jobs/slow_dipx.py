"""``dipx`` with a slow fake engine and small windows, as a process that tests can stop at any moment.

``python -m tests.jobs.slow_dipx MILLISECONDS LOG WORD…``: each text that reaches the engine takes so long and is a line
in the file ``LOG``.
"""

from __future__ import annotations

import functools
import json
import os
import sys
import time

from dipx.__main__ import main
from dipx.cli import run as run_command
from dipx.document import Hypothesis
from dipx.engines import cached
from dipx.engines.fake import FakeEngine
from dipx.jobs import parts
from dipx.jobs.watch import Watch

PART = 8  # texts between two commits of the memory
SETTLE = 0.5  # seconds


def slow(milliseconds: float, log: str) -> None:
    real = FakeEngine._one
    lines = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)

    def one(self: FakeEngine, text: str) -> Hypothesis:
        time.sleep(milliseconds / 1000)
        os.write(lines, (json.dumps(text) + "\n").encode())
        return real(self, text)

    FakeEngine._one = one  # type: ignore[method-assign]


if __name__ == "__main__":
    import dipx.pipeline

    slow(float(sys.argv[1]), sys.argv[2])
    cached.COMMIT_EVERY = PART
    dipx.pipeline.WINDOW = 2 * PART
    parts.RECORDS = PART
    vars(run_command)["Watch"] = functools.partial(Watch, 0.05, SETTLE)
    sys.argv = ["dipx", *sys.argv[3:]]
    main()
