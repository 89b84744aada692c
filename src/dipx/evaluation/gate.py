"""The gate: floors that a model must keep, pinned with the digest of the test set that they were measured on.

A floor goes up by ``raise_floors``; it comes down only by a person's edit of the file, which a review sees.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from dipx.errors import InputError
from dipx.evaluation.translation import Evaluation
from dipx.files import json_text, write_atomically

MARGIN = 0.1  # per cent points below the measured score: another machine's rounding is no failure


def shortfalls(evaluation: Evaluation, floors: Path) -> list[str]:
    """What falls short of the floors for this test set, a sentence each.

    Raises ``InputError`` when the file is missing or malformed, has no floors for the test set, or has those of
    another version of it.
    """
    pinned = _read(floors).get(evaluation.testset)
    if pinned is None:
        raise InputError(f"{floors} has no floors for {evaluation.testset}.")
    if pinned["digest"] != evaluation.digest:
        raise InputError(f"{evaluation.testset} is not the test set that the floors of {floors} were measured on.")
    values = {score.metric: score.value for score in evaluation.scores}
    return [
        f"{metric} is {values.get(metric, 0.0)}, the floor is {floor}"
        for metric, floor in pinned["floors"].items()
        if values.get(metric, 0.0) < floor
    ]


def raise_floors(evaluation: Evaluation, floors: Path) -> dict[str, float]:
    """Write floors just below these scores where they are above the ones there; the floors that hold then."""
    everything = _read(floors) if floors.exists() else {}
    pinned = everything.get(evaluation.testset)
    if pinned and pinned["digest"] != evaluation.digest:
        raise InputError(f"{evaluation.testset} is not the test set that the floors of {floors} were measured on.")
    before = pinned["floors"] if pinned else {}
    after = {
        score.metric: max(before.get(score.metric, 0.0), round(score.value - MARGIN, 2)) for score in evaluation.scores
    }
    everything[evaluation.testset] = {
        "digest": evaluation.digest,
        "floors": after,
        "signatures": {score.metric: score.signature for score in evaluation.scores},
    }
    write_atomically(floors, json_text(everything))
    return after


def _read(floors: Path) -> dict[str, Any]:
    try:
        value = json.loads(floors.read_text("utf-8"))
        for entry in value.values():
            entry["digest"], entry["floors"].items()
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise InputError(f"{floors} is no file of floors: {error}") from error
    return dict(value)
