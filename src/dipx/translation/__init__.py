"""Segments to English: asked of an engine, checked, repaired, with a person's terms and what must stay as it is.

Comes in: segments, an engine, the user's wishes (glossary, corrections). Goes out: a ``Translation`` for each segment,
with its findings and word links. What was finished once is remembered (``finished.py``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dipx.lazily import handed_on

if TYPE_CHECKING:
    from dipx.translation.capitals import for_model as for_model
    from dipx.translation.finished import Finished as Finished
    from dipx.translation.glossary import NO_TERMS as NO_TERMS
    from dipx.translation.glossary import Glossary as Glossary
    from dipx.translation.glossary_files import load_glossary as load_glossary
    from dipx.translation.quoting import with_quotes as with_quotes
    from dipx.translation.translate import Wishes as Wishes
    from dipx.translation.translate import translate_segments as translate_segments

__getattr__ = handed_on(
    __name__,
    {
        "Finished": "finished",
        "Glossary": "glossary",
        "NO_TERMS": "glossary",
        "Wishes": "translate",
        "for_model": "capitals",
        "load_glossary": "glossary_files",
        "translate_segments": "translate",
        "with_quotes": "quoting",
    },
)
