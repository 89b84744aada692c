"""How often tokens and a glossary's terms come out, and by which step.

Usage: python benchmarks/glossary.py ../shared/eval/newstest2013.fr [--model NAME] [--engine ct2|hf]

Tokens: one is put into each sentence, in the middle, before the final period, or after it. Terms: a noun of each
sentence (the word after an article) is to be called what no model would call it. The draw has a fixed seed.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from pathlib import Path

from dipx.document import Segment, Translation
from dipx.engines import load_engine
from dipx.engines.base import Engine
from dipx.options import Decoding, EngineOptions
from dipx.places import cache_dir
from dipx.translation import Wishes, translate_segments
from dipx.translation.glossary import Entry, Glossary
from dipx.translation.inflection import occurs

TOKENS = {
    "URL": "https://www.exemple.fr/2021/10/04/article-1234567.html",
    "e-mail": "redaction@exemple.fr",
    "hashtag": "#Climat2021",
    "handle": "@exemple_fr",
    "placeholder": "{prenom}",
    "format": "%s",
    "code": "`x = 1,5`",
    "emoji": "🎉",
}
TERMS = ("carbon levy", "watchdog", "charter school", "task force", "eco-tax", "ombudsman")
NOUN = re.compile(r"(?<![\w'’])(?:le|la|du|un|une|ce|cette|au|les|des|ces|aux) ([a-zéèêàâîôûç]{4,})\b(?! d[eu']| des)")


def with_token(sentence: str, token: str, choice: random.Random) -> str:
    """The sentence with a token in one of three places."""
    words = sentence.split()
    middle = len(words) // 2
    body = sentence.removesuffix(".").rstrip()
    return choice.choice(
        [" ".join([*words[:middle], token, *words[middle:]]), f"{body} {token}.", f"{sentence} {token}"]
    )


def measure_tokens(sentences: list[str], engine: Engine, choice: random.Random) -> list[str]:
    """A table row for each kind of token."""
    rows = []
    for name, token in TOKENS.items():
        made = _translate([with_token(sentence, token, choice) for sentence in sentences], engine)
        whole = sum(token in t.target for t in made)
        rows.append(f"| {name} | {len(made)} | {_cells(made, [True] * len(made))} | {whole} |")
    return rows


def measure_terms(sentences: list[str], engine: Engine, choice: random.Random) -> list[str]:
    """One table row: each sentence has a glossary of its own, of one entry."""
    made: list[Translation] = []
    there: list[bool] = []
    flagged = 0
    for sentence in sentences:
        nouns = [match[1] for match in NOUN.finditer(sentence)]
        if not nouns:
            continue
        entry = Entry(choice.choice(nouns), choice.choice(TERMS), frozenset({"exact"}))
        (translation,) = _translate([sentence], engine, Glossary([entry]))
        made.append(translation)
        there.append(occurs(entry.target, translation.target))
        flagged += any(finding.code == "glossary" for finding in translation.findings)
    if sum(there) + flagged != len(made):
        raise SystemExit("a term is missing and not flagged")
    return [f"| term | {len(made)} | {_cells(made, there)} | {sum(there)} |"]


def _translate(texts: list[str], engine: Engine, glossary: Glossary | None = None) -> list[Translation]:
    wishes = Wishes(glossary) if glossary else Wishes()
    return translate_segments([Segment(text, 0, len(text), 0) for text in texts], engine, Decoding(), wishes)


def _cells(made: list[Translation], there: list[bool]) -> str:
    steps = Counter(t.step for t, ok in zip(made, there, strict=True) if ok)
    known = (None, "substituted", "placeholder", "cut-out")
    others = sum(count for step, count in steps.items() if step not in known)
    return " | ".join(str(count) for count in [*(steps[step] for step in known), others])


def main() -> None:
    parser = argparse.ArgumentParser(description="How often tokens and terms come out, and by which step.")
    parser.add_argument("source", type=Path, help="a French sentence a line")
    parser.add_argument("--model", default="marian-fr-en")
    parser.add_argument("--engine", default="ct2")
    parser.add_argument("--tokens", type=int, default=100, help="sentences for each kind of token")
    parser.add_argument("--terms", type=int, default=200, help="sentences for the terms")
    arguments = parser.parse_args()
    lines = arguments.source.read_text("utf-8").splitlines()
    lines = [line for line in lines if 60 <= len(line) <= 220 and line.endswith(".")]
    choice = random.Random(1)
    engine = load_engine(EngineOptions(arguments.model, arguments.engine), cache_dir())
    print("| what | sentences | plain | substituted | placeholder | cut-out | repair ladder | in the English |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    for row in measure_tokens(choice.sample(lines, arguments.tokens), engine, choice):
        print(row, flush=True)
    with_nouns = [line for line in lines if NOUN.search(line)]
    print(*measure_terms(choice.sample(with_nouns, arguments.terms), engine, choice), sep="\n")


if __name__ == "__main__":
    main()
