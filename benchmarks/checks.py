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
import re
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from dipx.checks import CHECKS, run_checks

Pair = tuple[str, str]
_CLAUSE = re.compile(r"[,;:]| - ")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}")


def drop_last_third(source: str, target: str, _: random.Random) -> str | None:
    """The last third of the words goes; the final mark stays."""
    words = target.split()
    return " ".join(words[: 2 * len(words) // 3]) + "." if len(words) >= 9 else None


def cut_last_third(source: str, target: str, _: random.Random) -> str | None:
    """The last third of the words goes with the final mark, as where a decoder hits its length bound."""
    words = target.split()
    return " ".join(words[: 2 * len(words) // 3]) if len(words) >= 9 else None


def drop_last_clause(source: str, target: str, _: random.Random) -> str | None:
    """What follows the last comma, colon or dash goes, if it is four words or more."""
    starts = [match.start() for match in _CLAUSE.finditer(target) if match.start() > 10]
    starts = [start for start in starts if len(target[start:].split()) >= 4]
    return target[: starts[-1]] + "." if starts else None


def change_digit(source: str, target: str, choice: random.Random) -> str | None:
    """One digit becomes another, in a pair whose source has digits too."""
    places = [match.start() for match in re.finditer(r"\d", target)]
    if not places or not re.search(r"\d", source):
        return None
    place = choice.choice(places)
    other = choice.choice([digit for digit in "123456789" if digit != target[place]])
    return target[:place] + other + target[place + 1 :]


def change_name(source: str, target: str, choice: random.Random) -> str | None:
    """One capitalized word inside the sentence, which the source has too, becomes another."""
    names = [match for match in _NAME.finditer(target) if match[0] in source]
    if not names:
        return None
    match = choice.choice(names)
    return target[: match.start()] + "Zweckbronn" + target[match.end() :]


def repeat_phrase(source: str, target: str, choice: random.Random) -> str | None:
    """A phrase of one to five words stands there three times more."""
    words = target.split()
    size = choice.randint(1, 5)
    if len(words) < size + 2:
        return None
    start = choice.randrange(len(words) - size)
    phrase = words[start : start + size]
    return " ".join([*words[: start + size], *phrase * 3, *words[start + size :]])


def leave_source(source: str, target: str, _: random.Random) -> str | None:
    """The French itself, its typography made English."""
    if len(source.split()) < 3:
        return None
    return re.sub(r"\s+([!?;:])", r"\1", source.replace("«", '"').replace("»", '"'))


def leave_half(source: str, target: str, _: random.Random) -> str | None:
    """The first half in English, the second in French."""
    ours, theirs = source.split(), target.split()
    return " ".join([*theirs[: len(theirs) // 2], *ours[len(ours) // 2 :]]) if len(ours) >= 16 else None


def lose_everything(source: str, target: str, _: random.Random) -> str | None:
    """An empty target."""
    return ""


def lose_negation(source: str, target: str, _: random.Random) -> str | None:
    """``not`` and ``n't`` go, where the French negates."""
    if not re.search(r"\bn(?:e |')\S+ (?:pas|jamais)\b", source):
        return None
    changed = re.sub(r"n't\b|\b(?:not|never) |(?<=can)not\b", "", target)
    return changed if changed != target else None


def lose_quotes(source: str, target: str, _: random.Random) -> str | None:
    """All quotation marks go, where the French has some."""
    changed = re.sub(r"[\"“”]", "", target)
    return changed if changed != target and re.search(r"[\"«“]", source) else None


# The fault, and the checks that may report it.
FAULTS: dict[str, tuple[Callable[[str, str, random.Random], str | None], frozenset[str]]] = {
    "last third dropped": (drop_last_third, frozenset({"completeness"})),
    "last third cut off, no period": (cut_last_third, frozenset({"completeness"})),
    "last clause dropped": (drop_last_clause, frozenset({"completeness"})),
    "a digit changed": (change_digit, frozenset({"numbers"})),
    "a name replaced": (change_name, frozenset({"names"})),
    "a phrase repeated three times": (repeat_phrase, frozenset({"loops"})),
    "left in French": (leave_source, frozenset({"copied", "untranslated"})),
    "second half left in French": (leave_half, frozenset({"untranslated"})),
    "nothing translated": (lose_everything, frozenset({"empty"})),
    "negation lost": (lose_negation, frozenset({"negation"})),
    "quotation marks lost": (lose_quotes, frozenset({"quotes"})),
}


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


def speed(pairs: list[Pair]) -> float:
    """Pairs a second through all checks, one core."""
    # Processor time: the machine may be busy with other things.
    began = time.process_time()
    for source, target in pairs:
        run_checks(source, target)
    return len(pairs) / (time.process_time() - began)


def table(measured: dict[str, object]) -> str:
    """The same as markdown."""
    alarms, found = measured["false_alarms"], measured["recall"]
    assert isinstance(alarms, dict)
    assert isinstance(found, dict)
    lines = [
        f"{measured['test_set']}: {measured['pairs']} human pairs, {measured['pairs_per_second']:,} checked a second.",
        "",
        "| check | human pairs with a finding | with an error |",
        "|---|---:|---:|",
        *(f"| {name} | {share['any']:.2%} | {share['error']:.2%} |" for name, share in alarms.items()),
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
    }
    print(json.dumps(measured, indent=1) if arguments.json else table(measured))


if __name__ == "__main__":
    main()
