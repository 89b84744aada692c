"""What a rewriting left out of its sentence, and whether a sentence can do without: a cautious guess, not a parse.

A rewriter trained on bullets leaves words out, and few of its faults are inventions: it stops before the verb
("Lakhvi, a top leader of the group."), in the middle of a noun phrase ("has a young."), or loses what a claim hangs
on ("if", "allegedly", "a rival said"). ``benchmarks/cuts.py`` holds it against what editors said of 715 rewritings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from dipx.bullets.shorten import OPENERS
from dipx.bullets.words import STOP, stem
from dipx.document import Finding

_WORD: Final = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+(?:[.'’-][^\W_]+)*")  # no cut within 2,300
_QUOTED: Final = re.compile(r'"[^" ]+ [^" ]+ [^"]+"')
_MARK: Final = re.compile(r"[,;:()–—]|--")

_DAYS: Final = "monday tuesday wednesday thursday friday saturday sunday"
WEEK: Final = frozenset(_DAYS.split())
# What a rewriting may add to the words that it keeps, and how much of it.
_GLUE: Final = frozenset("a an the".split())
_MOST_GLUE: Final = 3
_HEDGES: Final = frozenset(
    "allegedly alleged reportedly suspected purportedly purported apparently probably possibly perhaps may might could "
    "nearly almost partly unlikely likely hardly rarely seldom".split()
)
_CONDITIONS: Final = frozenset("if unless although though but except until provided".split())
SAYS: Final = frozenset(
    "said says say told tells according claimed claims reported reports alleged alleges announced argued argues".split()
)
# What may begin where a cut has no mark: it adds to a clause that is whole.
ADDS: Final = frozenset(
    "after before during while when where as because since amid despite following with without including which who "
    "and or in on at by from over under near inside outside between against through across about so earlier last next "
    f"this {_DAYS}".split()
)
FINITE: Final = frozenset(
    "is are was were has have had will would can could may might must shall should does did do says said told met won "
    "lost gave took made came went saw led held kept left put set found began became rose fell hit sent brought "
    "built broke ran spoke shot killed died got knew thought stood sat wrote drew drove flew grew threw wore "
    "chose ate bought caught fought sold taught wins gets takes makes comes goes sees leads "
    "sank hid rode shook stole swore swept dealt felt heard paid sought slept spent struck swung fled hung laid lay "
    "rang sang slid spread stuck swam tore withdrew".split()
)
_OFFICIALS: Final = frozenset(
    "police authorities officials official prosecutors prosecutor court ministry spokesman spokeswoman spokesperson "
    "agency department firefighters hospital network statement".split()
)
_THINKS: Final = frozenset(
    "believes believed thinks thought hopes hoped explains explained adds added insists insisted warns warned".split()
)
_TOPICS: Final = frozenset("subject terms matter case question issue regarding concerning regards comes".split())
_QUOTES: Final = frozenset("said wrote told added asked tweeted posted".split())
_ATTRIBUTION: Final = 12  # words
_LIST: Final = 6  # words around the place where a list is cut
_SOON: Final = 3
_INSERTION: Final = 3  # words
_LEANING: Final = frozenset("shortly soon just only right long even".split())
_CLAUSES: Final = frozenset("when if while although because since unless".split())
SUBJECTS: Final = frozenset("i you he she it we they who which that".split())
RELATIVES: Final = frozenset("who which that whose where when".split())
_OPEN: Final = frozenset("a an the its his her their our my your more most very this these those".split())
_PRONOUNS: Final = frozenset("he she they it his her their him them".split())  # a name may stand for one
_STANDS_FOR: Final = frozenset("the this that these those".split())
_LIGHT: Final = frozenset(f"the a an now also just then later that on last this next {_DAYS}".split())


@dataclass(frozen=True, slots=True)
class Word:
    """A word as a text has it, and where: characters ``start`` to ``end``."""

    text: str
    mark: str  # what stands between it and the word before: a comma, a dash, a bracket
    start: int
    end: int

    @property
    def low(self) -> str:
        return self.text.lower()


def check_cuts(text: str, sentence: str, context: str = "") -> Finding | None:
    """What is wrong with ``text`` as ``sentence`` with words left out, a name of ``context`` put in for a pronoun."""
    problem = _problem(text, sentence, context)
    return Finding("bullet-cuts", "note", problem, sentence, text) if problem else None


def _problem(text: str, sentence: str, context: str) -> str | None:
    if any(text.count(a) != text.count(b) for a, b in (("(", ")"), ("“", "”"))) or text.count('"') % 2:
        return "a quotation or bracket is left open"
    words, source = words_of(text), words_of(sentence)
    places = places_of(words, source)
    if text.startswith('"') and text.endswith(('"', '".')) and not sentence.endswith(('"', '".')):
        return "drops who says so"
    if '"' in sentence and _changed_quotation(text, f"{context} {sentence}"):
        return "changes a quotation"
    if '"' not in text and _QUOTED.search(sentence) and any(word.low in _QUOTES for word in words):
        return "drops what was said"
    around = [stem(word.text) for word in words_of(context)]
    known = set(around)
    others = [word for word, place in zip(words, places, strict=True) if place is None]
    added = [word.low for word in others if stem(word.text) not in known]
    if strange := [word for word in added if word not in _GLUE]:
        return f"says {strange[0]!r}, or says it elsewhere"
    if apart := _put_together(words, places, around):
        return f"puts {apart} together"
    if new := _put_in(words, places, source):
        return f"puts in {new!r}"
    if len(added) > _MOST_GLUE:
        return f"adds {', '.join(added)}"
    kept = [place for place in places if place is not None]
    return missing(words, source, kept, _LIGHT | _PRONOUNS if len(added) < len(others) else _LIGHT)


def missing(words: Sequence[Word], source: Sequence[Word], kept: Sequence[int], light: Set[str] = _LIGHT) -> str | None:
    """What is wrong with ``words`` as those of ``source`` that stand at ``kept``, whose places rise."""
    stopped = _tail(words, source, kept) or _main_clause(words, source, kept)
    return stopped or _middle(source, kept, light) or _start(source, kept, light)


def _changed_quotation(text: str, source: str) -> bool:
    """Whether something between quotation marks does not stand so in the source."""
    said = " ".join(word.low for word in words_of(source))
    return any(" ".join(word.low for word in words_of(quoted)) not in said for quoted in text.split('"')[1::2])


def words_of(text: str) -> list[Word]:
    """The words of a text, each with the marks before it; a number with its separators is one."""
    found, end = [], 0
    for match in _WORD.finditer(text):
        found.append(Word(match[0], "".join(_MARK.findall(text, end, match.start())), *match.span()))
        end = match.end()
    return found


def places_of(words: Sequence[Word], source: Sequence[Word]) -> list[int | None]:
    """Where in ``source`` each word stands, in order: the longest common subsequence, content words before others."""
    ours, theirs = [stem(word.text) for word in words], [stem(word.text) for word in source]
    best = [[0] * (len(theirs) + 1) for _ in range(len(ours) + 1)]
    for i in range(len(ours) - 1, -1, -1):
        weight = 1 if words[i].low in STOP else 3
        for j in range(len(theirs) - 1, -1, -1):
            taken = best[i + 1][j + 1] + weight if ours[i] == theirs[j] else 0
            best[i][j] = max(taken, best[i + 1][j], best[i][j + 1])
    places: list[int | None] = []
    j = 0
    for i in range(len(ours)):
        while j < len(theirs) and best[i][j] == best[i][j + 1]:
            j += 1
        if j < len(theirs) and ours[i] == theirs[j] and best[i][j] > best[i + 1][j]:
            places.append(j)
            j += 1
        else:
            places.append(None)
    return places


def _put_together(words: Sequence[Word], places: Sequence[int | None], around: Sequence[str]) -> str | None:
    """Two neighbours that both come from around the sentence, and stand side by side nowhere there."""
    known, neighbors = set(around), set(pairwise(around))
    for (one, place), (other, next_place) in pairwise(zip(words, places, strict=True)):
        pair = stem(one.text), stem(other.text)
        if place is next_place is None and known.issuperset(pair) and pair not in neighbors:
            return f"{one.text!r} and {other.text!r}"
    return None


def _put_in(words: Sequence[Word], places: Sequence[int | None], source: Sequence[Word]) -> str | None:
    """What was taken from around the sentence and stands for nothing in it, no pronoun, no "the plan"."""
    before = -1
    for index, place in enumerate(places):
        if place is not None:
            before = place
            continue
        after = next((later for later in places[index:] if later is not None), len(source))
        replaced = {word.low for word in source[before + 1 : after]}
        word = words[index]
        is_name = word.text[0].isupper() and word.low not in WEEK
        if word.low not in STOP and not (replaced & _PRONOUNS or (is_name and replaced & _STANDS_FOR)):
            return word.text
    return None


def _tail(words: Sequence[Word], source: Sequence[Word], kept: Sequence[int]) -> str | None:
    """What is wrong with where the text stops."""
    if not kept or kept[-1] == len(source) - 1:
        return None
    gone = source[kept[-1] + 1 :]
    if hung := _hung(gone, is_tail=True):
        return hung
    following = gone[0]
    if ":" in following.mark or ("(" in following.mark and _goes_on(gone)):
        return f"stops before {following.text!r}"  # "Mission[: Impossible]", 100 meters [(330 feet) from the Kremlin]
    if _in_list(words, gone):
        return f"stops in a list, before {following.text!r}"
    is_new = following.low in ADDS or following.low.endswith("ing")
    if following.mark == "," and not is_new and any(word.mark == "," for word in words[-_INSERTION:]):
        return f"stops before {following.text!r}"  # Washington, D.C., [area], denounced, on Monday, [the plan]
    if words[-1].low in _LEANING:
        return f"stops before {following.text!r}"
    if words[-1].low in SAYS | _THINKS and any(word.low in ("that", "to") for word in gone[:_SOON]):
        return f"stops before {following.text!r}"
    if following.low in FINITE:
        return f"stops before {following.text!r}"
    if following.low in ADDS:
        return None
    if not following.mark:
        return f"stops before {following.text!r}"
    is_open = len(words) > 1 and words[-2].low in _OPEN and following.mark == ","
    starts_anew = following.text[0].isupper() or following.low in _OPEN or following.low.endswith("ing")
    return f"stops before {following.text!r}" if is_open and not starts_anew else None


def _main_clause(words: Sequence[Word], source: Sequence[Word], kept: Sequence[int]) -> str | None:
    """What is wrong with a text that stops early and may have stopped before what its sentence says."""
    if not kept or (kept[0], kept[-1]) == (0, len(source) - 1):
        return None
    opens = words[0].low in OPENERS or words[0].low.endswith("ing")
    finite = [is_finite(words, place) for place in range(len(words))]
    is_set_off = any(word.mark for word in words[1:2])  # Spitzer, who resigned in 2008
    if kept[-1] < len(source) - 1 and (opens or is_set_off) and not _has_main(words, finite):
        return "stops before the main clause"
    last = max((index for index, word in enumerate(words) if word.mark), default=0)
    if words[last].low in ("but", "and") and last + 1 < len(words) and words[last + 1].low in _CLAUSES:
        return "stops before the main clause"
    if kept[-1] < len(source) - 1 and source[kept[-1] + 1].mark == "," and _waits(words):
        return "stops before the main clause"
    clauses = sum(now and not before for before, now in pairwise(finite))
    if sum(word.text in RELATIVES for word in words) >= clauses:
        return "may have lost its verb"
    return None


def _waits(words: Sequence[Word]) -> bool:
    """Whether a text ends in a clause that comes first: argues that as a senator from New York [, she has …]."""
    for that, word in reversed(list(pairwise(words))):
        if word.mark or (that.low == "that" and word.low in OPENERS):
            return that.low == "that" and word.low in OPENERS
    return False


def _has_main(words: Sequence[Word], finite: Sequence[bool]) -> bool:
    """Whether something between marks has a verb and opens neither as a clause of time or condition nor with -ing."""
    is_main = False
    for word, verb in zip(words, finite, strict=True):
        if word.mark or word is words[0]:
            is_main = not (word.low in OPENERS or word.low in RELATIVES or word.low.endswith("ing"))
        if is_main and verb:
            return True
    return False


def _middle(source: Sequence[Word], kept: Sequence[int], light: Set[str]) -> str | None:
    """What is wrong with what was left out between words that were kept."""
    for before, after in pairwise(kept):
        gone = source[before + 1 : after]
        if not gone:
            continue
        is_apart = bool(gone[0].mark and source[after].mark) and gone[0].low not in ("and", "or", "but")
        marks = "".join(word.mark for word in (*gone, source[after]))
        is_apart &= marks.count("(") == marks.count(")")
        if not (is_apart and gone[0].low in RELATIVES) and (hung := _hung(gone)):
            return hung
        is_light = all(word.low in light or word.low.endswith("ly") for word in gone)
        if is_light and any(word.low == "on" for word in gone):
            is_light = any(word.low in WEEK for word in gone)
        if not is_apart and not is_light:
            return f"leaves out {' '.join(word.text for word in gone)!r}"
    return None


def _start(source: Sequence[Word], kept: Sequence[int], light: Set[str]) -> str | None:
    if not kept or kept[0] == 0:
        return None
    gone = source[: kept[0]]
    if hung := _hung(gone):
        return hung
    if any(word.low in _TOPICS for word in gone[:_SOON]):  # On the subject of debate, [France has a long tradition]
        return f"leaves out {' '.join(word.text for word in gone)!r}"
    mark = source[kept[0]].mark
    is_apart = (bool(mark) and ":" not in mark) or all(word.low in light for word in gone)
    return None if is_apart else f"leaves out {' '.join(word.text for word in gone)!r}"


def _hung(gone: Sequence[Word], *, is_tail: bool = False) -> str | None:
    """What the claim hung on and is gone: a condition, who says so, a hedge that stands beside what is kept.

    A sentence's last words may go where they only say that officials say so: what nobody disputes is news by itself.
    """
    lost = [word.text for word in gone if word.low in _CONDITIONS]
    said = [word.text for word in gone if word.low in SAYS]
    if said and not (is_tail and _is_official(gone)):
        lost += said
    is_clause = bool(gone[0].mark) and len(gone) > 1  # a hedge that opens one is that clause's
    lost += [word.text for word in (gone[-1:] if is_clause else (gone[0], gone[-1])) if word.low in _HEDGES]
    return f"drops {lost[0]!r}" if lost else None


def _is_official(gone: Sequence[Word]) -> bool:
    words = {word.low for word in gone}
    return bool(gone[0].mark) and len(gone) <= _ATTRIBUTION and not words.isdisjoint(_OFFICIALS)


def is_finite(words: Sequence[Word], place: int) -> bool:
    """Whether a word is the verb of a clause, as far as one sees: "Xi replaces", "he speaks", not "caused by"."""
    word, before = words[place].low, words[place - 1] if place else None
    if word in FINITE or (word.endswith("ed") and len(word) > 4):
        return not (place + 1 < len(words) and words[place + 1].low == "by" and word not in FINITE)
    if before is None:
        return "'" in word
    is_third = words[place].text[0].islower() and word.endswith("s") and not word.endswith("ss")
    return before.low in SUBJECTS or (is_third and before.text[0].isupper())


def _is_half(words: Sequence[Word], gone: Sequence[Word]) -> bool:
    """Whether a text has "between" or "both" without their "and"."""
    place = max((index for index, word in enumerate(words) if word.low in ("between", "both")), default=None)
    return place is not None and "and" not in {word.low for word in words[place:]} and "and" in {w.low for w in gone}


def _goes_on(gone: Sequence[Word]) -> bool:
    """Whether a phrase goes on behind its brackets: lesbian and gay [(LGBT) persons]."""
    behind = next((word for word in gone[1:] if ")" in word.mark), None)
    is_measure = gone[0].text.isdigit()
    return behind is not None and behind.mark == ")" and (is_measure or behind.low not in ADDS)


def _in_list(words: Sequence[Word], gone: Sequence[Word]) -> bool:
    """Whether a text stops between things that belong together: between 2005 [and], May [or], oil[, soap and pads]."""
    following = gone[0]
    last = words[-_LIST:]
    if following.low == "or" or _is_half(words, gone):
        return True
    is_more = following.mark == "," and any(word.low in ("and", "or") for word in gone[:_LIST])
    opens = following.low in _OPEN or following.low in ("the", *ADDS) or following.low.endswith("ing")
    return is_more and not opens and any(word.mark == "," for word in last)
