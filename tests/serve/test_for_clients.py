"""What published clients do that nobody would think of (tests/clients runs the clients themselves)."""

from __future__ import annotations

import gzip
import socket
from pathlib import Path
from urllib.parse import quote, urlencode
from urllib.request import urlopen

import pytest

from tests.serve.conftest import Live, Serve


def test_a_key_by_its_other_name(serve: Serve, keys: Path) -> None:
    """``apiKey`` is what the package libretranslate of npm sends."""
    live = serve("--api-keys", str(keys), fresh=True)
    text, q = {"text": "le", "source": "fr"}, {"q": "le", "source": "fr", "target": "en"}
    sent = [
        {"apiKey": "good"},
        {"apiKey": "bad"},
        {"apiKey": "good", "api_key": "bad"},
        {"apiKey": "good", "api_key": ""},
    ]
    for path, asked in (("/translate", q), ("/detect", q), ("/v1/translate", text), ("/v1/summarise", text)):
        assert [live.post(path, **asked, **key).status for key in sent] == [200, 403, 403, 200]


@pytest.mark.parametrize("name", ["a b", "C# 100% ?", "été", "a&b=c;d", "a+b", "%41", "«le»"])
def test_a_file_is_fetched_from_its_address_as_it_is(live: Live, name: str) -> None:
    """An address that would have to be mended first leads elsewhere, or nowhere."""
    url = live.send("/translate_file", [(f"{name}.txt", b"le chat")], source="fr", target="en").json
    with urlopen(url["translatedFileUrl"]) as answer:
        assert answer.read() == b"the tahc\n"
        assert quote(f"{name}_en.txt", safe="") in quote(str(answer.headers.get_filename()), safe="")


def test_behind_a_proxy_a_files_address_is_the_proxys(live: Live) -> None:
    form = b'--e\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nle\r\n--e--\r\n'
    headers = {"Host": "news.example", "X_Forwarded_Proto": "https", "Content_Type": "multipart/form-data; boundary=e"}
    answer = live.ask("POST", "/translate_file?source=fr&target=en", form, **headers)
    assert answer.json["translatedFileUrl"].startswith("https://news.example/download_file/")


@pytest.mark.parametrize(
    ("name", "called"),
    [("A.TXT", "A_en.TXT"), ("a.b.Srt", "a.b_en.srt"), ("a.SRT.gz", "a_en.srt"), ("a.b.txt.gz", "a.b_en.txt")],
)
def test_a_suffix_in_capitals_and_one_of_two_parts_are_suffixes(live: Live, name: str, called: str) -> None:
    raw = b"1\n00:00:01,000 --> 00:00:02,000\nle chat\n"
    sent = gzip.compress(raw) if name.endswith("gz") else raw
    url = live.send("/translate_file", [(name, sent)], source="fr", target="en").json["translatedFileUrl"]
    assert url.endswith(f".{called}")
    assert b"the tahc" in live.get(url.removeprefix(live.url)).raw


def test_a_long_text_in_the_address(live: Live) -> None:
    """It comes in pieces, 200 kB of them, as over any network but this machine's own."""
    query = urlencode({"q": "l’été " * 10_000, "source": "fr", "target": "en"})
    head = f"POST /translate?{query} HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode()
    assert 150_000 < len(head) < 256_000
    with socket.create_connection(("127.0.0.1", live.port), timeout=30) as connection:
        for at in range(0, len(head), 1400):
            connection.sendall(head[at : at + 1400])
        answer = b""
        while piece := connection.recv(65536):
            answer += piece
    assert b" 200 " in answer.split(b"\r\n")[0]
    assert answer.count("été".encode()) == 10_000
