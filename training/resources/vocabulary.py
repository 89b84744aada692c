"""``src/dipx/checks/english.bloom``: the words that are English.

    python -m training.resources.vocabulary ../shared/data /usr/share/dict/{american-english-huge,british-english-large}

The lists are SCOWL's, as Debian has them (``wamerican-huge``, ``wbritish-large``; its licence asks for nothing but its
notice, which is in ``checks/vocabulary.py``). To them comes what English news and the pairs write small three times,
and the pairs' French not more often: words that are younger than the lists.
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from dipx.checks.vocabulary import HASHES, SHORTEST, places
from dipx.text.words import fold
from training.data.corpora import read_pairs

OUT = Path(__file__).parents[2] / "src/dipx/checks/english.bloom"
LEAST, AT_HOME = 3, 10  # times; so many of English news alone make a word English (communiqué)
MOST_PAIRS = 300_000  # of a corpus
BITS = 12  # a word: with eight hashes one foreign word in 300 passes
_WORD = re.compile(r"[^\W\d_]+")


def listed(words: Iterable[str]) -> set[str]:
    """Those that are no acronyms in small letters, and without their accents too: compère, compere."""
    found = {word.lower() for word in words if not word.isupper()}
    return found | set(map(fold, found))


def in_use(news: Counter[str], english: Counter[str], french: Counter[str]) -> set[str]:
    """The words that English news has, or the English of pairs that have them more seldom in their French."""
    both = news + english
    return {word for word, count in both.items() if news[word] >= AT_HOME or count >= max(LEAST, french[word])}


def counted(texts: Iterable[str]) -> Counter[str]:
    """The words that the texts write small."""
    return Counter(word for text in texts for word in _WORD.findall(text) if word.islower())


def bloom(words: set[str]) -> bytes:
    """A Bloom filter of the words (Bloom 1970), as ``checks/vocabulary.py`` reads it."""
    made = bytearray(-(-len(words) * BITS // 8))
    for word in words:
        for place in places(word, 8 * len(made)):
            made[place >> 3] |= 1 << (place & 7)
    return bytes(made)


def _news(folder: Path) -> Iterator[str]:
    for path in sorted(folder.glob("*.jsonl.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield from filter(lambda value: isinstance(value, str), json.loads(line).values())


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m training.resources.vocabulary", description=__doc__.partition("\n")[0]
    )
    parser.add_argument("data", type=Path, help="holds bitext/ and news-en/")
    parser.add_argument("lists", type=Path, nargs="+", help="a word a line")
    parser.add_argument("--out", type=Path, default=OUT)
    given = parser.parse_args()
    known = listed(word for path in given.lists for word in path.read_text("utf-8").split())
    news, english, french = counted(_news(given.data / "news-en")), Counter[str](), Counter[str]()
    for path in sorted((given.data / "bitext").glob("*.tsv.xz")):
        for ours, theirs in islice(read_pairs(path), MOST_PAIRS):
            french.update(counted([ours]))
            english.update(counted([theirs]))
    words = {word for word in known | in_use(news, english, french) if word.isalpha() and len(word) >= SHORTEST}
    given.out.write_bytes(bloom(words))
    print(f"{len(words)} words, {HASHES} hashes, {given.out.stat().st_size} bytes in {given.out.name}")


if __name__ == "__main__":
    main()
