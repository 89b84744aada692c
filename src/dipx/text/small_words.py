"""The small words by which French and English are told apart. Each user says what it adds, or takes away, and why."""

from __future__ import annotations

# Of no other language that the press writes, but for a few: where one stands, French does.
FRENCH = frozenset(
    "les des du aux au et est dans qui pour avec sur par pas ce cette ces elle elles ils je nous vous sont êtes ont "
    "une être était été mais leur leurs notre votre comme où donc très même aussi puis chez".split()
)
# Which other languages may have as well, or which are not so small.
FRENCH_TOO = frozenset(
    "que cet étaient il avaient avait ainsi selon après avant depuis entre si ou dont afin lors lorsque alors "
    "toujours encore plus moins tout tous toute toutes sera seront serait fait faire peut peuvent doit doivent quand "
    "parce car nos vos mon ma mes ton ta tes lui eux y se ne n qu j c s m celui celle ceux celles cela ça jamais "
    "rien autre autres contre vers pendant sous jusqu deux trois quatre cinq ans années jour jours toutefois ensuite "
    "parmi malgré puisque quel quelle quels quelles trop bien peu beaucoup ici voici voilà tandis dès soit aucun "
    "aucune chaque quelques plusieurs cependant pourtant hier demain hui aujourd lorsqu puisqu".split()
)
# Which names carry into English text (Le Monde, Cour des comptes): alone they prove nothing.
FRENCH_IN_NAMES = frozenset("le la les de du des et au aux l d à en sur sans par un son sa ses".split())
# "on", "a", "me" and "comment" are words of both languages: they count for neither.
ENGLISH = frozenset(
    "the of and to in is was were be been that this these those with for from by at it its he she they his her their "
    "have has had not but which who when where will would could should are or if an as there than more most into "
    "about before after between under over against because while during without we you my your our do did can what "
    "how all any some up out".split()
)
