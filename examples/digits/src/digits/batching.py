"""Requests that arrive together are answered by one pass through the model."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from digits.data import Pixels

MAX_ROWS = 64
# Long enough for requests already on their way, short beside the network's own milliseconds.
MAX_WAIT_SECONDS = 0.002


class Waiting(NamedTuple):
    """Rows that wait for their answer."""

    pixels: Pixels
    answer: asyncio.Future[Pixels]


class Batcher:
    """Collects rows for at most `MAX_WAIT_SECONDS` or `MAX_ROWS`, whichever comes first."""

    def __init__(self, predict: Callable[[Pixels], Pixels], observe: Callable[[int], None]) -> None:
        """`predict` answers many rows at once; `observe` is told the size of each batch."""
        self._predict = predict
        self._observe = observe
        self._worker: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to answer; in the running loop, to which Python 3.9 ties a queue."""
        self._queue: asyncio.Queue[Waiting] = asyncio.Queue()
        self._worker = asyncio.create_task(self._work())

    async def stop(self) -> None:
        """Leave; called when no request is open any more."""
        if self._worker is not None:
            self._worker.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._worker

    async def answer(self, pixels: Pixels) -> Pixels:
        """Probabilities for each of the rows."""
        future: asyncio.Future[Pixels] = asyncio.get_running_loop().create_future()
        await self._queue.put(Waiting(pixels, future))
        return await future

    async def _work(self) -> None:
        while True:
            batch = await self._collect()
            rows = np.concatenate([waiting.pixels for waiting in batch])
            self._observe(len(rows))
            try:
                answers = self._predict(rows)
            except Exception as error:  # noqa: BLE001  # each waiting request reports it; the worker lives on
                _fail(batch, error)
                continue
            first = 0
            for waiting in batch:
                last = first + len(waiting.pixels)
                if not waiting.answer.done():
                    waiting.answer.set_result(answers[first:last])
                first = last

    async def _collect(self) -> list[Waiting]:
        batch = [await self._queue.get()]
        rows = len(batch[0].pixels)
        deadline = asyncio.get_running_loop().time() + MAX_WAIT_SECONDS
        while rows < MAX_ROWS:
            left = deadline - asyncio.get_running_loop().time()
            try:
                batch.append(await asyncio.wait_for(self._queue.get(), max(left, 0)))
            except asyncio.TimeoutError:
                break
            rows += len(batch[-1].pixels)
        return batch


def _fail(batch: list[Waiting], error: Exception) -> None:
    for waiting in batch:
        if not waiting.answer.done():
            waiting.answer.set_exception(error)
