"""BLEU and chrF2++ by sacrebleu, with its signatures, and the paired bootstrap between two systems."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dipx.errors import DipxError, how_to_add

SEED = 12345  # sacrebleu's own default


@dataclass(frozen=True, slots=True)
class Score:
    """A metric's corpus score in per cent, and the signature that makes it comparable."""

    metric: str
    value: float
    signature: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """A metric of this system and of another on the same lines; ``p_value`` of the difference by paired bootstrap
    resampling (Koehn 2004, https://aclanthology.org/W04-3250)."""

    metric: str
    value: float
    other: float
    p_value: float


def score(hypotheses: Sequence[str], references: Sequence[str]) -> list[Score]:
    """BLEU and chrF2++. Raises ``DipxError`` when sacrebleu is not installed."""
    scores = []
    for name, metric in _metrics().items():
        result = metric.corpus_score(list(hypotheses), [list(references)])
        scores.append(Score(name, round(result.score, 2), str(metric.get_signature())))
    return scores


def compare(
    hypotheses: Sequence[str], others: Sequence[str], references: Sequence[str], samples: int = 1000
) -> list[Comparison]:
    """Both systems' scores, and how likely so large a difference is by chance."""
    from sacrebleu.significance import PairedTest

    systems: list[Any] = [("other", list(others)), ("this", list(hypotheses))]
    test = PairedTest(systems, _metrics(), [list(references)], test_type="bs", n_samples=samples)
    results: dict[str, Any] = test()[1]
    found = []
    for name in _metrics():
        # sacrebleu's columns have names of its own: BLEU, chrF2++; the first row is the baseline.
        other, this = results[name]
        # For equal outputs sacrebleu 2.6 gives the smallest p there is, 1 / (samples + 1), not 1.
        p_value = 1.0 if list(hypotheses) == list(others) else float(this.p_value)
        found.append(Comparison(name, round(this.score, 2), round(other.score, 2), p_value))
    return found


def _metrics() -> dict[str, Any]:
    try:
        from sacrebleu.metrics.bleu import BLEU
        from sacrebleu.metrics.chrf import CHRF
    except ImportError as error:
        raise DipxError(f"sacrebleu is not installed. Add it with: {how_to_add('eval')}") from error
    return {"BLEU": BLEU(), "chrF2++": CHRF(word_order=2)}
