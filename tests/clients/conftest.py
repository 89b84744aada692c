"""Published clients, unchanged, in environments of their own, and a live server for them.

The environments are made once a session, at the versions of the files beside this one, from whatever index pip and npm
are set up with; nothing of dipx is in them.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.serve.conftest import Live, Serve, _servers, live, serve

__all__ = ["_servers", "live", "serve"]  # fixtures

HERE = Path(__file__).parent
NOWHERE = "http://127.0.0.1:9"  # where a client would get to that asks anybody but the server that it was pointed to

PYTHON = """
import json, sys
url, *more = sys.argv[1:]
said = []
say = said.append

def failed(call, *arguments, **options):
    try:
        return call(*arguments, **options)
    except Exception as error:
        return [type(error).__name__, str(error)]

{script}
print(json.dumps(said, default=vars))
"""

NODE = """
const [url, ...more] = process.argv.slice(2);
const said = [];
const say = async (value) => said.push((await value) ?? null);
const failed = (promise) => promise.catch((error) => [error.name, error.message]);

{script}
console.log(JSON.stringify(said));
"""


@dataclass(frozen=True, slots=True)
class Client:
    """An environment with clients in it, and what runs a script there."""

    folder: Path
    command: tuple[str, ...]
    around: str

    def run(self, script: str, *arguments: str) -> Any:
        """What a script said: it has the server's address as ``url``, what else it was given as ``more``."""
        answer = self.call(*self.command, *arguments, given=self.around.replace("{script}", script))
        assert answer.returncode == 0, answer.stderr
        return json.loads(answer.stdout)

    def call(self, *command: str, given: str = "") -> subprocess.CompletedProcess[str]:
        """A command of the environment, with nothing of the user's settings."""
        settings = {"PATH": os.environ["PATH"], "HOME": str(self.folder), "no_proxy": "127.0.0.1"}
        settings |= {"http_proxy": NOWHERE, "https_proxy": NOWHERE, "PYTHONUTF8": "1"}
        return subprocess.run(
            command, input=given, cwd=self.folder, env=settings, capture_output=True, encoding="utf-8", timeout=60
        )


# What pip and npm say where there is no index, or not these packages; anything else is a fault of ours.
_NOT_TO_BE_HAD = re.compile(
    r"^.*(?:No matching distribution found|Max retries exceeded|Connection(?:Error| refused|TimeoutError)"
    r"|npm (?:ERR!|error) code (?:E404|ETARGET|ENOTFOUND|ECONNREFUSED|ECONNRESET|EAI_AGAIN|ENETUNREACH|ETIMEDOUT)).*",
    re.MULTILINE,
)


def installed(*command: str, cwd: Path) -> None:
    """Run what makes an environment; skips where the packages cannot be had, and says so."""
    try:
        answer = subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=170)
    except subprocess.TimeoutExpired:
        pytest.skip(f"the clients cannot be had: {Path(command[0]).name} did not end within 170 s")
    said = answer.stdout + answer.stderr
    if answer.returncode and (found := _NOT_TO_BE_HAD.search(said)):
        pytest.skip(f"the clients cannot be had: {found[0].strip()}")
    assert answer.returncode == 0, said


def _python(folder: Path, requirements: str) -> Client:
    installed(sys.executable, "-m", "venv", str(folder / "venv"), cwd=folder)
    python = str(folder / "venv" / "bin" / "python")
    installed(python, "-m", "pip", "install", "--quiet", "--retries", "1", "-r", str(HERE / requirements), cwd=folder)
    return Client(folder, (python, "-I", "-X", "utf8", "-"), PYTHON)


@pytest.fixture(scope="session")
def python(tmp_path_factory: pytest.TempPathFactory) -> Client:
    """``libretranslatepy``, ``deep-translator`` and ``libretranslate-aio``."""
    return _python(tmp_path_factory.mktemp("clients"), "python.txt")


@pytest.fixture(scope="session")
def translate(tmp_path_factory: pytest.TempPathFactory) -> Client:
    """``translate`` of PyPI."""
    return _python(tmp_path_factory.mktemp("translate"), "translate.txt")


@pytest.fixture(scope="session")
def node(tmp_path_factory: pytest.TempPathFactory) -> Client:
    """``libretranslate``, ``libretranslate-ts`` and ``translate`` of npm."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        pytest.skip("node and npm are not here: no client of npm can be tried")
    folder = tmp_path_factory.mktemp("node")
    shutil.copy(HERE / "package.json", folder)
    installed(npm, "install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", cwd=folder)
    return Client(folder, (node, "--input-type=module", "-"), NODE)


@pytest.fixture(scope="session")
def locked(_servers: Serve, tmp_path_factory: pytest.TempPathFactory) -> Live:
    """A server that wants the key "good", and texts of at most 50 characters."""
    keys = tmp_path_factory.mktemp("keys") / "keys.txt"
    keys.write_text(hashlib.sha256(b"good").hexdigest())
    return _servers("--api-keys", str(keys), "--char-limit", "50")
