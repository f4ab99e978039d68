"""How the model of this release is trained."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Recipe:
    """Every number that decides what the training yields."""

    hidden: tuple[int, ...] = ()
    epochs: int = 15
    batch: int = 32
    learning_rate: float = 0.005
    seed: int = 7
