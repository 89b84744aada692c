"""The one family of errors; the command line catches it in exactly one place."""

from __future__ import annotations


def how_to_add(extra: str) -> str:
    """The command that brings an extra. The distribution is not called ``dipx``: on PyPI that is another project."""
    return f"pip install -e '.[{extra}]' in a clone, else pip install 'dipx-news[{extra}]'"


class DipxError(Exception):
    """Something the user can act on: the message names the thing, the place and the next step."""

    exit_code = 1


class InputError(DipxError):
    """A file or text cannot be read as what it should be."""


class UsageError(DipxError):
    """Options or paths that make no sense together."""

    exit_code = 2


class ModelError(DipxError):
    """A model is missing, damaged, or not of a kind that the engine can run."""

    exit_code = 3
