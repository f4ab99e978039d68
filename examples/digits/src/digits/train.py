"""Train the model of this release: `python -m digits.train --data data/train --out out`."""

from __future__ import annotations

import argparse
import json
import signal
import sys
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from digits import checkpoint
from digits.data import Labels, Pixels, digest, read_features, read_labels
from digits.model import Model, save, scaled
from digits.optimiser import Adam, loss_and_gradients, untrained
from digits.recipe import Recipe

STOPPED_BY_SIGTERM = 128 + signal.SIGTERM


class Stop:
    """Set by SIGTERM: the epoch that runs is finished and kept before the process leaves."""

    asked = False

    def __init__(self) -> None:
        """Listen for the signal."""
        signal.signal(signal.SIGTERM, self._ask)

    def _ask(self, *_: object) -> None:
        self.asked = True


class Rows(NamedTuple):
    """What is learned from."""

    inputs: Pixels
    labels: Labels


def one_epoch(model: Model, adam: Adam, rows: Rows, recipe: Recipe, epoch: int) -> dict[str, Any]:
    """Go over all rows once; seed and epoch alone decide their order, so that a resumed run ends the same."""
    order = np.random.default_rng([recipe.seed, epoch]).permutation(len(rows.labels))
    loss, right = 0.0, 0
    for start in range(0, len(order), recipe.batch):
        some = order[start : start + recipe.batch]
        batch_loss, batch_right, gradients = loss_and_gradients(model, rows.inputs[some], rows.labels[some])
        adam.step(model, gradients)
        loss += batch_loss * len(some)
        right += batch_right
    return {
        "epoch": epoch,
        "step": adam.steps,
        "loss": round(loss / len(order), 6),
        "accuracy": round(right / len(order), 6),
    }


def train(
    data: Path, out: Path, recipe: Recipe, resume: Path | None = None, checkpoints: Path | None = None
) -> int:
    """Train, keep checkpoints and metrics, leave the model in `out/model`; returns the exit code."""
    stop = Stop()
    features = read_features(data / "features.csv")
    labels = read_labels(data / "labels.csv", features.ids)
    rows = Rows(scaled(features.pixels), labels)
    model, adam = untrained(recipe.hidden, recipe.seed), Adam(recipe.learning_rate)
    history = checkpoint.read(resume, model, adam) if resume else []
    if resume:
        print(f"resumed from {resume} after epoch {history[-1]['epoch']}", flush=True)
    out.mkdir(parents=True, exist_ok=True)
    with (out / "metrics.jsonl").open("w", encoding="utf-8") as metrics:
        metrics.writelines(json.dumps(line) + "\n" for line in history)
        for epoch in range(len(history) + 1, recipe.epochs + 1):
            line = one_epoch(model, adam, rows, recipe, epoch)
            history.append(line)
            metrics.write(json.dumps(line) + "\n")
            metrics.flush()
            print(" ".join(f"{key}={value}" for key, value in line.items()), flush=True)
            checkpoint.write(checkpoints or out / "checkpoints", model, adam, history)
            if stop.asked and epoch < recipe.epochs:
                print(f"stopped by SIGTERM; epoch {epoch} is kept", file=sys.stderr, flush=True)
                return STOPPED_BY_SIGTERM
    about = {**recipe.__dict__, "rows": len(labels), "features": digest(data / "features.csv")}
    save(model, out / "model", {**about, "labels": digest(data / "labels.csv"), "last": history[-1]})
    return 0


def main() -> None:
    """Command line."""
    recipe = Recipe()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("data/train"))
    parser.add_argument("--out", type=Path, default=Path("out"))
    parser.add_argument("--checkpoints", type=Path, help="default: checkpoints/ in --out")
    parser.add_argument("--epochs", type=int, default=recipe.epochs)
    parser.add_argument("--seed", type=int, default=recipe.seed)
    parser.add_argument(
        "--resume",
        default="",
        help="a checkpoint's folder, or 'auto' for the newest complete one, if there is one",
    )
    given = parser.parse_args()
    checkpoints = given.checkpoints or given.out / "checkpoints"
    resume = checkpoint.newest(checkpoints) if given.resume == "auto" else given.resume
    recipe = Recipe(epochs=given.epochs, seed=given.seed)
    sys.exit(train(given.data, given.out, recipe, Path(resume) if resume else None, checkpoints))


if __name__ == "__main__":
    main()
