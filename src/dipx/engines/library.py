"""CTranslate2 without what its package imports beside it."""

from __future__ import annotations

import contextlib
import sys
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from typing import Any


def library() -> Any:
    """Its compiled module, whose package is asyncio for the rest: 10 ms for 50.

    A later ``import ctranslate2`` finds and uses it. On Windows the package says where its libraries are.
    """
    if "ctranslate2" not in sys.modules and sys.platform != "win32":
        with contextlib.suppress(ImportError, AttributeError):
            return sys.modules.get("ctranslate2._ext") or _compiled()
    import ctranslate2

    return ctranslate2


def _compiled() -> Any:
    package = find_spec("ctranslate2")
    spec = PathFinder.find_spec("ctranslate2._ext", package.submodule_search_locations if package else None)
    if spec is None or spec.loader is None:
        raise ImportError("ctranslate2 has no compiled module")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    sys.modules[spec.name] = module
    return module
