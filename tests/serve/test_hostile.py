"""Clients that break off, send half, too much or nonsense; a server that is told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import json
import signal
import socket
import threading
import time
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.routing import Route

from dipx.serve.app import _internal
from dipx.serve.refusals import NO_JSON
from tests.serve.conftest import Answer, Live, Serve

ASKED = {"q": "le chat", "source": "fr", "target": "en"}


def lives(live: Live) -> bool:
    return live.post("/translate", **ASKED).raw == b'{"translatedText": "the tahc"}\n'


def raw(live: Live, sent: bytes, *, read: bool = True) -> bytes:
    with socket.create_connection(("127.0.0.1", live.port), timeout=10) as connection:
        connection.sendall(sent)
        return connection.recv(65536) if read else b""


@pytest.mark.parametrize(
    "sent",
    [
        b"GET / HTTP/1.1\r\nHo",
        b"POST /translate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{",
        b"POST /v1/jobs HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=a\r\n"
        b"Content-Length: 99\r\n\r\n--a\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    ],
)
def test_half_a_request(live: Live, sent: bytes) -> None:
    for _ in range(20):
        raw(live, sent, read=False)
    assert lives(live)


def test_slow_clients_keep_nobody_waiting(live: Live) -> None:
    slow = [socket.create_connection(("127.0.0.1", live.port), timeout=10) for _ in range(200)]
    try:
        for connection in slow:
            connection.sendall(b"POST /translate HTTP/1.1\r\nHost: x\r\nX-Slow: ")
        assert lives(live)
    finally:
        for connection in slow:
            connection.close()


def test_no_request_at_all(live: Live) -> None:
    assert b" 400 " in raw(live, b"nonsense\r\n\r\n")
    assert lives(live)


@pytest.mark.parametrize(
    ("path", "kind", "megabytes"),
    [
        ("/translate", "application/json", 100),
        ("/v1/translate", "application/json", 100),
        ("/detect", "application/x-www-form-urlencoded", 100),
        ("/translate", "multipart/form-data; boundary=a", 100),
        ("/translate_file", "multipart/form-data; boundary=a", 100),
        ("/v1/jobs", "multipart/form-data; boundary=a", 300),
    ],
)
def test_a_body_without_end(live: Live, path: str, kind: str, megabytes: int) -> None:
    """It is refused before it comes, in the words of all errors."""
    connection = http.client.HTTPConnection("127.0.0.1", live.port, timeout=10)
    connection.putrequest("POST", path)
    connection.putheader("Content-Type", kind)
    connection.putheader("Content-Length", str(megabytes << 20))
    connection.endheaders()
    answer = connection.getresponse()
    assert answer.status == 413
    assert "larger than" in json.loads(answer.read())["error"]
    connection.close()
    assert lives(live)


def test_a_hundred_megabytes_that_do_come(live: Live) -> None:
    chunks = (
        b"POST /translate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", live.port), timeout=10) as connection:
        connection.sendall(chunks)
        try:
            for _ in range(200):
                connection.sendall(b"100000\r\n" + b"x" * 0x100000 + b"\r\n")
        except OSError:
            pass
    assert lives(live)


def test_a_file_within_its_limit_may_be_larger_than_a_text(live: Live) -> None:
    answer = live.send("/translate_file", [("a.docx", b"x" * (12 << 20))], source="fr", target="en")
    assert answer.status == 400
    assert answer.json["error"].startswith("a.docx is no")


def test_a_file_that_is_too_large(serve: Serve) -> None:
    live = serve("--file-limit", "1")
    answer = live.send("/translate_file", [("a.txt", b"le " * 600_000)], source="fr", target="en")
    assert answer.status in (400, 413)
    assert "error" in answer.json
    assert lives(live)


def test_ten_thousand_texts(serve: Serve, live: Live) -> None:
    refused = live.post("/translate", q=["le chat"] * 10_000, source="fr", target="en")
    error = "Invalid request: request (10000) exceeds text limit (1000)"
    assert (refused.status, refused.json) == (400, {"error": error})
    live = serve("--batch-limit", "0")
    answer = live.post("/translate", q=["le chat"] * 10_000, source="fr", target="en")
    assert answer.json["translatedText"] == ["the tahc"] * 10_000


def test_many_at_once_have_the_answers_of_each_alone(live: Live) -> None:
    texts = [f"le chat numéro {number} dort, et la ville {number * 7} est loin" for number in range(64)]
    alone = [live.post("/translate", q=text, source="fr", target="en").json for text in texts]
    found: dict[int, Answer] = {}

    def ask(number: int) -> None:
        found[number] = live.post("/translate", q=texts[number], source="fr", target="en")

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(64)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [found[number].json for number in range(64)] == alone


def test_too_much_waits(serve: Serve) -> None:
    """With no wait allowed the second of two long requests is refused, in the clients' words."""
    live = serve("--max-wait", "0", fresh=True)
    long = [f"le chat numéro {number} dort" for number in range(900)]
    answers: list[Answer] = []
    threads = [
        threading.Thread(target=lambda: answers.append(live.post("/translate", q=long, source="fr", target="en")))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    health = live.get("/health")
    for thread in threads:
        thread.join()
    assert health.json == {"status": "ok"}
    refused = [answer for answer in answers if answer.status != 200]
    assert refused
    assert {answer.status for answer in refused} == {429}
    assert all(answer.json["error"].startswith("Slowdown: ") for answer in refused)
    assert all(1 <= int(answer.headers["retry-after"]) <= 60 for answer in refused)


def test_a_stop_ends_what_was_begun_and_leaves_nothing(serve: Serve) -> None:
    live = serve(fresh=True)
    [folder] = Path(f"/proc/{live.process.pid}/environ").read_bytes().split(b"TMPDIR=")[1:]
    home = Path(folder.split(b"\0")[0].decode())
    mine = f"dipx-serve-{live.process.pid}-*"
    assert list(home.glob(mine))
    body = json.dumps({"q": ["le chat"] * 1000, "source": "fr", "target": "en"}).encode()
    head = (
        f"POST /translate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", live.port), timeout=30) as connection:
        connection.sendall(head.encode() + body)
        time.sleep(0.05)
        live.process.send_signal(signal.SIGTERM)
        answer = b""
        while piece := connection.recv(65536):
            answer += piece
    assert b" 200 " in answer.split(b"\r\n")[0]
    assert answer.count(b"the tahc") == 1000
    assert live.process.wait(timeout=40) in (0, -signal.SIGTERM)
    assert not list(home.glob(mine))


def test_nothing_of_a_text_stays(live: Live) -> None:
    secret = "anticonstitutionnellement"
    live.post("/translate", q=f"le {secret}", source="fr", target="en")
    live.post("/v1/summarise", text=f"Le {secret} est là.")
    home = Path(Path(f"/proc/{live.process.pid}/environ").read_bytes().split(b"TMPDIR=")[1].split(b"\0")[0].decode())
    for file in home.rglob("*"):
        assert not file.is_file() or secret.encode() not in file.read_bytes()


def test_ctrl_c_is_how_a_server_ends(serve: Serve) -> None:
    live = serve(fresh=True)
    live.process.send_signal(signal.SIGINT)
    assert live.process.wait(timeout=40) == 0
    said = live.said.read_text()
    assert "stopping" in said
    assert "kept" not in said  # nothing is


def test_metrics_hold_no_text_address_or_key(serve: Serve, keys: Path) -> None:
    live = serve("--metrics", "--api-keys", str(keys), fresh=True)
    live.post("/translate", q="le secretissime", source="fr", target="en", api_key="good")
    live.get("/download_file/secretissime")
    live.get("/secretissime")
    told = live.get("/metrics").raw.decode()
    assert 'dipx_requests_total{path="/translate",status="200"} 1.0' in told
    assert "dipx_segments_total 1.0" in told
    for word in ("secretissime", "127.0.0.1", "good"):
        assert word not in told


def test_a_place_that_is_taken(live: Live) -> None:
    from tests.command import dipx

    answer = dipx("serve", "--engine", "fake", "--port", str(live.port))
    assert answer.returncode == 2
    assert answer.stderr.decode() == f"dipx: cannot listen on 127.0.0.1:{live.port}: Address already in use\n"


def test_one_who_goes_leaves_no_line_in_the_log(serve: Serve) -> None:
    live = serve(fresh=True)
    body = json.dumps({"q": ["le chat"] * 900, "source": "fr", "target": "en"}).encode()
    head = (
        f"POST /translate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    for _ in range(8):
        raw(live, head.encode() + body, read=False)
    assert lives(live)
    live.process.send_signal(signal.SIGTERM)
    live.process.wait(timeout=40)
    assert "Cancelled" not in live.said.read_text()


def test_it_listens_in_one_place_and_speaks_to_nobody_else(live: Live) -> None:
    """Its sockets as the kernel lists them, after work of all kinds."""
    live.post("/v1/summarise", text="Le chat est là.")
    live.send("/translate_file", [("a.txt", b"le chat")], source="auto", target="en")
    process = Path(f"/proc/{live.process.pid}")
    own = set()
    for file in (process / "fd").iterdir():
        with contextlib.suppress(FileNotFoundError):  # closed since
            own.add(str(file.readlink()))
    lines = [
        line.split()
        for name in ("tcp", "tcp6", "udp", "udp6")
        if (process / "net" / name).exists()
        for line in (process / "net" / name).read_text().splitlines()[1:]
    ]
    ours = {line[1] for line in lines if f"socket:[{line[9]}]" in own}
    assert ours == {f"0100007F:{live.port:04X}"}


@pytest.mark.parametrize(("route", "shown"), [(Route("/v1/jobs/{job}", print), "/v1/jobs/{job}"), (None, "other")])
def test_the_log_tells_no_path_of_a_request(caplog: pytest.LogCaptureFixture, route: Route | None, shown: str) -> None:
    """A path may hold the key to somebody's file, or codes for the terminal of whoever reads the log."""
    path = "/v1/jobs/secret\x1b[31m"
    request = Request({"type": "http", "method": "GET", "path": path, "headers": [], "route": route})
    asyncio.run(_internal(request, ValueError("no")))
    assert f"GET {shown}: ValueError" in caplog.text
    assert "secret" not in caplog.text


@pytest.mark.parametrize("path", ["/translate", "/translate_file", "/v1/jobs"])
@pytest.mark.parametrize("end", ["", "\r\n", "\r\n--a", "\r\n--a\r\n", "\r\n--a\r\nContent-Disposition: form-data"])
def test_a_form_without_its_last_boundary_is_half_a_request(live: Live, path: str, end: str) -> None:
    """Its last part, which has no end, would be left out in silence."""
    fields = {"source": "fr", "target": "en", "q": "le", 'file"; filename="a.txt': "le", 'file"; filename="b.txt': "la"}
    parts = [f'--a\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}' for name, value in fields.items()]
    answer = live.ask("POST", path, ("\r\n".join(parts) + end).encode(), content_type="multipart/form-data; boundary=a")
    assert answer.status == 400
    assert answer.json == {"error": NO_JSON}


@pytest.mark.parametrize("after", [b"--a--", b"--a--\r\n", b"--a--\r\nepilogue"])
def test_a_form_may_end_as_it_likes_behind_its_last_boundary(live: Live, after: bytes) -> None:
    part = b'--a\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n'
    body = part % (b"q", b"le") + part % (b"source", b"fr") + part % (b"target", b"en") + after
    assert live.ask("POST", "/translate", body, content_type="multipart/form-data; boundary=a").status == 200
