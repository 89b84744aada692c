"""From a path to a document that is ready to be translated: read, its language found, cleaned, cut into segments.

Comes in: a path, or a document. Goes out: ``Prepared``, or a ``Failure`` that names the file. What was found out of a
document once is remembered (``finished.py``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dipx.lazily import handed_on

if TYPE_CHECKING:
    from dipx.reading.files import load as load
    from dipx.reading.files import read as read
    from dipx.reading.finished import FinishedReadings as FinishedReadings
    from dipx.reading.prepared import Prepared as Prepared
    from dipx.reading.prepared import prepare as prepare

__getattr__ = handed_on(
    __name__,
    {
        "FinishedReadings": "finished",
        "Prepared": "prepared",
        "load": "files",
        "prepare": "prepared",
        "read": "files",
    },
)
