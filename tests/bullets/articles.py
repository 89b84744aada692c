"""Articles to make bullets of."""

from __future__ import annotations

from dipx.document import Translation
from dipx.evaluation.summary import as_translations

ARTICLE = """\
The French government announced on Tuesday that it will spend 3.5 billion euros on rail lines by 2030.
The plan covers 120 regional lines that the operator SNCF had marked for closure.
Transport Minister Claire Morel said the work would begin in Brittany in the spring.
He also thanked the unions.
"We have waited for this for twenty years."
Unions welcomed the money but warned that 4,000 jobs were still at risk at SNCF workshops.
Will the trains run on time?
The opposition said the plan lacked funding after 2027, according to a statement by its leader Paul Garnier.
Read also: our map of the lines.
Passenger numbers on regional trains rose by 12 percent last year in France.
Photo: Jean Petit / AFP
Environmental groups called the announcement a turning point for rural France.
The parliament will vote on the rail plan in November.
The French government announced on Tuesday that it will spend 3.5 billion euros on rail lines by 2030.
"""
SOURCE = "Claire Morel said on Tuesday that the French state will spend 3.5 billion euros on 120 regional lines."
NAMES = "Morel Garnier Petit Lambert Rousseau Vidal Mercier Fontaine Chevalier Renaud".split()
TOWNS = "Rennes Brest Lorient Vannes Quimper Dinan Fougères Redon Morlaix".split()
SUBJECTS = "schools bridges trams hospitals libraries markets museums".split()
CAUSES = (
    "protests by farmers over prices",
    "votes in every council chamber",
    "gifts from some old families",
    "floods along the lower river",
    "talks with engineers about noise",
    "delays caused by winter storms",
    "loans from banks in Paris",
    "petitions signed by young parents",
    "repairs to damaged water pipes",
    "disputes between owners and tenants",
    "surveys of traffic at night",
)


def article(sentences: int) -> list[Translation]:
    """Sentences of thirteen words that share little with their neighbours, nine to a block."""
    lines = [
        f"Mayor {NAMES[n % 10]} opened {100 + n} {SUBJECTS[n % 7]} near {TOWNS[n % 9]} after {CAUSES[n % 11]}."
        for n in range(sentences)
    ]
    return as_translations("\n".join(" ".join(lines[start : start + 9]) for start in range(0, sentences, 9)))
