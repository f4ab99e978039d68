"""Checkpoints as `checkpoint-N/`, complete when `trainer_state.json` is in it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np

from digits.model import Model
from digits.optimiser import Adam

STATE = "trainer_state.json"
KEPT = 2


def write(folder: Path, model: Model, adam: Adam, history: list[dict[str, Any]]) -> Path:
    """Write the state after the last epoch; the folder gets its name when all of it is on disk."""
    epoch = int(history[-1]["epoch"])
    target = folder / f"checkpoint-{epoch}"
    unfinished = folder / f".unfinished-{epoch}"
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    arrays = {"model": [*model.weights, *model.biases], "mean": adam.means, "square": adam.squares}
    named: dict[str, Any] = {
        f"{name}_{index}": array for name, group in arrays.items() for index, array in enumerate(group)
    }
    with (unfinished / "state.npz").open("wb") as file:
        np.savez(file, **named)
    state = {"epoch": epoch, "global_step": adam.steps, "log_history": history}
    (unfinished / STATE).write_text(json.dumps(state) + "\n", encoding="utf-8")
    shutil.rmtree(target, ignore_errors=True)
    unfinished.rename(target)
    for old in complete(folder)[:-KEPT]:
        shutil.rmtree(old)
    return target


def complete(folder: Path) -> list[Path]:
    """Complete checkpoints, oldest first."""
    found = [path.parent for path in folder.glob(f"checkpoint-*/{STATE}")]
    return sorted(found, key=lambda path: int(path.name.rpartition("-")[2]))


def newest(folder: Path) -> Path | None:
    """The newest complete checkpoint, if there is one."""
    return next(iter(reversed(complete(folder))), None)


def read(path: Path, model: Model, adam: Adam) -> list[dict[str, Any]]:
    """Put the state back into model and optimiser; returns the epochs that led there."""
    state = json.loads((path / STATE).read_text(encoding="utf-8"))
    parameters = [*model.weights, *model.biases]
    with np.load(path / "state.npz", allow_pickle=False) as arrays:
        for index, array in enumerate(parameters):
            array[...] = arrays[f"model_{index}"]
        adam.means = [arrays[f"mean_{index}"] for index in range(len(parameters))]
        adam.squares = [arrays[f"square_{index}"] for index in range(len(parameters))]
    adam.steps = int(state["global_step"])
    history: list[dict[str, Any]] = state["log_history"]
    return history
