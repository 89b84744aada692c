"""``dipx`` with a slow fake engine and windows of their real size; the memory is written every ``SECONDS``.

``python -m tests.jobs.slow_window MILLISECONDS LOG WORD…``, as ``tests.jobs.slow_dipx``.
"""

from __future__ import annotations

import sys

from dipx.__main__ import main
from dipx.engines import cached
from tests.jobs.slow_dipx import slow

SECONDS = 0.3

if __name__ == "__main__":
    slow(float(sys.argv[1]), sys.argv[2])
    cached.COMMIT_SECONDS = SECONDS
    sys.argv = ["dipx", *sys.argv[3:]]
    main()
