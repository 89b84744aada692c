"""From corpora to what is learned from: filtered, free of the test sets, mixed, noised, cut into ids, aligned, chosen.

Comes in: bitext, or one language and a model for the other, and a data config. Goes out: shards (``shards.py``) with
links and scores beside the ids, a vocabulary, and batches. What a translator or a rewriter learns from comes through
here, past the guard of the test sets (``forbidden.py``).
"""
