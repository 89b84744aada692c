"""Files that are archives of XML: Word, PowerPoint and Excel, OpenDocument, EPUB.

Comes in: the archive. Goes out: a ``Document`` of its texts, and the same archive with these in English where they
stand (``spots.py``). Each format is a file; ``ooxml.py`` and ``opendocument.py`` are what its family shares.
"""
