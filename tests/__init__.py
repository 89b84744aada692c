"""The tests, in rooms as ``src/dipx`` has them: what tests the hall lies here, what tests the whole in ``whole``.

What several rooms need lies here too: ``command.py`` runs ``dipx`` as a user does, ``strategies.py`` has values for
hypothesis, ``models`` makes tiny models and serves a hub.
"""
