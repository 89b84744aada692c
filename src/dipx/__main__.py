"""``python -m dipx`` and the ``dipx`` command."""

from __future__ import annotations

import gc

from dipx.cli import app
from dipx.cli.guard import standard_files


def main() -> None:
    with standard_files():
        try:
            app()
        finally:
            gc.freeze()  # the process ends: to look for cycles in all that it made takes 13 ms


if __name__ == "__main__":
    main()
