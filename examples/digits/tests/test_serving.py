from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import httpx
import numpy as np
import pytest
from fastapi import FastAPI

from digits.app import create
from digits.batching import Batcher
from digits.data import Pixels, read_features
from digits.model import load, version
from digits.settings import Settings

Talk = Callable[[httpx.AsyncClient], Awaitable[None]]


def converse(app: FastAPI, talk: Talk) -> None:
    """Start the application, let `talk` ask it, and stop it, all in one loop."""

    async def run() -> None:
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        client = httpx.AsyncClient(transport=transport, base_url="http://digits")
        async with app.router.lifespan_context(app), client:
            await talk(client)

    asyncio.run(run())


@pytest.fixture
def app(trained: Path) -> FastAPI:
    folder = trained / "model"
    return create(load(folder), version(folder), Settings(instance="pod-1", revision="abc"))


def test_answers_as_the_model_does(app: FastAPI, data: Path, trained: Path) -> None:
    pixels = read_features(data / "held-out" / "features.csv").pixels[:40]
    expected = load(trained / "model").probabilities(pixels)

    async def talk(client: httpx.AsyncClient) -> None:
        answer = await client.post("/predict", json={"instances": pixels.tolist()})
        assert answer.status_code == 200
        assert answer.headers["x-served-by"] == "pod-1"
        predictions = answer.json()["predictions"]
        assert [p["digit"] for p in predictions] == expected.argmax(axis=1).tolist()
        likely = expected.max(axis=1).tolist()
        assert [p["probability"] for p in predictions] == pytest.approx(likely, abs=1e-5)

    converse(app, talk)


BLANK = {"instances": [[0] * 64]}
UNFIT: list[dict[str, object]] = [
    {},
    {"instances": []},
    {"instances": [[0] * 63]},
    {"instances": [[17] * 64]},
    {"instances": [["x"] * 64]},
    {"instances": [[0] * 64] * 65},
]


def test_only_predictions_are_counted(app: FastAPI) -> None:
    async def talk(client: httpx.AsyncClient) -> None:
        for path in ("/healthz", "/readyz"):
            assert (await client.get(path)).status_code == 200
        for _ in range(5):
            assert (await client.post("/predict", json=BLANK)).status_code == 200
        for question in UNFIT:
            assert (await client.post("/predict", json=question)).status_code == 422
        text = (await client.get("/metrics")).text
        assert 'http_requests_total{code="200"} 5.0' in text
        assert 'http_requests_total{code="422"} 6.0' in text
        assert 'http_requests_total{code="500"} 0.0' in text
        assert "http_request_duration_seconds_count 11.0" in text
        edges = [float(edge) for edge in re.findall(r'duration_seconds_bucket\{le="([\d.]+)"\}', text)]
        assert min(edges) <= 0.005
        assert 'digits_model_info{model="sha256:' in text

    converse(app, talk)


class Broken:
    """A model that fails after its warm-up."""

    calls = 0

    def probabilities(self, pixels: Pixels) -> Pixels:
        self.calls += 1
        if self.calls > 1:
            raise RuntimeError("broken")
        return np.zeros((len(pixels), 10), dtype=np.float32)


def test_an_error_in_the_model_is_a_500_and_counted() -> None:
    app = create(Broken(), "sha256:0", Settings())

    async def talk(client: httpx.AsyncClient) -> None:
        for _ in range(2):
            answer = await client.post("/predict", json=BLANK)
            assert answer.status_code == 500
            assert "broken" not in answer.text
            assert answer.headers["connection"] == "close"
        assert 'http_requests_total{code="500"} 2.0' in (await client.get("/metrics")).text

    converse(app, talk)


def test_requests_that_arrive_together_share_a_pass() -> None:
    sizes: list[int] = []

    def predict(pixels: Pixels) -> Pixels:
        return np.asarray(pixels[:, :1] * 2, dtype=np.float32)

    async def ask() -> list[float]:
        batcher = Batcher(predict, sizes.append)
        batcher.start()
        rows = [np.full((1, 64), value, dtype=np.float32) for value in range(30)]
        answers = await asyncio.gather(*(batcher.answer(row) for row in rows))
        await batcher.stop()
        return [float(answer[0, 0]) for answer in answers]

    assert asyncio.run(ask()) == [2.0 * value for value in range(30)]
    assert sum(sizes) == 30
    assert len(sizes) < 30


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until_ready(client: httpx.Client, process: subprocess.Popen[str]) -> None:
    for _ in range(300):
        assert process.poll() is None
        try:
            if client.get("/readyz").status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.05)
    raise AssertionError("not ready within 15 s")


def test_the_process_serves_logs_json_and_leaves_on_sigterm(trained: Path) -> None:
    port = free_port()
    environment = {
        **os.environ,
        "PYTHONPATH": str(Path(__file__).parents[1] / "src"),
        "MODEL_DIR": str(trained / "model"),
        "HOST": "127.0.0.1",
        "PORT": str(port),
    }
    with (
        subprocess.Popen(
            [sys.executable, "-m", "digits.serve"], env=environment, stdout=subprocess.PIPE, text=True
        ) as process,
        httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client,
    ):
        try:
            wait_until_ready(client, process)
            assert client.post("/predict", json={"instances": [[0] * 64]}).status_code == 200
        finally:
            process.send_signal(signal.SIGTERM)
            printed, _ = process.communicate(timeout=20)
    assert process.returncode == 0
    lines = [json.loads(line) for line in printed.splitlines()]
    assert {"ready", "stopped"} <= {line["message"] for line in lines}
