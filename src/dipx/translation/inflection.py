"""The plural and feminine forms that a French term may take in a text, and the plural of an English one.

Rules, no dictionary: a form that no one writes costs nothing, as it is only looked for. The feminine of a term's head
is looked for after endings of people and origins alone (président → présidente), since the general rule makes other
nouns of nouns (port → porte); the words that modify the head are mostly adjectives and take it.
"""

from __future__ import annotations

FUNCTION_WORDS = frozenset(
    "à au aux avec chez contre dans d de des du en et entre jusque l la le les ou par pour qu que sans sous sur un une "
    "vers".split()
)
# Endings of a masculine and what stands there in a feminine.
_PEOPLE = (
    ("teur", ("trice", "teuse")),
    ("eur", ("euse",)),
    ("ier", ("ière",)),
    ("er", ("ère",)),
    ("ien", ("ienne",)),
    ("éen", ("éenne",)),
    ("ain", ("aine",)),
    ("ais", ("aise",)),
    ("ois", ("oise",)),
    ("ant", ("ante",)),
    ("ent", ("ente",)),
    ("if", ("ive",)),
    ("é", ("ée",)),
)
_ADJECTIVES = (
    ("ieur", ("ieure",)),
    ("eux", ("euse",)),
    ("oux", ("ouse",)),
    ("eau", ("elle",)),
    ("el", ("elle",)),
    ("eil", ("eille",)),
    ("il", ("ile", "ille")),
    ("on", ("onne",)),
    ("et", ("ète", "ette")),
    ("f", ("ve",)),
    ("c", ("che", "que")),
    ("gu", ("guë",)),
    ("ong", ("ongue",)),
    ("os", ("osse",)),
    ("as", ("asse",)),
)


def french_forms(word: str, *, is_head: bool) -> dict[str, bool]:
    """The lower-case forms of a lower-case word, and whether each is a plural.

    Short words, function words and what is not all letters have one form.
    """
    if len(word) < 3 or not word.isalpha() or word in FUNCTION_WORDS:
        return {word: False}
    singulars = [word, *_feminines(word, is_head=is_head)]
    plurals = [plural for singular in singulars for plural in _plurals(singular)]
    return {**dict.fromkeys(plurals, True), **dict.fromkeys(singulars, False)}


def _plurals(word: str) -> list[str]:
    if word.endswith(("s", "x", "z")):
        return []
    if word.endswith("al"):
        return [word[:-1] + "ux", word + "s"]
    if word.endswith("ail"):
        return [word + "s", word[:-2] + "ux"]
    if word.endswith(("au", "eu", "ou")):
        return [word + "x", word + "s"]
    return [word + "s"]


def _feminines(word: str, *, is_head: bool) -> list[str]:
    endings = _PEOPLE if is_head else _PEOPLE + _ADJECTIVES
    # -ement makes no people: parlement, not parlemente (a verb).
    made = (
        []
        if word.endswith("ment")
        else [word[: -len(ending)] + feminine for ending, ones in endings if word.endswith(ending) for feminine in ones]
    )
    if not is_head and word[-1] not in "eaéx":
        made.append(word + "e")
    return made


def english_plural(term: str) -> str:
    """``carbon levy`` → ``carbon levies``, ``point of order`` → ``points of order``; plurals stay."""
    head, of, rest = term.partition(" of ")
    if not head[-1:].isalpha() or (head.endswith(("s", "S")) and not head.endswith(("ss", "us", "is"))):
        return term
    if head.endswith(("man", "Man")) and not head.endswith(("human", "German", "Roman", "Ottoman")):
        plural = head[:-2] + "en"
    elif head.endswith(("s", "x", "ch", "sh")):
        plural = head + "es"
    elif head.endswith("y") and head[-2:-1] not in tuple("aeiou"):
        plural = head[:-1] + "ies"
    else:
        plural = head + "s"
    return plural + of + rest


def occurs(term: str, text: str) -> bool:
    """Whether an English text holds the term, in any case, in the singular or the plural."""
    text = " ".join(text.lower().split())
    return any(_whole(form, text) for form in {term.lower(), english_plural(term).lower()})


def _whole(form: str, text: str) -> bool:
    start = text.find(form)
    while start >= 0:
        end = start + len(form)
        before, after = text[start - 1 : start], text[end : end + 1]
        if not (before.isalnum() and form[0].isalnum()) and not (after.isalnum() and form[-1].isalnum()):
            return True
        start = text.find(form, start + 1)
    return False
