"""A French negation with nothing negative left in the English."""

from __future__ import annotations

import re

from dipx.document import Finding
from dipx.text.words import plain

# "ne … que" restricts and a "ne" alone is often expletive: only a full negation is demanded.
_NEGATED = re.compile(
    r"\b(?:ne |n')(?:(?:l'|m'|t'|s'|y |en |le |la |les |lui |leur |me |te |se |nous |vous )*)[\w'-]+(?:-(?:t-)?\w+)?"
    r"(?: [\w']+){0,2}? (pas|jamais|rien|aucune?|personne|nulle part|nullement)\b(?! (?:seulement|uniquement|que\b))"
    # Before an infinitive (ne pas signer), and where the negative word comes first.
    r"|\bne (?:pas|jamais|rien)\b(?! (?:seulement|uniquement|que\b))"
    r"|\b(?:personne|rien|aucune?(?: \w+)?) n(?:e |')",
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


def check(source: str, target: str) -> Finding | None:
    """A warning where the source says ``ne … pas`` (or jamais, rien, aucun …) and the target has no negative word.

    Negative means more than *not*: *without*, *fail*, *unlikely*, *useless* and the like, as translators turn them.
    """
    negated = _NEGATED.search(plain(source))
    # A question means the same with and without: "Ne faut-il pas …?"
    if negated is None or source.rstrip(' »”"').endswith("?") or _NEGATIVE.search(plain(target)):
        return None
    return Finding("negation", "warning", f"The negation may be lost: “{negated[0]}”.", source, target)
