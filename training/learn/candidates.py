"""Translations of the model's own and what each of them is worth: what ``risk.py`` learns from."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF

from dipx.checks import run_checks
from dipx.engines.convert import converted
from dipx.engines.cores import usable_cores
from dipx.engines.library import library
from dipx.models import open_folder
from training.network.folder import write_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from training.network.vocabulary import Vocabulary
    from training.network.weights import Weights
    from training.settings import RiskSettings

Ids = list[int]
_METRICS = BLEU(effective_order=True), CHRF(word_order=2, beta=1)


class Candidate(NamedTuple):
    """``score``: mean log-probability of a piece; ``reward``: what the translation is worth, 1 at most."""

    ids: Ids
    score: float
    reward: float


class Group(NamedTuple):
    """A source, some translations of it, and each one's part in the loss: below 0 what is to become rarer."""

    source: Ids
    targets: list[Ids]
    parts: list[float]


class Judge:
    """Makes candidates of sources and says what they are worth."""

    def __init__(self, vocabulary: Vocabulary, suppressed: Sequence[int], settings: RiskSettings) -> None:
        self.vocabulary, self.suppressed, self.settings = vocabulary, suppressed, settings

    def groups(self, weights: Weights, pairs: Sequence[tuple[Ids, Ids]]) -> tuple[list[Group], dict[str, float]]:
        """A group for each (source, reference) from which something is to be learned; and over all pairs the mean
        reward of the beam's choice and of the best in the beam.
        """
        groups, chosen, best = [], 0.0, 0.0
        for (source, reference), candidates in zip(pairs, self.candidates(weights, pairs), strict=True):
            chosen += candidates[0].reward
            best += max(candidate.reward for candidate in candidates)
            kept = rivals(candidates, self.settings.kept)
            group = Group(source, [found.ids for found in kept], parts(kept, self.settings))
            if self.settings.likelihood:
                group = Group(source, [reference, *group.targets], [self.settings.likelihood, *group.parts])
            if group.targets:
                groups.append(group)
        return groups, {"reward": chosen / len(pairs), "best": best / len(pairs)}

    def candidates(self, weights: Weights, pairs: Sequence[tuple[Ids, Ids]]) -> list[list[Candidate]]:
        """The beam of each source, judged, the likeliest first."""
        pieces, width = self.vocabulary.pieces, self.settings.beam
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch) / "model"
            write_folder(weights, self.vocabulary.folder, folder, self.suppressed)
            translator = library().Translator(
                str(converted(open_folder(folder), "int8", Path(scratch))),
                compute_type="int8",
                inter_threads=usable_cores(),
                intra_threads=1,
            )
            results = translator.translate_batch(
                [[pieces.id_to_piece(i) for i in source] for source, _ in pairs],
                beam_size=width,
                num_hypotheses=width,
                return_scores=True,
                disable_unk=True,
                max_batch_size=1024,
                batch_type="tokens",
                max_input_length=0,
                max_decoding_length=self.settings.longest,
            )
        made = []
        for pair, result in zip(pairs, results, strict=True):
            source, reference = (pieces.decode(ids[:-1]) for ids in pair)
            rows = [[*map(pieces.piece_to_id, found), 0] for found in result.hypotheses]
            worth = [reward(source, reference, pieces.decode(row[:-1]), self.settings.fault) for row in rows]
            made.append(list(map(Candidate, rows, result.scores, worth)))
        return made


def reward(source: str, reference: str, text: str, fault: float) -> float:
    """Mean of sentence BLEU and chrF1++ (0 to 1), less ``fault`` where a check finds something.

    Not chrF2, which asks for what is missing twice as loudly as for what is too much: the model learned to say more.
    """
    likeness = sum(metric.sentence_score(text, [reference]).score for metric in _METRICS) / 200
    return likeness - fault * any(finding.severity != "note" for finding in run_checks(source, text))


def rivals(found: Sequence[Candidate], count: int) -> list[Candidate]:
    """``count`` of the candidates, half the best and half the worst; none where all are worth the same."""
    ordered = sorted(found, key=lambda candidate: candidate.reward)
    if ordered[-1].reward - ordered[0].reward < 1e-3:
        return []
    return ordered if len(ordered) <= count else ordered[: count // 2] + ordered[-(count - count // 2) :]


def parts(found: Sequence[Candidate], settings: RiskSettings) -> list[float]:
    """How much likelier each is to become: its probability among them, times what it is worth above their mean."""
    if not found:
        return []
    scores, worth = (np.array([getattr(candidate, name) for candidate in found]) for name in ("score", "reward"))
    p = np.exp(settings.sharpness * (scores - scores.max()))
    p /= p.sum()
    made: list[float] = (settings.weight * p * (worth - p @ worth)).tolist()
    return made
