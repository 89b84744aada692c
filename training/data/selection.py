"""Which pairs of a shard an epoch is made of: the best by a score, and a share of the tokens from chosen domains.

What is left depends on the seed, the epoch and the two shares alone, so that a resumed run sees what the unbroken
one would have seen.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from dipx.errors import InputError, UsageError
from training.settings import Steps, read_toml

if TYPE_CHECKING:
    from training.data.shards import Shard
    from training.settings import DataSettings

Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Selection:
    """``place``: how good each pair is by its score, from 0 (the best) to under 1, below 0 what is always let in.
    ``focused``: whether it is of the domains that a share of the tokens is to come from.
    """

    place: NDArray[np.float64]
    focused: NDArray[np.bool_]


def make_selection(settings: DataSettings, shard: Shard, folder: Path) -> Selection | None:
    """The selection that the config asks for, None when it asks for none; ``folder`` is the shard's.

    Raises ``UsageError`` for shares that cannot be, ``InputError`` when scores or domains are missing.
    """
    keeps, focuses = _values(settings.keep), _values(settings.focus)
    if not all(0.0 < value <= 1.0 for value in keeps) or not all(0.0 <= value <= 1.0 for value in focuses):
        raise UsageError("[data] keep is above 0 and at most 1, and focus from 0 to 1.")
    if min(keeps) < 1.0 and not settings.scores:
        raise UsageError("[data] keep needs scores; make them with: python -m training.data.relevance")
    if not settings.scores and not any(focuses):
        return None
    domains = domains_of(shard.info, settings.mix)
    focused = among(shard, domains, settings.domains)
    if any(focuses) and not focused.any():
        raise InputError(
            f"No pair of the shard is of {', '.join(settings.domains)}; it has: {', '.join(set(domains))}."
        )
    place = np.full(len(shard), -1.0)
    if settings.scores:
        scores = _read_scores(folder / settings.scores, len(shard))
        scored = np.flatnonzero(~among(shard, domains, settings.spared))
        order = np.argsort(-scores[scored], kind="stable")
        place[scored[order]] = np.arange(len(scored)) / max(len(scored), 1)
    return Selection(place, focused)


def narrowed(
    selection: Selection, order: Rows, lengths: Rows, shares: tuple[float, float], seed: tuple[int, ...]
) -> Rows:
    """The pairs of a shuffled epoch that are let in. ``shares``: of the scored pairs to keep, of the target tokens
    (``lengths``) to come from the domains in focus; for this the first of the side that is too many are taken.
    """
    keep, focus = shares
    order = order[selection.place[order] < keep]
    if focus <= 0.0:
        return order
    inside, tokens = selection.focused[order], lengths[order]
    ours, others = int(tokens[inside].sum()), int(tokens[~inside].sum())
    if ours * (1.0 - focus) < others * focus:
        cut, limit = ~inside, ours * (1.0 - focus) / focus
    else:
        cut, limit = inside, others * focus / (1.0 - focus) if focus < 1.0 else ours
    left = order[~cut | (np.cumsum(np.where(cut, tokens, 0)) <= limit)]
    return left[np.random.default_rng(seed).permutation(len(left))]  # the cut left one side in the first part alone


def domains_of(info: dict[str, Any], mix: str) -> list[str]:
    """The domain of each corpus of a shard, from the data config ``mix`` or else the shard's ``info``.

    Raises ``InputError`` when neither says.
    """
    if mix:
        tables = read_toml(Path(mix)).get("corpora", {})
        told = {name: table.get("domain", "other") for name, table in tables.items()} | {"copies": "copies"}
    elif "domains" in info:
        told = info["domains"]
    else:
        raise InputError("The shard does not name its corpora's domains; give the data config it was made from (mix).")
    return [told.get(name, "other") for name in info["corpora"]]


def among(shard: Shard, domains: list[str], chosen: tuple[str, ...]) -> NDArray[np.bool_]:
    """Whether each pair's corpus is of one of the ``chosen`` domains."""
    found: NDArray[np.bool_] = np.isin(domains, chosen)[np.asarray(shard.corpus)]
    return found


def _values(steps: Steps) -> list[float]:
    return [float(steps)] if isinstance(steps, int | float) else [value for _, value in steps]


def _read_scores(path: Path, pairs: int) -> NDArray[np.float32]:
    try:
        scores: NDArray[np.float32] = np.load(path)
    except (OSError, ValueError) as error:
        raise InputError(f"No scores in {path} ({error}); make them with: python -m training.data.relevance") from error
    if scores.shape != (pairs,):
        raise InputError(f"{path} scores {len(scores)} pairs, the shard has {pairs}; make them again.")
    return scores
