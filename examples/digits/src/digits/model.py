"""A stack of dense layers, kept as arrays and a description: loading a model never runs code."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from digits.data import CLASSES, SIDE, Pixels, digest

WEIGHTS = "weights.npz"
DESCRIPTION = "model.json"
FORMAT = "digits-dense/1"
BRIGHTEST = 16.0


@dataclass(frozen=True)
class Model:
    """Weights and biases from the first layer to the last; ReLU between them, softmax at the end."""

    weights: list[Pixels]
    biases: list[Pixels]

    def probabilities(self, pixels: Pixels) -> Pixels:
        """One row of ten probabilities for each row of 64 brightness values."""
        values = scaled(pixels)
        last = len(self.weights) - 1
        for index, (weight, bias) in enumerate(zip(self.weights, self.biases)):
            values = values @ weight + bias
            if index < last:
                values = np.maximum(values, 0)
        return softmax(values)


def scaled(pixels: Pixels) -> Pixels:
    """Brightness from 0 to 1, in training and in serving alike."""
    return (pixels / BRIGHTEST).astype(np.float32)


def softmax(values: Pixels) -> Pixels:
    """Probabilities by row; the largest value is taken off first, so that nothing overflows."""
    powers = np.exp(values - values.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True), dtype=np.float32)


def save(model: Model, folder: Path, training: dict[str, Any]) -> None:
    """Write the weights and, beside them, what they are and how they came to be."""
    folder.mkdir(parents=True, exist_ok=True)
    arrays: dict[str, Any] = {f"weight_{index}": array for index, array in enumerate(model.weights)}
    arrays.update({f"bias_{index}": array for index, array in enumerate(model.biases)})
    with (folder / WEIGHTS).open("wb") as file:
        np.savez(file, **arrays)
    description = {
        "format": FORMAT,
        "layers": [list(weight.shape) for weight in model.weights],
        "weights": digest(folder / WEIGHTS),
        "training": training,
    }
    (folder / DESCRIPTION).write_text(json.dumps(description, indent=2) + "\n", encoding="utf-8")


def load(folder: Path) -> Model:
    """Read a model; anything but the arrays that its description names is refused."""
    description = json.loads((folder / DESCRIPTION).read_text(encoding="utf-8"))
    if description.get("format") != FORMAT:
        raise ValueError(f"{folder}: format {description.get('format')!r} is not {FORMAT!r}")
    if digest(folder / WEIGHTS) != description["weights"]:
        raise ValueError(f"{folder}: {WEIGHTS} is not the file that {DESCRIPTION} describes")
    layers = range(len(description["layers"]))
    with np.load(folder / WEIGHTS, allow_pickle=False) as arrays:
        model = Model([arrays[f"weight_{i}"] for i in layers], [arrays[f"bias_{i}"] for i in layers])
    shapes = [list(weight.shape) for weight in model.weights]
    if shapes != description["layers"] or shapes[0][0] != SIDE * SIDE or shapes[-1][1] != CLASSES:
        raise ValueError(f"{folder}: layers of {shapes} do not read {SIDE * SIDE} pixels as {CLASSES} digits")
    return model


def version(folder: Path) -> str:
    """The digest of the model's weights."""
    return digest(folder / WEIGHTS)
