"""``src/dipx/translation/gazetteer.tsv``: French names that a model copies and English writes otherwise.

    python -m training.resources.gazetteer ../shared/data

Of the titles, places and politicians among the corpora: names of up to five words with one English form, word for word
the same but for how they are spelled (Valentina Terechkova, Tereshkova). What English news writes as French does is
left out, and what the checks' own lists of names know. So is what begins with a common noun (Agriculture en Islande is
no name), and what is no matter of French spelling (Alfons Mucha, Alphonse; Adam von Bartsch, Adam Bartsch).

A single word has to be a place, or to stand alone in French news more often than beside another name (Moustapha may be
anybody's), or, where it is rare there, to have an accent. French news may not write it small as often, and the other
titles may not more often deny it than agree (la Barbade is Barbados there, not Barbuda).

What only a reader can tell is in ``gazetteer_read.txt``: "- name" is refused, "+ name" is no matter of French spelling
and stays nevertheless. Every entry that the rest lets through has been read.
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from pathlib import Path

from dipx.checks.exonyms import common_words
from dipx.checks.lists import rows
from dipx.checks.names import is_alike
from dipx.text.words import fold
from training.resources.gazetteer_sift import sifted, words_of

OUT = Path(__file__).parents[2] / "src/dipx/translation/gazetteer.tsv"
TITLES, PLACES = ("names-wikipedia-titles", "names-politicians"), ("names_places", "cldr-iso-names")
LONGEST = 5  # words
COPIED = 1  # times that English news may write it as French does
KNOWN = 2  # times that English news has the English form of a single word
LIKE = 0.6  # a single word and its English: Britannicus is not British
SEEN, ALONE = 3, 0.6  # times in French news, and the share of them that are beside no other name

_SMALL = r"(?:d[eu]|des|la|le|les|et|von|van|der|di|al|el|ibn|bin|en|sur)"
_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w'’.-]*"
_NAME = re.compile(rf"{_CAPITAL}(?: (?:{_SMALL} )*(?:[ld]['’])?{_CAPITAL})*")
_ENGLISH = re.compile(r"[A-ZÀ-Þ][\w'’. -]*")
_WORD = re.compile(rf"{_CAPITAL}(?<=\w)")


def pairs(bitext: Path) -> Iterator[tuple[str, str, bool]]:
    """French, English, and whether it is a place."""
    for name in (*TITLES, *PLACES):
        with lzma.open(bitext / f"{name}.tsv.xz", "rt", encoding="utf-8") as lines:
            for line in lines:
                french, english = line.rstrip("\n").split("\t")[:2]
                yield french, english, name in PLACES


def candidates(found: Iterable[tuple[str, str, bool]]) -> dict[str, tuple[str, bool]]:
    """Those with one English form that is the same name, spelled otherwise."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    places, english = set(), set()
    for french, other, is_place in found:
        forms[french][other] += 1
        english.add(other)
        places |= {french} if is_place else set()
    known = {line.split("\t")[0] for name in ("exonyms.tsv", "exonyms_cldr.tsv") for line in rows(name)}
    return {
        french: (next(iter(others)), french in places)
        for french, others in forms.items()
        if len(others) == 1 and french not in english and french not in known and _is_same(french, next(iter(others)))
    }


def _is_same(french: str, english: str) -> bool:
    if len(french) < 4 or not _NAME.fullmatch(french) or not _ENGLISH.fullmatch(english):
        return False
    ours, theirs = words_of(french), words_of(english)
    if len(ours) != len(theirs) or len(ours) > LONGEST or _bare(french) == _bare(english):
        return False
    if len(ours) == 1 and fold(french) in common_words():
        return False
    return all(fold(one) == fold(other) or is_alike(one, other) for one, other in zip(ours, theirs, strict=True))


def _bare(name: str) -> str:
    """Without accents and signs, which are no other spelling."""
    return re.sub(r"[\W_]", "", fold(name))


def counted(folder: Path, wanted: set[str]) -> tuple[Counter[str], Counter[str]]:
    """How often news has each of the wanted words, and how often beside no other word with a capital."""
    times, alone = Counter[str](), Counter[str]()
    for path in sorted(folder.glob("*.jsonl.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                text = json.loads(line)["document"]
                for match in _WORD.finditer(text):
                    if match[0] in wanted:
                        before, after = text[: match.start()][-12:].split(" ")[-2:-1], text[match.end() :][:2]
                        times[match[0]] += 1
                        alone[match[0]] += not (after[1:].isupper() or (before and before[0][:1].isupper()))
    return times, alone


def chosen(names: dict[str, tuple[str, bool]], data: Path) -> dict[str, str]:
    wanted = {word for french, (english, _) in names.items() for word in (*french.split(), *english.split())}
    english_news, _ = counted(data / "news-en", wanted)
    french_news, alone = counted(data / "news-fr", {french for french in names if " " not in french})

    def is_sure(french: str, english: str, *, is_place: bool) -> bool:
        theirs = set(map(fold, english.split()))
        if any(english_news[word] > COPIED for word in french.split() if fold(word) not in theirs):
            return False
        if " " in french:
            return True
        if SequenceMatcher(None, fold(french), fold(english)).ratio() < LIKE:
            return False
        is_seen = french_news[french] >= SEEN
        stands = alone[french] >= ALONE * french_news[french] if is_seen else is_place or not french.isascii()
        return stands and english_news[english] >= KNOWN

    return {
        french: english for french, (english, is_place) in names.items() if is_sure(french, english, is_place=is_place)
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m training.resources.gazetteer", description=__doc__.partition("\n")[0]
    )
    parser.add_argument("data", type=Path, help="holds bitext/, news-en/ and news-fr/")
    data = parser.parse_args().data
    found = list(pairs(data / "bitext"))
    names = sifted(chosen(candidates(found), data), data, found)
    head = "# French names that English spells otherwise; made by python -m training.resources.gazetteer.\n"
    OUT.write_text(head + "".join(f"{french}\t{names[french]}\n" for french in sorted(names)), "utf-8")
    print(f"{len(names)} names, {sum(' ' not in name for name in names)} of one word, in {OUT.name}")


if __name__ == "__main__":
    main()
