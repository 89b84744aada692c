"""A few bullets of an article: which sentences, in which words, and the receipt that each has.

Comes in: an article's translations and its title. Goes out: ``Bullet``s, each with the translations that it was made
of. What was finished once is remembered (``finished.py``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dipx.lazily import handed_on

if TYPE_CHECKING:
    from dipx.bullets.finished import bullets_of as bullets_of
    from dipx.bullets.receipts import support as support
    from dipx.bullets.rewriters import Rewriter as Rewriter
    from dipx.bullets.rewriters import load_rewriter as load_rewriter
    from dipx.bullets.summarize import Article as Article
    from dipx.bullets.summarize import summarize_all as summarize_all
    from dipx.bullets.verify import verify_report as verify_report

__getattr__ = handed_on(
    __name__,
    {
        "Article": "summarize",
        "Rewriter": "rewriters",
        "bullets_of": "finished",
        "load_rewriter": "rewriters",
        "summarize_all": "summarize",
        "support": "receipts",
        "verify_report": "verify",
    },
)
