"""A hub on 127.0.0.1: the part of the Hugging Face hub's API that a download uses, with faults on demand.

``/api/models/NAME[/revision/REV]`` answers with the commit and the files; ``/NAME/resolve/REV/FILE`` serves a
file, LFS files by a redirect to ``/cdn/SHA256``, as the real hub does; both understand ``Range``.
"""

from __future__ import annotations

import hashlib
import json
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COMMIT = "9b2f2f1bd3c4a58d4bc7d23a6a5dd6c6f5d1a1f0"
LFS_SUFFIXES = (".bin", ".safetensors", ".spm", ".h5", ".ot")


@dataclass
class FakeHub:
    """One repository and its faults; ``requests`` records (method, path, Range) of what came in."""

    name: str
    folder: Path
    url: str = ""
    status: dict[str, tuple[int, str]] = field(default_factory=dict)  # repository: HTTP status, X-Error-Code
    break_after: dict[str, int] = field(default_factory=dict)  # file: bytes sent before the line drops
    once: bool = True  # the line drops at the first request only
    hang: bool = False  # stop sending instead of dropping the line
    corrupt: set[str] = field(default_factory=set)
    requests: list[tuple[str, str, str | None]] = field(default_factory=list)
    stalled: threading.Event = field(default_factory=threading.Event)
    released: threading.Event = field(default_factory=threading.Event)

    def ranges_of(self, file: str) -> list[str | None]:
        """The Range of each request for ``file``, redirects not counted twice."""
        return [asked for method, path, asked in self.requests if method == "GET" and path.endswith(f"/{file}")]


@contextmanager
def serving(hub: FakeHub) -> Iterator[FakeHub]:
    """Serve ``hub`` on a free port until the block ends; ``hub.url`` is its address."""
    handler = type("HubHandler", (_Handler,), {"hub": hub})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    hub.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield hub
    finally:
        hub.released.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    hub: FakeHub
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._answer()

    def do_HEAD(self) -> None:
        self._answer()

    def log_message(self, format: str, *args: Any) -> None:
        """Silence: the tests read ``hub.requests``."""

    def _answer(self) -> None:
        path = unquote(urlsplit(self.path).path)
        self.hub.requests.append((self.command, path, self.headers.get("Range")))
        parts = path.strip("/").split("/")
        if parts[:2] == ["api", "models"]:
            self._describe("/".join(parts[2:4]), parts[5] if parts[4:5] == ["revision"] else "main")
        elif parts[0] == "cdn":
            self._send_file(next(file for file in self.hub.folder.iterdir() if _sha256(file) == parts[1]))
        elif "resolve" in parts and "/".join(parts[:2]) == self.hub.name and parts[3] in ("main", COMMIT):
            self._resolve(self.hub.folder / parts[4])
        else:
            self._refuse(404, "EntryNotFound")

    def _describe(self, name: str, revision: str) -> None:
        if name in self.hub.status:
            self._refuse(*self.hub.status[name])
        elif name != self.hub.name:
            self._refuse(401, "RepoNotFound")  # the real hub does not tell strangers what does not exist
        elif revision not in ("main", COMMIT):
            self._refuse(404, "RevisionNotFound")
        else:
            body = json.dumps(_description(self.hub)).encode()
            self._head(200, {"Content-Type": "application/json", "Content-Length": str(len(body))})
            self.wfile.write(body)

    def _resolve(self, file: Path) -> None:
        if not file.is_file():
            self._refuse(404, "EntryNotFound")
        elif file.suffix in LFS_SUFFIXES:
            digest = _sha256(file)
            linked = {"X-Linked-Etag": f'"{digest}"', "X-Linked-Size": str(file.stat().st_size)}
            self._head(302, {"Location": f"/cdn/{digest}", "X-Repo-Commit": COMMIT, "Content-Length": "0"} | linked)
        else:
            self._send_file(file)

    def _send_file(self, file: Path) -> None:
        whole = file.read_bytes()
        if file.name in self.hub.corrupt:
            whole = whole[:-1] + bytes([whole[-1] ^ 1])
        asked = self.headers.get("Range")
        start = int(asked.removeprefix("bytes=").partition("-")[0]) if asked else 0
        headers = {
            "ETag": f'"{_blob_id(file)}"',
            "X-Repo-Commit": COMMIT,
            "Content-Length": str(len(whole) - start),
        }
        if asked:
            headers["Content-Range"] = f"bytes {start}-{len(whole) - 1}/{len(whole)}"
        self._head(206 if asked else 200, headers)
        if self.command == "HEAD":
            return
        limit = self.hub.break_after.get(file.name)
        if self.hub.once:
            self.hub.break_after.pop(file.name, None)
        self.wfile.write(whole[start:] if limit is None else whole[start:limit])
        self.wfile.flush()
        if limit is not None:
            self.hub.stalled.set()
            if self.hub.hang:
                self.hub.released.wait(30)
            self.close_connection = True

    def _refuse(self, status: int, code: str) -> None:
        self._head(status, {"X-Error-Code": code, "X-Error-Message": "refused", "Content-Length": "0"})

    def _head(self, status: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()


def _description(hub: FakeHub) -> dict[str, Any]:
    siblings = []
    for file in sorted(hub.folder.iterdir()):
        size = file.stat().st_size
        sibling: dict[str, Any] = {"rfilename": file.name, "size": size, "blobId": _blob_id(file)}
        if file.suffix in LFS_SUFFIXES:
            sibling["lfs"] = {"sha256": _sha256(file), "size": size, "pointerSize": 134}
        siblings.append(sibling)
    return {
        "id": hub.name,
        "sha": COMMIT,
        "siblings": siblings,
        "pipeline_tag": "translation",
        "cardData": {"license": "apache-2.0", "language": ["fr", "en"]},
    }


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _blob_id(file: Path) -> str:
    body = file.read_bytes()
    return hashlib.sha1(b"blob %d\0" % len(body) + body).hexdigest()
