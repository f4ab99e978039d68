"""Back-propagation through dense layers, and Adam (Kingma & Ba 2015, algorithm 1)."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from digits.data import CLASSES, SIDE, Labels, Pixels
from digits.model import Model, softmax

DECAY_OF_MEAN = 0.9
DECAY_OF_SQUARE = 0.999
TINY = 1e-8


def untrained(hidden: tuple[int, ...], seed: int) -> Model:
    """Weights with the variance that keeps signals alive behind ReLU (He et al. 2015); biases of zero."""
    random = np.random.default_rng(seed)
    sizes = [SIDE * SIDE, *hidden, CLASSES]
    weights = [
        random.normal(0, np.sqrt(2 / fan_in), (fan_in, fan_out)).astype(np.float32)
        for fan_in, fan_out in zip(sizes, sizes[1:])
    ]
    return Model(weights, [np.zeros(size, dtype=np.float32) for size in sizes[1:]])


def loss_and_gradients(model: Model, inputs: Pixels, labels: Labels) -> tuple[float, int, list[Pixels]]:
    """Cross-entropy, how many rows were read right, and the gradient of each weight, then of each bias."""
    values = [inputs]
    last = len(model.weights) - 1
    for index, (weight, bias) in enumerate(zip(model.weights, model.biases)):
        outcome = values[-1] @ weight + bias
        values.append(np.maximum(outcome, 0) if index < last else outcome)
    probabilities = softmax(values.pop())
    rows = np.arange(len(labels))
    loss = float(-np.log(np.maximum(probabilities[rows, labels], TINY)).mean())
    right = int((probabilities.argmax(axis=1) == labels).sum())
    error = probabilities.copy()
    error[rows, labels] -= 1
    error /= len(labels)
    weights: list[Pixels] = []
    biases: list[Pixels] = []
    for index in range(last, -1, -1):
        weights.insert(0, values[index].T @ error)
        biases.insert(0, error.sum(axis=0))
        error = (error @ model.weights[index].T) * (values[index] > 0)
    return loss, right, [*weights, *biases]


@dataclass
class Adam:
    """The running means of gradients and of their squares; part of every checkpoint."""

    learning_rate: float
    steps: int = 0
    means: list[Pixels] = field(default_factory=list)
    squares: list[Pixels] = field(default_factory=list)

    def step(self, model: Model, gradients: list[Pixels]) -> None:
        """Move the model's arrays in place, once."""
        parameters = [*model.weights, *model.biases]
        if not self.means:
            self.means = [np.zeros_like(array) for array in parameters]
            self.squares = [np.zeros_like(array) for array in parameters]
        self.steps += 1
        rate = self.learning_rate * np.sqrt(1 - DECAY_OF_SQUARE**self.steps) / (1 - DECAY_OF_MEAN**self.steps)
        for index, gradient in enumerate(gradients):
            mean, square = self.means[index], self.squares[index]
            mean[...] += (1 - DECAY_OF_MEAN) * (gradient - mean)
            square[...] += (1 - DECAY_OF_SQUARE) * (gradient**2 - square)
            parameters[index][...] -= np.float32(rate) * mean / (np.sqrt(square) + np.float32(TINY))
