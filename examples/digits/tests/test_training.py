from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from threading import Timer

import numpy as np
import pytest

from digits import checkpoint
from digits.data import read_labels
from digits.evaluate import evaluate
from digits.model import WEIGHTS, load
from digits.optimiser import loss_and_gradients, untrained
from digits.recipe import Recipe
from digits.train import STOPPED_BY_SIGTERM, train


def test_gradients_are_those_of_the_loss() -> None:
    """Central differences are the oracle."""
    random = np.random.default_rng(1)
    inputs = random.random((5, 64)).astype(np.float32)
    labels = np.arange(5)
    model = untrained((6,), seed=3)
    _, _, gradients = loss_and_gradients(model, inputs, labels)
    step = 1e-2
    for array, gradient in zip([*model.weights, *model.biases], gradients):
        place = np.unravel_index(np.abs(gradient).argmax(), gradient.shape)
        value = array[place]
        array[place] = value + step
        above = loss_and_gradients(model, inputs, labels)[0]
        array[place] = value - step
        below = loss_and_gradients(model, inputs, labels)[0]
        array[place] = value
        assert (above - below) / (2 * step) == pytest.approx(gradient[place], rel=0.02)


def test_the_same_model_each_time(data: Path, trained: Path, tmp_path: Path) -> None:
    train(data / "train", tmp_path, Recipe(epochs=3))
    assert (tmp_path / "model" / WEIGHTS).read_bytes() == (trained / "model" / WEIGHTS).read_bytes()


def test_a_resumed_run_ends_as_an_unbroken_one(data: Path, trained: Path, tmp_path: Path) -> None:
    train(data / "train", tmp_path, Recipe(epochs=2))
    newest = checkpoint.newest(tmp_path / "checkpoints")
    assert newest is not None
    assert newest.name == "checkpoint-2"
    train(data / "train", tmp_path, Recipe(epochs=3), newest)
    assert (tmp_path / "model" / WEIGHTS).read_bytes() == (trained / "model" / WEIGHTS).read_bytes()
    assert (tmp_path / "metrics.jsonl").read_text() == (trained / "metrics.jsonl").read_text()


def test_an_unfinished_checkpoint_is_not_found(tmp_path: Path) -> None:
    (tmp_path / "checkpoint-9").mkdir()
    assert checkpoint.newest(tmp_path) is None


def test_metrics_name_each_epoch(trained: Path) -> None:
    lines = [json.loads(line) for line in (trained / "metrics.jsonl").read_text().splitlines()]
    assert [line["epoch"] for line in lines] == [1, 2, 3]
    assert lines[0]["loss"] > lines[-1]["loss"]


def test_sigterm_keeps_the_epoch(data: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "digits.train", "--epochs", "100000"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1] / "src")}
    with subprocess.Popen(  # noqa: S603
        [*command, "--data", str(data / "train"), "--out", str(tmp_path)],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    ) as run:
        assert run.stdout is not None
        assert "epoch=1 " in run.stdout.readline()
        run.send_signal(signal.SIGTERM)
        # Not by `communicate`: it passes over what the first line's read took along.
        deadline = Timer(30, run.kill)
        deadline.start()
        printed = run.stdout.read()
        deadline.cancel()
    assert run.returncode == STOPPED_BY_SIGTERM, printed
    newest = checkpoint.newest(tmp_path / "checkpoints")
    assert newest is not None
    last = printed.splitlines()[-1] if printed else "epoch=1 "
    assert f"epoch={newest.name.rpartition('-')[2]} " in last


def test_predictions_follow_the_features_and_beat_chance(data: Path, trained: Path, tmp_path: Path) -> None:
    out = tmp_path / "predictions.csv"
    evaluate(trained / "model", data / "held-out" / "features.csv", out)
    with out.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    ids = [row["id"] for row in rows]
    labels = read_labels(data / "held-out" / "labels.csv", ids)
    right = np.mean([int(row["prediction"]) == label for row, label in zip(rows, labels)])
    assert right > 0.6
    for row in rows[:20]:
        shares = [float(row[f"prob_{digit}"]) for digit in range(10)]
        assert sum(shares) == pytest.approx(1, abs=1e-6)
        assert int(row["prediction"]) == int(np.argmax(shares))
        assert float(row["latency_ms"]) > 0


def test_weights_of_another_training_are_refused(trained: Path, tmp_path: Path) -> None:
    for file in (trained / "model").iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    weights = bytearray((tmp_path / WEIGHTS).read_bytes())
    weights[200] ^= 1
    (tmp_path / WEIGHTS).write_bytes(weights)
    with pytest.raises(ValueError, match="not the file"):
        load(tmp_path)
