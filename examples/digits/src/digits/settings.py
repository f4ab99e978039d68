"""What the environment decides about a serving process, read once at its start."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Settings:
    """The container's defaults; every one of them can be set by the variable of its name."""

    host: str = "0.0.0.0"  # noqa: S104  # a pod's only network is its own
    port: int = 8080
    model_dir: Path = Path("/model")
    revision: str = "unknown"
    instance: str = "unknown"
    log_level: str = "INFO"


def from_environment() -> Settings:
    """Settings of this process; Kubernetes sets HOSTNAME to the pod's name."""
    default = Settings()
    get = os.environ.get
    return Settings(
        host=get("HOST", default.host),
        port=int(get("PORT", default.port)),
        model_dir=Path(get("MODEL_DIR", default.model_dir)),
        revision=get("REVISION", default.revision),
        instance=get("HOSTNAME", default.instance),
        log_level=get("LOG_LEVEL", default.log_level).upper(),
    )
