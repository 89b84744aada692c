"""What bullets are learned from: the rewriter's pairs, and the weights of the sentence selector.

Comes in: English stories with their editors' highlights or headlines. Goes out: corpora for ``training.data.prepare``
(what the rewriter reads, a bullet), and ``src/dipx/bullets/selector.json``. How a bullet is read and judged is asked of
``dipx.bullets``, so that the models learn what the program does.
"""
