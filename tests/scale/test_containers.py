"""``deploy/``'s Kubernetes Job and AWS Batch job: what the schedulers document, and what dipx's exit codes mean."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]
from typer.testing import CliRunner

from dipx.cli import app
from dipx.jobs.arrays import given_shard
from tests.conftest import ROOT

DEPLOY = ROOT / "deploy"


def _job() -> dict[str, Any]:
    job: dict[str, Any] = yaml.safe_load((DEPLOY / "kubernetes-job.yaml").read_text("utf-8"))
    return job


def _json(name: str) -> dict[str, Any]:
    value: dict[str, Any] = json.loads((DEPLOY / name).read_text("utf-8"))
    return value


def _container() -> dict[str, Any]:
    (container,) = _job()["spec"]["template"]["spec"]["containers"]
    return dict(container)


def _what_kubernetes_does(code: int, *, disrupted: bool = False) -> str:
    """The action of the first rule that fits; what fits none is counted (docs: pod failure policy)."""
    for rule in _job()["spec"]["podFailurePolicy"]["rules"]:
        assert len(rule.keys() & {"onExitCodes", "onPodConditions"}) == 1, "one of the two"
        if codes := rule.get("onExitCodes"):
            assert codes["containerName"] == _container()["name"]
            assert codes["operator"] == "In"
            assert codes["values"] == sorted(set(codes["values"])), "in order, none twice"
            if code in codes["values"]:
                return str(rule["action"])
        elif disrupted:
            assert rule["onPodConditions"] == [{"type": "DisruptionTarget", "status": "True"}]
            return str(rule["action"])
    return "Count"


@pytest.mark.parametrize(
    ("code", "action"), [(1, "FailIndex"), (2, "FailJob"), (3, "FailJob"), (143, "Count"), (137, "Count")]
)
def test_what_kubernetes_makes_of_an_exit_code(code: int, action: str) -> None:
    assert _what_kubernetes_does(code) == action


@pytest.mark.parametrize(("code", "action"), [(143, "Ignore"), (137, "Ignore"), (2, "FailJob")])
def test_a_lost_node_is_no_fault_of_the_part(code: int, action: str) -> None:
    assert _what_kubernetes_does(code, disrupted=True) == action


def test_the_job_fits_what_kubernetes_asks_of_it() -> None:
    """Where the API server would refuse it, by the documentation of batch/v1."""
    job, spec = _job(), _job()["spec"]
    assert (job["apiVersion"], job["kind"], spec["completionMode"]) == ("batch/v1", "Job", "Indexed")
    assert spec["template"]["spec"]["restartPolicy"] == "Never", "both policies want it"
    assert 0 <= spec["maxFailedIndexes"] <= spec["completions"] <= 100_000
    assert spec["backoffLimitPerIndex"] >= 1
    assert spec["podReplacementPolicy"] == "Failed", "the only one beside a pod failure policy"
    assert len(spec["podFailurePolicy"]["rules"]) <= 20
    volumes = {volume["name"] for volume in spec["template"]["spec"]["volumes"]}
    assert {mount["name"] for mount in _container()["volumeMounts"]} == volumes


def test_a_pod_finds_its_part() -> None:
    told = {variable["name"]: variable["value"] for variable in _container()["env"]}
    completions = _job()["spec"]["completions"]
    shards = [given_shard("auto", told | {"JOB_COMPLETION_INDEX": str(index)}) for index in range(completions)]
    assert len({shard.index for shard in shards}) == shards[0].count == completions


def _what_batch_does(code: int, status: str = "Essential container in task exited") -> str:
    """As AWS documents ``evaluateOnExit``: the first entry whose conditions all fit; an asterisk at the end is any."""
    seen = {"onExitCode": str(code), "onStatusReason": status, "onReason": ""}
    for entry in _json("aws-batch.json")["retryStrategy"]["evaluateOnExit"]:
        wanted = {key: pattern for key, pattern in entry.items() if key != "action"}
        assert all(re.fullmatch(r"[A-Za-z0-9.:\s]*\*?", pattern) for pattern in wanted.values())
        if all(
            seen[key].startswith(pattern[:-1]) if pattern.endswith("*") else seen[key] == pattern
            for key, pattern in wanted.items()
        ):
            return str(entry["action"])
    return "RETRY"


@pytest.mark.parametrize(
    ("code", "action"), [(1, "EXIT"), (2, "EXIT"), (3, "EXIT"), (143, "RETRY"), (137, "RETRY"), (130, "EXIT")]
)
def test_what_batch_makes_of_an_exit_code(code: int, action: str) -> None:
    assert _what_batch_does(code) == action
    assert _what_batch_does(code, "Host EC2 (instance i-0123456789) terminated.") == "RETRY"


def test_the_batch_job_fits_what_aws_asks_of_it() -> None:
    definition, submitted = _json("aws-batch.json"), _json("aws-batch-submit.json")
    assert 1 <= definition["retryStrategy"]["attempts"] <= 10
    assert len(definition["retryStrategy"]["evaluateOnExit"]) <= 5
    assert 2 <= submitted["arrayProperties"]["size"] <= 10_000
    assert submitted["jobDefinition"] == definition["jobDefinitionName"]
    container = definition["containerProperties"]
    assert {mount["sourceVolume"] for mount in container["mountPoints"]} == {v["name"] for v in container["volumes"]}


def test_botocore_takes_both() -> None:
    """Against the service's own description, where something else has brought it."""
    session = pytest.importorskip("botocore.session").get_session()
    model = session.get_service_model("batch")
    validate = pytest.importorskip("botocore.validate").ParamValidator().validate
    for name, operation in (("aws-batch.json", "RegisterJobDefinition"), ("aws-batch-submit.json", "SubmitJob")):
        assert not validate(_json(name), model.operation_model(operation).input_shape).generate_report()


@pytest.mark.parametrize("words", [_container()["args"], _json("aws-batch.json")["containerProperties"]["command"]])
def test_the_commands_are_dipx_s(words: list[str]) -> None:
    assert words[:2] == ["run", "/data/articles"]
    assert words[words.index("--shard") + 1] == "auto"
    shown = CliRunner().invoke(app, ["run", "--help"], env={"COLUMNS": "200", "NO_COLOR": "1"}).output
    assert all(word in shown for word in words if word.startswith("-"))


def test_the_threads_are_what_is_asked_for() -> None:
    container, definition = _container(), _json("aws-batch.json")["containerProperties"]
    asked = {need["type"]: need["value"] for need in definition["resourceRequirements"]}
    for words, cores in (
        (container["args"], container["resources"]["requests"]["cpu"]),
        (definition["command"], asked["VCPU"]),
    ):
        assert words[words.index("--threads") + 1] == cores


def test_the_image_runs_any_command() -> None:
    lines = (DEPLOY / "Dockerfile.run").read_text("utf-8").splitlines()
    assert 'ENTRYPOINT ["dipx"]' in lines
    assert "ENTRYPOINT" in (DEPLOY / "Dockerfile").read_text("utf-8"), "which is the server's, and why there is another"
