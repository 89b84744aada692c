"""One English word or two for a French one: ``glosses.tsv.gz``, made by ``training/resources/glosses.py``."""

from __future__ import annotations

import gzip
from functools import cache
from importlib.resources import files


def gloss(french: str) -> str | None:
    """The English of a French word in small letters, in this very form."""
    return _glosses().get(french)


@cache
def _glosses() -> dict[str, str]:
    packed = files("dipx.checks").joinpath("glosses.tsv.gz").read_bytes()
    return dict(line.split("\t") for line in gzip.decompress(packed).decode("utf-8").splitlines())
