"""How often each check speaks where it should not, and where it should.

Usage: python benchmarks/checks.py ../shared/eval/newstest2013 [--json]

False alarms are counted on human pairs (``.fr`` and ``.en`` beside each other); recall on the same pairs with one fault
made in the English: a part dropped, a digit or name changed, a phrase repeated, the French left in place. A human pair
whose translator was free is counted as a false alarm all the same, so the shares are upper bounds.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from pathlib import Path

from dipx.checks import CHECKS, run_checks
from dipx.evaluation.faults import FAULTS, Pair


def false_alarms(pairs: list[Pair]) -> dict[str, dict[str, float]]:
    """Per check: the share of the pairs with a finding, and with an error."""
    said: Counter[str] = Counter()
    errors: Counter[str] = Counter()
    for source, target in pairs:
        for finding in run_checks(source, target):
            said[finding.code] += 1
            errors[finding.code] += finding.severity == "error"
    return {name: {"any": said[name] / len(pairs), "error": errors[name] / len(pairs)} for name in CHECKS}


def recall(pairs: list[Pair], seed: int = 1) -> dict[str, dict[str, float]]:
    """Per fault: how many pairs it could be made in, the share its checks found, and the share any check found."""
    measured = {}
    for name, (make, checks) in FAULTS.items():
        choice = random.Random(seed)
        faulty = [(source, made) for source, target in pairs if (made := make(source, target, choice)) is not None]
        codes = [{finding.code for finding in run_checks(source, made)} for source, made in faulty]
        by_its_checks = sum(bool(found & checks) for found in codes)
        by_any = sum(bool(found) for found in codes)
        measured[name] = {
            "pairs": len(faulty),
            "found": by_its_checks / max(1, len(faulty)),
            "by_any": by_any / max(1, len(faulty)),
        }
    return measured


def precision_and_recall(pairs: list[Pair], seed: int = 1) -> dict[str, dict[str, float]]:
    """Per check: over the faulty pairs that it may report, and as many sound ones (the same without the fault)."""
    measured = {}
    for name in CHECKS:
        codes = {name, "copied"} if name == "untranslated" else {name}
        found = false = faulty = 0
        for make, checks in FAULTS.values():
            if name not in checks:
                continue
            choice = random.Random(seed)
            for source, target in pairs:
                if (made := make(source, target, choice)) is not None:
                    faulty += 1
                    found += bool(run_checks(source, made, codes))
                    false += bool(run_checks(source, target, codes))
        if faulty:
            measured[name] = {"pairs": faulty, "precision": found / max(1, found + false), "recall": found / faulty}
    return measured


def speed(pairs: list[Pair]) -> float:
    """Pairs a second through all checks, one core."""
    # Processor time: the machine may be busy with other things.
    began = time.process_time()
    for source, target in pairs:
        run_checks(source, target)
    return len(pairs) / (time.process_time() - began)


def table(measured: dict[str, object]) -> str:
    """The same as markdown."""
    alarms, found, balanced = measured["false_alarms"], measured["recall"], measured["balanced"]
    assert isinstance(alarms, dict)
    assert isinstance(found, dict)
    assert isinstance(balanced, dict)
    lines = [
        f"{measured['test_set']}: {measured['pairs']} human pairs, {measured['pairs_per_second']:,} checked a second.",
        "",
        "| check | human pairs with a finding | with an error |",
        "|---|---:|---:|",
        *(f"| {name} | {share['any']:.2%} | {share['error']:.2%} |" for name, share in alarms.items()),
        "",
        "| check | faulty pairs, and as many sound | precision | recall |",
        "|---|---:|---:|---:|",
        *(
            f"| {name} | {row['pairs']:,} | {row['precision']:.1%} | {row['recall']:.1%} |"
            for name, row in balanced.items()
        ),
        "",
        "| fault made | pairs | found by its check | by any check |",
        "|---|---:|---:|---:|",
        *(f"| {name} | {row['pairs']} | {row['found']:.1%} | {row['by_any']:.1%} |" for name, row in found.items()),
    ]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description="False alarms and recall of the checks.")
    parser.add_argument("test_set", type=Path, help="the path of a .fr and an .en file, without the ending")
    parser.add_argument("--json", action="store_true", help="print JSON instead of markdown")
    arguments = parser.parse_args()
    sides = [
        Path(f"{arguments.test_set}.{language}").read_text(encoding="utf-8").splitlines() for language in ("fr", "en")
    ]
    pairs = list(zip(*sides, strict=True))
    measured: dict[str, object] = {
        "test_set": arguments.test_set.name,
        "pairs": len(pairs),
        "pairs_per_second": round(speed(pairs)),
        "false_alarms": false_alarms(pairs),
        "recall": recall(pairs),
        "balanced": precision_and_recall(pairs),
    }
    print(json.dumps(measured, indent=1) if arguments.json else table(measured))


if __name__ == "__main__":
    main()
