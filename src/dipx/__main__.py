"""``python -m dipx`` and the ``dipx`` command."""

from __future__ import annotations

from dipx.cli import app


def main() -> None:
    app()


if __name__ == "__main__":
    main()
