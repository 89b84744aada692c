"""Figures for Prometheus, in a registry of their own. No text, address or key is in any of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from dipx import __version__
from dipx.report import Report

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
GAUGES = (
    ("dipx_requests_running", "Requests and files at the engine."),
    ("dipx_requests_waiting", "Requests and files in the queue."),
    ("dipx_queue_tokens", "Tokens that wait, estimated."),
)
SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)


class Metrics:
    """What happened since the start."""

    def __init__(self, load: Callable[[], tuple[int, int, int]], engine: str) -> None:
        """``load``: tickets that run, tickets that wait, tokens that wait."""
        self.registry = registry = CollectorRegistry()
        self.requests = Counter(
            "dipx_requests", "Requests by endpoint and status.", ["path", "status"], registry=registry
        )
        self.seconds = Histogram(
            "dipx_request_duration_seconds",
            "From the request to the answer.",
            ["path"],
            buckets=SECONDS,
            registry=registry,
        )
        self._segments = Counter("dipx_segments", "Segments translated.", registry=registry)
        self._words = Counter("dipx_words", "French words translated.", registry=registry)
        self._findings = Counter(
            "dipx_findings", "What the checks saw in the answers.", ["code", "severity"], registry=registry
        )
        for number, (name, what) in enumerate(GAUGES):
            Gauge(name, what, registry=registry).set_function(partial(_nth, load, number))
        info = Gauge("dipx_build_info", "Version and engine.", ["version", "engine"], registry=registry)
        info.labels(__version__, engine).set(1)

    def translated(self, reports: Sequence[Report]) -> None:
        for report in reports:
            self._segments.inc(len(report.translations))
            self._words.inc(report.words)
            for finding in report.findings:
                self._findings.labels(finding.code, finding.severity).inc()

    def text(self) -> bytes:
        return generate_latest(self.registry)


def _nth(load: Callable[[], tuple[int, int, int]], number: int) -> int:
    return load()[number]
