"""What is done to a text without a model: which language, what of it is the article, where its sentences end, and how
French and English are set.

Comes in: a document or a string. Goes out: the same, or offsets into it. Nothing here knows an engine,
a check or a file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dipx.lazily import handed_on

if TYPE_CHECKING:
    from dipx.text.clauses import halves as halves
    from dipx.text.clean import keep_all as keep_all
    from dipx.text.clean import leave_out as leave_out
    from dipx.text.clean import reasons as reasons
    from dipx.text.language import detect as detect
    from dipx.text.segmentation import segment_document as segment_document
    from dipx.text.typography import english as english

__getattr__ = handed_on(
    __name__,
    {
        "detect": "language",
        "english": "typography",
        "halves": "clauses",
        "keep_all": "clean",
        "leave_out": "clean",
        "reasons": "clean",
        "segment_document": "segmentation",
    },
)
