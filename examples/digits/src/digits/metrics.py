"""What Prometheus reads. Only predictions are counted: probes and scrapes say nothing about a release."""

from __future__ import annotations

import time
from collections.abc import Awaitable
from typing import Any, Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector

Scope = dict[str, Any]
Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

# Edges in seconds, dense where this service answers, so that a few milliseconds more are seen.
LATENCY_EDGES = (0.002, 0.003, 0.005, 0.0075, 0.01, 0.015, 0.02, 0.03, 0.05, 0.075, 0.1, 0.2, 0.5, 1.0, 2.5)
BATCH_EDGES = (1, 2, 4, 8, 16, 32, 64)
CODES = ("200", "422", "500", "503")


class Metrics:
    """One registry per application, so that tests do not share counts."""

    def __init__(self, model: str, revision: str) -> None:
        """`model` and `revision` name what answers, as labels of `digits_model_info`."""
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self.requests = Counter(
            "http_requests", "Answered predictions, by status code.", ["code"], registry=self.registry
        )
        self.latency = Histogram(
            "http_request_duration_seconds",
            "Time from a prediction's first byte to its answer.",
            buckets=LATENCY_EDGES,
            registry=self.registry,
        )
        self.batch = Histogram(
            "digits_batch_rows", "Rows answered by one pass.", buckets=BATCH_EDGES, registry=self.registry
        )
        self.predictions = Counter(
            "digits_predictions", "Digits that were read, by digit.", ["digit"], registry=self.registry
        )
        info = Gauge("digits_model_info", "What answers.", ["model", "revision"], registry=self.registry)
        info.labels(model, revision).set(1)
        for code in CODES:  # a series that starts at zero loses no first increment
            self.requests.labels(code)


class Counted:
    """Counts and times every request of one path, unhandled errors as 500."""

    def __init__(self, application: Application, metrics: Metrics, path: str) -> None:
        """Wrap `application`."""
        self._application = application
        self._metrics = metrics
        self._path = path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or scope["path"] != self._path:
            await self._application(scope, receive, send)
            return
        code = 500
        started = time.perf_counter()

        async def listening(message: Message) -> None:
            nonlocal code
            if message["type"] == "http.response.start":
                code = message["status"]
            await send(message)

        try:
            await self._application(scope, receive, listening)
        finally:
            self._metrics.requests.labels(str(code)).inc()
            self._metrics.latency.observe(time.perf_counter() - started)
