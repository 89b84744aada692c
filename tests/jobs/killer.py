"""What the processes of a test's cluster do first: their fake engine is slow, and a text that says so kills them."""

from __future__ import annotations

import logging
import os
import signal
import sys
import time

from dipx.document import Hypothesis
from dipx.engines.fake import FakeEngine

KILLER = "Meurtre"
SLOW = 0.005  # seconds a text


def install() -> None:
    real = FakeEngine._one

    def one(self: FakeEngine, text: str) -> Hypothesis:
        if KILLER in text:
            os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(SLOW)
        return real(self, text)

    FakeEngine._one = one  # type: ignore[method-assign]


def join(address: str) -> None:
    """Connect this process to a cluster whose processes do that; a run in it uses the connection."""
    import ray

    hook = {"worker_process_setup_hook": "tests.jobs.killer.install"}
    ray.init(address=address, log_to_driver=False, logging_level=logging.ERROR, runtime_env=hook)


if __name__ == "__main__":
    from dipx.__main__ import main

    join(sys.argv[1])
    sys.argv = ["dipx", *sys.argv[2:]]
    main()
