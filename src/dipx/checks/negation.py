"""A French negation, or what is missing, with nothing of the kind left in the English."""

from __future__ import annotations

import re

from dipx.document import Finding
from dipx.text.words import plain

# "ne … que" restricts and a "ne" alone is often expletive: only a full negation is demanded.
_NEGATED = re.compile(
    r"\b(?:ne |n')(?:(?:l'|m'|t'|s'|y |en |le |la |les |lui |leur |me |te |se |nous |vous )*)[\w'-]{1,60}+"
    r"(?: [\w']+){0,2}? (pas|jamais|rien|aucune?|personne|nulle part|nullement)\b(?! (?:seulement|uniquement|que\b))"
    # Before an infinitive (ne pas signer), and where the negative word comes first.
    r"|\bne (?:pas|jamais|rien)\b(?! (?:seulement|uniquement|que\b))"
    r"|\b(?:personne|rien|aucune?(?: \w+)?) n(?:e |')"
    r"|(?:^|[:;] )aucune? [\w-]{1,40}+(?= ?(?:[.!,:]|$| dans| à| en | sur))",
    re.IGNORECASE,
)
# As it is spoken: « c pas possible », « pas de bus demain ». Where there is a "ne" that one decides.
_SPOKEN = re.compile(
    r"(?:^|[,;:(] ?|\b(?:c'est|c|ca|ça|suis|est|es|sais|sait|veux|veut|peux|peut|ai|as|a|avez|ont|fait|va|vas|vais|"
    r"faut|crois|pense|dois|doit|connais|vois|comprends|aime|y a|ya|était|sera|c'était|j'aime|j'ai|t'as|t'es) )"
    r"(?:(?:vraiment|toujours|même|encore|franchement) )?(?P<pas>pas)(?:(?=[.!]|$)| "
    r"(?!à pas|de (?:géant|la porte|deux|chance\b|loup|quoi)|seulement|que\b|mal\b|loin|plus tard|cher"
    r"|tous les jours)[\w']+)",
    re.IGNORECASE,
)
_NE = re.compile(r"\bne\b|\bn'", re.IGNORECASE)
# Twice no (« il n'est pas exclu », "may yet"), and the word that says the contrary where the English has only that.
_NO_TOO = {
    r"exclu\w*": r"excluded|ruled out|out of the question",
    r"impossible\w*": "impossible",
    r"improbable\w*": "unlikely|improbable",
    r"invraisemblable\w*": "implausible|unlikely|improbable|far-fetched",
    r"rares?\b": "rare|rarely|uncommon|unusual",
    r"interdit\w*": "forbidden|prohibited|banned|illegal",
    r"sans\b": "without|risk-free",
    r"moins\b": "less|fewer",
    r"peu\b": "little|few",
    r"négligeables?": "negligible|insignificant",
    r"inutiles?": "useless|unnecessary|pointless|needless",
    r"étrang\w+": r"foreign\w*|strangers?|strange|alien|unrelated",
    r"anodin\w*": "innocuous|harmless|trivial|insignificant",
    r"inconnu\w*": "unknown|unfamiliar|strangers?",
    r"incompatible\w*": "incompatible",
    r"ignor\w+": r"ignor\w+|unaware",
    r"tort\b": "wrong|mistaken",
    r"faux\b": "false|wrong|untrue|incorrect",
    r"insensible\w*": "insensitive|indifferent|unmoved",
    r"indifférent\w*": "indifferent",
    r"hésit\w+": r"hesitat\w*",
    r"tard(?:é|er?|ent|ait|aient|era|eront)\b": r"delay\w*|late\b|long\b|slow\w*",
    r"graves?\b": "serious|grave|severe",
    r"mal\b": "bad|badly|ill|poorly",
    r"(?:eu )?lieu\b": r"tak(?:es?|ing) place|took place|held|happen\w*|occur\w*|ahead|went|go(?:es|ing)? on|will be|"
    r"scheduled|play\w*",
    r"manqu\w+": r"lack\w*|miss\w*|short of|absen\w*|want(?:s|ed|ing)|need\w*",
    r"(?:cess|arrêt)\w+": r"stop\w*|ceas\w*|halt\w*|quit\w*|arrest\w*",
}
_UNDONE = re.compile(
    rf",? (?:du tout )?(?:(?:si|très|tout à fait|non plus|toujours|\w+ment) )?(?:à )?(?:{'|'.join(_NO_TOO)})",
    re.IGNORECASE,
)
# The verb that is denied says no itself: « il ne manque pas de courage », "plenty of".
_WANTING = re.compile(r"\b(?:manqu|cess|arrêt|tard|hésit)\w+", re.IGNORECASE)
_BARE = {re.compile(french, re.I): re.compile(rf"\b(?:{english})\b", re.I) for french, english in _NO_TOO.items()}
_MISSING = re.compile(
    r"\bil (?:leur |lui |nous |vous |me |te |en |y )?manqu(?:e|ent|ait|aient|era|erait) (?!pas|plus|jamais)",
    re.IGNORECASE,
)
_STILL_MISSING = re.compile(
    r"\b(?:short(?:age|fall|s)?|need\w*|miss\w*|deficien\w*|gaps?|vacan\w*|want(?:s|ed|ing)?|require[sd]?|only|but|scarc\w*|deficit|"
    r"away|remain\w*|left|more|yet|still|fall\w*|fell|absent\w*|shy|additional|extra|out of|should)\b",
    re.IGNORECASE,
)
_NEGATIVE = re.compile(
    r"\b(?:not|no|never|none|nothing|nobody|nowhere|neither|nor|without|cannot|hardly|barely|scarcely|rarely|seldom"
    r"|few|fewer|little|less|unless|until|fail\w*|lack\w*|refus\w*|reject\w*|den(?:y|ies|ied)|prevent\w*|avoid\w*"
    r"|miss(?:ing|ed|es)|yet to|instead of|rather than|far from|absen(?:t|ce)|declin(?:e[sd]?|ing)|neglect\w*"
    r"|forg[eo]t\w*|los(?:es?|t)|prohibit\w*|forbid\w*|forbade|ban(?:s|ned)?|unable|incapab\w*|exempt|exclud\w*"
    r"|dis(?:agree|like|approv|regard|satisf|courag)\w*|un(?!der|i|til|cle)\w{3,}|impossib\w+|im(?:mo|pa[rst]|pe[nr])\w+"
    r"|in(?:ab|acc|ade|app|cap|conc|cons|conv|corr|def|eff|eli|suf|sig|tol|val|vis)\w+|ir(?:re|ra)\w+|il(?:le|lo)\w+"
    r"|\w{3,}less|non)\b|n't\b",
    re.IGNORECASE,
)
# « Il y a des blessés », "There are no injured".
_NONE = re.compile(
    r"\bthere (?:is|are|was|were|will be|has been|have been) (?:no\b|nobody|nothing|none)", re.IGNORECASE
)
_THERE_IS = re.compile(r"\bil y (?:a|avait|aura|aurait|eut)\b", re.IGNORECASE)
_ANY_NO = re.compile(
    r"\b(?:ne|pas|non|sans|ni|aucune?|rien|jamais|personne|nul\w*|zéro|point|plus|guère|peu|rares?|moins|seul\w*|que|hors|fin"
    r"|absen\w+|manqu\w+|dispar\w+|vides?|faute|exclu\w*|im\w+|in\w+|pénurie\w*|belle lurette)\b|\bn'",
    re.IGNORECASE,
)

# « Bruxelles s'est gardée de réagir » that "kept reacting": a verb that denies what follows.
_ABSTAINED = re.compile(
    r"\b(?:(?:se|s'est|se sont|s'étaient|s'était|s'être) (?:bien |soigneusement |prudemment |toutefois )?"
    r"gard(?:ée?s?|e|ent|er|era|eront|ait|aient)|s'(?:est |étai\w+ |être )?(?:abstien\w*|absten\w+)|se sont abstenue?s)"
    r"(?: \w{4,14})? (?:de |d')(?=(?:l[ae]s? |l'|en |y |se |s'|tout )?\w+(?:er|ir|re)\b)",
    re.IGNORECASE,
)
_REFRAINED = re.compile(
    r"\b(?:re?strain\w*|omit\w*|refrain\w*|abst[ae]\w*|careful\w*|wary|cautious\w*|stop\w* short|hesita\w*|"
    r"shy\w*|shied|resist\w*|held back|h[eo]ld\w* off|reluctan\w*|silen\w*|guard\w* against|bewar\w*|without|"
    r"stay\w* (?:away|out)|steer\w*)\b",
    re.IGNORECASE,
)

# « Ni confirmé ni infirmé » that is "not confirmed": two things are denied.
_NEITHER = re.compile(r"\bni (?!plus\b|l'un)[\w'-]{3,30} ni [\w'-]{3,30}", re.IGNORECASE)
_BOTH = re.compile(
    r"\b(?:n?or|and|n?either|nothing|none|without|both|not? [^.;]{0,80}, not?|as well|as [^.;]{0,40} as)\b"
    r"|[;/]|, not?\b",
    re.IGNORECASE,
)


def check(source: str, target: str) -> Finding | None:
    """A warning where the source says ``ne … pas`` (or jamais, rien, aucun …) and the target has no negative word; the
    same for a spoken ``pas`` and for ``il manque``.

    Negative means more than *not*: *without*, *fail*, *unlikely*, *useless* and the like, as translators turn them.
    Of 335,264 human pairs 26 have such a finding for a spoken ``pas``, none for ``il manque``.
    """
    french, english = plain(source), plain(target)
    if (none := _NONE.search(english)) and _THERE_IS.search(french) and not _ANY_NO.search(french):
        return Finding("negation", "warning", f"Nothing is denied in the source: “{none[0]}”.", source, target)
    abstained = _ABSTAINED.search(french)
    if abstained and not _NEGATIVE.search(english) and not _REFRAINED.search(english):
        return Finding("negation", "warning", f"The negation may be lost: “{abstained[0].strip()}”.", source, target)
    both = _NEITHER.search(french)
    if both and _NE.search(french) and not _NEGATIVE.search(english) and not french.rstrip(' »”"').endswith("?"):
        return Finding("negation", "warning", f"The negation may be lost: “{both[0]}”.", source, target)
    if both and not _BOTH.search(english):
        return Finding("negation", "warning", f"One of two may be lost: “{both[0]}”.", source, target)
    denied, undone = _denied(french)
    if not denied:
        denied, english = _bare(undone, english)
    missing = None if denied else _MISSING.search(french)
    # A question means the same with and without: "Ne faut-il pas …?"
    if not (denied or missing) or source.rstrip(' »”"').endswith("?") or _NEGATIVE.search(english):
        return None
    if missing:
        if _STILL_MISSING.search(english):
            return None
        return Finding("negation", "warning", f"What is missing may be there: “{missing[0].strip()}”.", source, target)
    return Finding("negation", "warning", f"The negation may be lost: “{denied}”.", source, target)


def _denied(french: str) -> tuple[str | None, list[tuple[str, str]]]:
    """What the French denies, in its words; or else all that it denies twice, and the words that do it."""
    undone = []
    for negated in _NEGATED.finditer(french):
        if wanting := _WANTING.search(negated[0]):
            undone.append((negated[0], wanting[0]))
            continue
        twice = _UNDONE.match(french, negated.end())
        if not twice:
            return negated[0], []
        undone.append((negated[0] + twice[0], twice[0]))
    if undone or ("pas" not in french and "Pas" not in french) or _NE.search(french):
        return None, undone
    spoken = _SPOKEN.search(french)
    if spoken is None:
        return None, []
    twice = _UNDONE.match(french, spoken.end("pas"))
    said = french[spoken.start() : twice.end() if twice else spoken.end()].strip(",;:( ")
    return (None, [(said, twice[0])]) if twice else (said, [])


def _bare(undone: list[tuple[str, str]], english: str) -> tuple[str | None, str]:
    """What of « pas rare » the English has as "rare", and the rest of the English, which may still deny it."""
    for said, twice in undone:
        for french, bare in _BARE.items():
            if french.search(twice) and bare.search(english):
                return said, bare.sub(" ", english)
    return None, english
