"""Model folders: what they say of themselves, whether they are whole, where they are, how to get them.

Comes in: a name, a path, or a repository on the hub. Goes out: a ``ModelFolder`` whose files are all there. Nothing is
fetched unless ``hub.py`` is asked to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dipx.lazily import handed_on

if TYPE_CHECKING:
    from dipx.models.folder import ModelFolder as ModelFolder
    from dipx.models.folder import open_folder as open_folder
    from dipx.models.install import add_folder as add_folder
    from dipx.models.registry import list_models as list_models
    from dipx.models.registry import resolve as resolve

__getattr__ = handed_on(
    __name__,
    {
        "ModelFolder": "folder",
        "add_folder": "install",
        "list_models": "registry",
        "open_folder": "folder",
        "resolve": "registry",
    },
)
