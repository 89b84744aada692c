"""The lists, the lexicon and the weights that the checks of ``dipx`` look things up in.

Comes in: bitext, and the Unicode CLDR for names of places. Goes out: files in ``src/dipx/checks``, and the weights that
``completeness.py`` prints for the check's own file. No model is learned here; the words are the checks' own, so that
what is counted is what is looked up.
"""
