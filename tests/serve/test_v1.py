"""dipx's own API; every answer is held to its OpenAPI document."""

from __future__ import annotations

import io
import json
import time
import zipfile
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.conftest import ROOT
from tests.serve.conftest import Answer, Live

API: dict[str, Any] = json.loads((ROOT / "src/dipx/serve/openapi.json").read_text())
FRENCH = "Le maire Paul a dit oui. Il y a 12 morts à Paris."


def held(answer: Answer, method: str, path: str) -> Any:
    """The answer's JSON, which is as the document says."""
    schema = API["paths"][path][method]["responses"][str(answer.status)]["content"]["application/json"]["schema"]
    jsonschema.validate(answer.json, {**schema, "components": API["components"]})
    return answer.json


def over(live: Live, job: str) -> Any:
    """The job once it is over."""
    for _ in range(400):
        found = held(live.get(f"/v1/jobs/{job}"), "get", "/v1/jobs/{job}")
        if found["state"] == "over":
            return found
        time.sleep(0.05)
    raise AssertionError(found)


def test_its_documents_are_those_of_the_command_line(live: Live) -> None:
    said = json.dumps(json.loads((ROOT / "docs/schema/documents.schema.json").read_text())["$defs"])
    assert json.loads(said.replace("#/$defs/", "#/components/schemas/")).items() <= API["components"]["schemas"].items()
    assert live.get("/v1/openapi.json").json["paths"] == API["paths"]


def test_every_route_is_in_it() -> None:
    from dipx.serve.v1 import ROUTES

    routes = {(route.path.replace(":int", ""), method.lower()) for route in ROUTES for method in route.methods or ()}
    described = {
        (path, method) for path, methods in API["paths"].items() for method in methods if method != "parameters"
    }
    assert {(path, method) for path, method in routes if method != "head"} == described


def test_translate(live: Live) -> None:
    found = held(live.post("/v1/translate", text=FRENCH, alignments=True), "post", "/v1/translate")
    [document] = found["documents"]
    assert [FRENCH[s["start"] : s["end"]] for s in document["segments"]] == [s["source"] for s in document["segments"]]
    assert all("alignment" in segment for segment in document["segments"])
    assert "bullets" not in document


def test_several_texts(live: Live) -> None:
    found = held(live.post("/v1/translate", text=["le", "la un"], source="fr"), "post", "/v1/translate")
    assert [document["english"] for document in found["documents"]] == ["the\n", "the a\n"]


def test_summarise_leaves_out_what_is_not_the_article_and_says_so(live: Live) -> None:
    text = f"{FRENCH}\n\nLaisser un commentaire"
    [document] = held(live.post("/v1/summarise", text=text), "post", "/v1/summarise")["documents"]
    assert document["bullets"]
    assert [span["text"] for span in document["left_out"]] == ["Laisser un commentaire"]
    [whole] = live.post("/v1/summarise", text=text, clean=False).json["documents"]
    assert whole["left_out"] == []


def test_html_keeps_its_tags(live: Live) -> None:
    [document] = live.post("/v1/translate", text="<p>le <b>chat</b></p>", format="html", source="fr").json["documents"]
    assert document["english"] == "<p>the <b>tahc</b></p>"


GERMAN = "Guten Tag, wie geht es Ihnen heute? Das Wetter ist sehr schön und wir gehen spazieren."


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({}, "missing text"),
        ({"text": "le", "source": "zz"}, "zz is not"),
        ({"text": "<p>le</p>", "format": "HTML"}, "HTML format is not supported"),
        ({"text": "le", "clean": "perhaps"}, "clean parameter is neither true nor false"),
        ({"text": ["le"] * 1001}, "request (1001) exceeds text limit (1000)"),
        ({"text": GERMAN}, "say source=fr"),
        ({"text": "le", "target": "de"}, "de is not supported"),
        ({"text": "le", "bulets": 2}, "unknown parameter bulets (known: text,"),
    ],
)
def test_refusals(live: Live, fields: dict[str, Any], error: str) -> None:
    answer = live.post("/v1/translate", **fields)
    assert answer.status == 400
    assert error in held(answer, "post", "/v1/translate")["error"]


def test_json_without_its_content_type(live: Live) -> None:
    form = {"content_type": "application/x-www-form-urlencoded"}  # curl's own
    answer = live.ask("POST", "/v1/translate", b'{"text": "le"}', **form)
    assert (answer.status, "Content-Type: application/json" in answer.json["error"]) == (400, True)


def test_files_are_refused_without_options_of_the_command_line(live: Live) -> None:
    job = live.send("/v1/jobs", [("a.txt", GERMAN.encode()), ("b.csv", b"id,comment\n1,le\n")]).json["id"]
    errors = [file["error"] for file in over(live, job)["files"]]
    assert "say source=fr" in errors[0]
    assert "(id, comment)" in errors[1]
    assert "--" not in "".join(errors)


def test_too_many_files(live: Live) -> None:
    answer = live.send("/v1/jobs", [("a.txt", b"le")] * 101)
    assert (answer.status, answer.json["error"]) == (400, "These are 101 files; a job has at most 100")


def test_a_job_takes_no_other_parameter(live: Live) -> None:
    answer = live.send("/v1/jobs", [("a.txt", b"le")], format="docx")
    assert (answer.status, "unknown parameter format" in answer.json["error"]) == (400, True)


def test_a_job(live: Live) -> None:
    files = [
        ("a.txt", b"le chat"),
        ("b.docx", b"no docx"),
        ("a.txt", b"la une"),
        ("c.srt", b"1\n00:00:01,000 --> 00:00:02,000\nle\n"),
    ]
    begun = live.send("/v1/jobs", files, source="fr", bullets="1")
    assert begun.status == 202
    job = held(begun, "post", "/v1/jobs")["id"]
    assert begun.headers["location"] == f"/v1/jobs/{job}"
    found = over(live, job)
    assert [file["state"] for file in found["files"]] == ["done", "failed", "done", "done"]
    assert found["files"][1]["error"].startswith("b.docx ")
    assert live.get(f"/v1/jobs/{job}/files/1").raw == b"the tahc\n"
    assert live.get(f"/v1/jobs/{job}/files/4").raw.endswith(b"\nthe\n")
    report = held(live.get(f"/v1/jobs/{job}/files/3/report"), "get", "/v1/jobs/{job}/files/{number}/report")
    assert report["documents"][0]["path"] == "a.txt"
    assert "bullets" in report["documents"][0]
    for nothing in (f"{job}/files/2", f"{job}/files/2/report", f"{job}/files/9", "nope", "nope/zip", "nope/events"):
        assert live.get(f"/v1/jobs/{nothing}").status == 404
    names = zipfile.ZipFile(io.BytesIO(live.get(f"/v1/jobs/{job}/zip").raw)).namelist()
    assert sorted(names) == sorted(
        ["a_en.txt", "a.txt.report.json", "3-a_en.txt", "3-a.txt.report.json", "c_en.srt", "c.srt.report.json"]
    )


def test_the_field_of_records(live: Live) -> None:
    """Of csv and jsonl: the others are as they are without one."""
    files = [
        ("a.jsonl", b'{"corps": "le maire dort", "titre": "le chat de la maison"}\n'),
        ("b.csv", b"titre,corps\nle,la\n"),
        ("c.txt", b"le"),
    ]
    job = live.send("/v1/jobs", files, source="fr", text_field="corps").json["id"]
    found = over(live, job)["files"]
    assert [file["state"] for file in found] == ["done", "done", "done"]
    assert found[0]["notes"] == ["not translated: other fields with words ('titre'); text_field names one"]
    assert live.get(f"/v1/jobs/{job}/files/1").raw == b'{"corps": "the eriam trod", "titre": "le chat de la maison"}\n'
    assert live.get(f"/v1/jobs/{job}/files/2").raw == b"titre,corps\nle,the\n"
    job = live.send("/v1/jobs", files, source="fr").json["id"]
    assert [file["state"] for file in over(live, job)["files"]] == ["failed", "failed", "done"]


@pytest.mark.parametrize(
    "names",
    [
        ["3-a.txt", "a.txt", "a.txt"],
        ["a.txt", "A.txt"],
        ["a.html", "a.html", "a.htm"],
        ["2-a.txt", "a.txt", "a.txt", "2-A.txt"],
    ],
)
def test_no_file_of_an_archive_hides_another(live: Live, names: list[str]) -> None:
    job = live.send("/v1/jobs", [(name, b"le chat") for name in names], source="fr").json["id"]
    over(live, job)
    found = zipfile.ZipFile(io.BytesIO(live.get(f"/v1/jobs/{job}/zip").raw)).namelist()
    assert len({name.casefold() for name in found}) == 2 * len(names)


def test_a_name_with_a_long_suffix(live: Live) -> None:
    job = live.send("/v1/jobs", [(f"a.{'x' * 110}é", b"le chat"), (f"a.{'é' * 110}", b"le chat")], source="fr").json[
        "id"
    ]
    assert [file["state"] for file in over(live, job)["files"]] == ["done", "done"]


def test_the_events_of_a_job_end_with_it(live: Live) -> None:
    job = live.send("/v1/jobs", [("a.txt", b"le chat. " * 50)], source="fr").json["id"]
    answer = live.get(f"/v1/jobs/{job}/events")
    assert answer.headers["content-type"].startswith("text/event-stream")
    events = [
        json.loads(line.removeprefix("data: ")) for line in answer.raw.decode().splitlines() if line.startswith("data")
    ]
    assert events[-1]["state"] == "over"
    assert [event["state"] for event in events[:-1]] == ["running"] * (len(events) - 1)


def test_a_cancelled_job_keeps_what_is_done(live: Live) -> None:
    text = "".join(f"Le maire numéro {n} a dit oui à tous les habitants de la ville. " for n in range(4000)).encode()
    job = live.send("/v1/jobs", [("a.txt", b"le"), *((f"{n}.txt", text) for n in range(5))], source="fr").json["id"]
    assert live.ask("DELETE", f"/v1/jobs/{job}").status == 200
    states = {file["state"] for file in over(live, job)["files"]}
    assert states <= {"done", "cancelled"}
    assert "cancelled" in states
    assert live.post("/translate", q="le", source="fr", target="en").status == 200


def test_no_files_where_there_are_to_be_none(tmp_path: Path, serve: Any) -> None:
    live = serve("--no-files", "--no-page")
    assert live.send("/v1/jobs", [("a.txt", b"le")], source="fr").status == 403
    assert live.send("/translate_file", [("a.txt", b"le")], source="fr", target="en").status == 403
    assert live.get("/").status == 404
    assert live.get("/frontend/settings").json["filesTranslation"] is False


def test_ready(live: Live) -> None:
    assert held(live.get("/v1/ready"), "get", "/v1/ready")["ready"] is True
