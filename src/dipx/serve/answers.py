"""Bodies of answers."""

from __future__ import annotations

import json
from typing import Any

from starlette.responses import JSONResponse

from dipx.serve.refusals import Refused


class LibreJson(JSONResponse):
    """JSON as LibreTranslate writes it: sorted keys, letters as they are, a line end."""

    def render(self, content: Any) -> bytes:
        return (json.dumps(content, ensure_ascii=False, sort_keys=True) + "\n").encode("utf-8", "replace")


def refusal(refused: Refused) -> LibreJson:
    return LibreJson({"error": refused.text}, status_code=refused.status, headers=refused.headers)
