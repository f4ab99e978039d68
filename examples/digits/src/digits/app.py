"""The application: predictions, health, readiness and metrics."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated, Protocol

import numpy as np
from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.responses import JSONResponse
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from pydantic import BaseModel, Field

from digits.batching import MAX_ROWS, Batcher
from digits.data import SIDE, Pixels
from digits.metrics import Counted, Metrics
from digits.model import BRIGHTEST
from digits.settings import Settings

log = logging.getLogger("digits")

Brightness = Annotated[float, Field(ge=0, le=BRIGHTEST)]
Image = Annotated[list[Brightness], Field(min_length=SIDE * SIDE, max_length=SIDE * SIDE)]


class Reader(Protocol):
    """What reads digits: one row of ten probabilities for each row of pixels."""

    def probabilities(self, pixels: Pixels) -> Pixels:
        """Answer all rows at once."""
        ...


class Question(BaseModel):
    """One or more images, each a row of 64 brightness values."""

    instances: Annotated[list[Image], Field(min_length=1, max_length=MAX_ROWS)]


class Prediction(BaseModel):
    """The digit that was read, and how sure the model is of it."""

    digit: int
    probability: float


class Answer(BaseModel):
    """One prediction for each image, in their order, and the model that made them."""

    predictions: list[Prediction]
    model: str


def create(model: Reader, version: str, settings: Settings) -> FastAPI:
    """Build the application around a loaded model; `version` is the digest of its weights."""
    metrics = Metrics(version, settings.revision)
    batcher = Batcher(model.probabilities, metrics.batch.observe)
    ready = False

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        nonlocal ready
        # The first call allocates; it is not to be a user's.
        model.probabilities(np.zeros((1, SIDE * SIDE), dtype=np.float32))
        batcher.start()
        ready = True
        log.info("ready", extra={"fields": {"model": version, "revision": settings.revision}})
        yield
        ready = False
        await batcher.stop()
        log.info("stopped")

    app = FastAPI(title="digits", lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)
    app.add_middleware(Counted, metrics=metrics, path="/predict")

    @app.exception_handler(Exception)
    async def unexpected(_: Request, __: Exception) -> JSONResponse:  # the server logs the error itself
        # It also closes the connection: unsaid, a router sends the next request down it and must answer 502.
        return JSONResponse({"detail": "internal error"}, status_code=500, headers={"connection": "close"})

    @app.post("/predict")
    async def predict(question: Question, response: Response) -> Answer:
        if not ready:
            raise HTTPException(503, "not ready")
        rows = await batcher.answer(np.array(question.instances, dtype=np.float32))
        predictions = [Prediction(digit=int(row.argmax()), probability=float(row.max())) for row in rows]
        for prediction in predictions:
            metrics.predictions.labels(str(prediction.digit)).inc()
        response.headers["x-served-by"] = settings.instance
        response.headers["x-model"] = version
        return Answer(predictions=predictions, model=version)

    @app.get("/healthz")
    async def healthy() -> dict[str, str]:
        return {"status": "alive"}

    @app.get("/readyz")
    async def readiness() -> dict[str, str]:
        if not ready:
            raise HTTPException(503, "not ready")
        return {"status": "ready", "model": version}

    @app.get("/metrics")
    async def scrape() -> Response:
        return Response(generate_latest(metrics.registry), media_type=CONTENT_TYPE_LATEST)

    return app
