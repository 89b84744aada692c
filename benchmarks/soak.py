"""A server under mixed traffic for a while: ``python benchmarks/soak.py ../shared/eval/newstest2013.fr --minutes 20``.

On loopback alone, and for at most ``MOST`` minutes. Threads send texts, lists, parts of pages, files, jobs that are
stopped and jobs that are fetched, bullets, /detect; others break off in the middle of a request or of an answer, send
half a head, broken JSON, bodies that are too large, names that lead elsewhere. Every answer has to have a status that
is right for it, ``/health`` has to answer within a second, and the resident size may not grow by more than 50 MB from
the end of the first fifth, when all kinds of work have been done, to the end: medians of a tenth of the time each.
Exit code 1 where one of these is not so.
"""

from __future__ import annotations

import argparse
import json
import random
import socket
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from live import HOST, Client, Server, server

MOST = 60.0  # minutes
GROWTH = 50.0  # MB
HEALTHY = 1.0  # seconds for /health
FORM = {"Content-Type": "multipart/form-data; boundary=edge"}
JSON = {"Content-Type": "application/json"}
LANGUAGES = {"source": "fr", "target": "en"}


class Traffic:
    """What is sent, in threads, until the time is over; ``statuses`` by kind, and what was ``wrong``."""

    def __init__(self, live: Server, lines: list[str], ends: float) -> None:
        self.live = live
        self.lines = lines
        self.ends = ends
        self.statuses: Counter[tuple[str, int]] = Counter()
        self.wrong: list[str] = []

    def run(self, kind: str, seed: int) -> None:
        """One client: the same kind again and again."""
        some = random.Random(seed)
        while time.monotonic() < self.ends and len(self.wrong) < 20:
            try:
                status, right = KINDS[kind](self, some)
            except OSError as error:
                status, right = 0, {200}
                self.wrong.append(f"{kind}: {error!r}")
            self.statuses[kind, status] += 1
            if status not in right | {429}:
                self.wrong.append(f"{kind}: status {status}")
            if status == 429:
                time.sleep(some.uniform(0.5, 1.5))

    def text(self, some: random.Random, lines: int) -> str:
        return "\n\n".join(some.choices(self.lines, k=lines))

    def send(self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None) -> int:
        client = Client(self.live.port)
        try:
            return client.send(method, path, body, headers)[0]
        finally:
            client.close()

    def post(self, path: str, **fields: object) -> int:
        return self.send("POST", path, json.dumps(fields).encode(), JSON)

    def break_off(self, sent: bytes, *, after: float = 0.0) -> None:
        with socket.create_connection((HOST, self.live.port), timeout=10) as connection:
            connection.sendall(sent)
            time.sleep(after)


Answer = tuple[int, set[int]]
"""A status, and those that are right."""


def texts(traffic: Traffic, some: random.Random) -> Answer:
    return traffic.post("/translate", q=traffic.text(some, 1), alternatives=some.choice([0, 0, 2]), **LANGUAGES), {200}


def lists(traffic: Traffic, some: random.Random) -> Answer:
    return traffic.post("/translate", q=some.choices(traffic.lines, k=some.randint(2, 30)), **LANGUAGES), {200}


def pages(traffic: Traffic, some: random.Random) -> Answer:
    page = "".join(f"<p>{line} <b>{line[:20]}</b></p>" for line in some.choices(traffic.lines, k=3))
    return traffic.post("/translate", q=page, format="html", **LANGUAGES), {200}


def bullets(traffic: Traffic, some: random.Random) -> Answer:
    return traffic.post("/v1/summarise", text=traffic.text(some, 10)), {200}


def detections(traffic: Traffic, some: random.Random) -> Answer:
    return traffic.post("/detect", q=some.choice(traffic.lines)[: some.randint(1, 200)]), {200}


def _form(files: list[tuple[str, bytes]]) -> bytes:
    fields = "".join(
        f'--edge\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in LANGUAGES.items()
    )
    parts = [
        f'--edge\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode() + raw + b"\r\n"
        for name, raw in files
    ]
    return fields.encode() + b"".join(parts) + b"--edge--\r\n"


def files(traffic: Traffic, some: random.Random) -> Answer:
    raw = traffic.text(some, some.randint(1, 20)).encode()
    client = Client(traffic.live.port)
    status, answer = client.send("POST", "/translate_file", _form([("a.txt", raw)]), FORM)
    if status == 200:
        path = answer["translatedFileUrl"].partition("/download_file/")[2]
        status = client.send("GET", f"/download_file/{path}")[0]
    client.close()
    return status, {200}


def jobs(traffic: Traffic, some: random.Random) -> Answer:
    """A file of three is broken; half of the jobs are stopped, the others followed to their end and fetched."""
    sent = [("a.txt", traffic.text(some, 5).encode()), ("b.docx", b"none"), ("c.txt", traffic.text(some, 9).encode())]
    client = Client(traffic.live.port)
    status, job = client.send("POST", "/v1/jobs", _form(sent), FORM)
    if status == 202:
        place = f"/v1/jobs/{job['id']}"
        if some.random() < 0.5:
            status = client.send("DELETE", place)[0]
        else:
            client.send("GET", f"{place}/events")  # until it is over
            status = client.send("GET", f"{place}/zip")[0]
    client.close()
    return status, {200}


def goers(traffic: Traffic, some: random.Random) -> Answer:
    """Clients that are gone before their answer, or before the end of what they say."""
    body = json.dumps({"q": some.choices(traffic.lines, k=20), **LANGUAGES}).encode()
    head = (
        f"POST /translate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    whole = head.encode() + body
    traffic.break_off(whole[: some.randint(1, len(whole))], after=some.uniform(0, 0.3))
    traffic.break_off(whole, after=some.uniform(0, 1))
    time.sleep(some.uniform(0, 1))
    return 200, {200}


def fiends(traffic: Traffic, some: random.Random) -> Answer:
    """What is no request, or too much of one."""
    time.sleep(some.uniform(0, 0.5))
    large = b"x" * (11 << 20)
    tries: list[tuple[Callable[[], int], int]] = [
        (lambda: traffic.send("POST", "/translate", b'{"q": ', JSON), 400),
        (lambda: traffic.send("POST", "/translate", large, JSON), 413),
        (lambda: traffic.post("/translate", q=["le"] * 10_000, **LANGUAGES), 400),
        (lambda: traffic.post("/translate", q=5, **LANGUAGES), 400),
        (lambda: traffic.send("GET", "/download_file/..%2F..%2Fetc%2Fpasswd"), 404),
        (lambda: traffic.send("GET", "/v1/jobs/none"), 404),
        (lambda: traffic.send("POST", "/translate_file", _form([("a.docx", large)]), FORM), 400),
    ]
    ask, right = some.choice(tries)
    return ask(), {right}


def slow_ones(traffic: Traffic, some: random.Random) -> Answer:
    traffic.break_off(b"POST /translate HTTP/1.1\r\nHost: x\r\nX-Slow: ", after=some.uniform(1, 20))
    return 200, {200}


def health(traffic: Traffic, some: random.Random) -> Answer:
    time.sleep(0.5)
    began = time.monotonic()
    status = traffic.send("GET", "/health")
    if (took := time.monotonic() - began) > HEALTHY:
        traffic.wrong.append(f"health: {took:.1f} s")
    return status, {200}


KINDS: dict[str, Callable[[Traffic, random.Random], Answer]] = {
    "texts": texts, "lists": lists, "pages": pages, "bullets": bullets, "detections": detections, "files": files,
    "jobs": jobs, "goers": goers, "fiends": fiends, "slow": slow_ones, "health": health,
}  # fmt: skip
CLIENTS = {"texts": 4, "slow": 4, "goers": 2}  # of the others one each


def soak(live: Server, lines: list[str], minutes: float) -> dict[str, object]:
    seconds = 60 * min(minutes, MOST)
    traffic = Traffic(live, lines, time.monotonic() + seconds)
    clients = [(kind, 100 * number) for number, kind in enumerate(KINDS)]
    clients += [
        (kind, 100 * number + more) for number, kind in enumerate(KINDS) for more in range(1, CLIENTS.get(kind, 1))
    ]
    threads = [threading.Thread(target=traffic.run, args=client) for client in clients]
    for thread in threads:
        thread.start()
    sizes: list[float] = []
    while any(thread.is_alive() for thread in threads) and live.process.poll() is None:
        sizes.append(live.megabytes)
        time.sleep(1)
    for thread in threads:
        thread.join()
    tenth = max(1, len(sizes) // 10)
    early, late = statistics.median(sizes[2 * tenth : 3 * tenth] or sizes), statistics.median(sizes[-tenth:])
    return {
        "minutes": round(seconds / 60, 1),
        "alive": live.process.poll() is None,
        "megabytes": {"early": round(early), "late": round(late), "most": round(max(sizes))},
        "grew_by": round(late - early, 1),
        "statuses": {f"{kind} {status}": count for (kind, status), count in sorted(traffic.statuses.items())},
        "wrong": traffic.wrong,
        "faults_in_its_log": [line for line in live.said if "Traceback" in line or "Error" in line][:20],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, help="French, a line a sentence")
    parser.add_argument("--minutes", type=float, default=20)
    given = parser.parse_args()
    lines = [line for line in given.file.read_text("utf-8").splitlines() if line.strip()]
    with tempfile.TemporaryDirectory() as place:
        with server("--keep", "1", "--metrics", TMPDIR=place) as live:
            found = soak(live, lines, given.minutes)
        found["left_on_disk"] = len(list(Path(place).rglob("*")))
    print(json.dumps(found, indent=1))
    wrong = found["wrong"] or found["faults_in_its_log"] or not found["alive"] or found["left_on_disk"]
    sys.exit(1 if wrong or float(str(found["grew_by"])) > GROWTH else 0)


if __name__ == "__main__":
    main()
