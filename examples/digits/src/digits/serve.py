"""Serve the model of `MODEL_DIR`: `python -m digits.serve`."""

from __future__ import annotations

import logging
import signal

import uvicorn

from digits import logs
from digits.app import create
from digits.model import load, version
from digits.settings import Settings, from_environment

# Open requests get this long after SIGTERM; the pod's own grace is longer.
DRAIN_SECONDS = 10


def serve(settings: Settings) -> None:
    """Answer until SIGTERM, then finish what is open and leave with code 0."""
    logs.configure(settings.log_level)
    logging.getLogger("uvicorn.access").disabled = True
    app = create(load(settings.model_dir), version(settings.model_dir), settings)
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=DRAIN_SECONDS,
        # A router reuses idle connections: ours must outlive its patience, or it meets a closed one.
        timeout_keep_alive=75,
    )
    # uvicorn raises the signal again when it is done; a stop that was asked for is no failure.
    signal.signal(signal.SIGTERM, lambda *_: None)
    uvicorn.Server(config).run()


if __name__ == "__main__":
    serve(from_environment())
