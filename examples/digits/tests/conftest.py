"""A prepared data set and a trained model, made once for all tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from digits.prepare import prepare
from digits.recipe import Recipe
from digits.train import train


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    prepare(folder)
    return folder


@pytest.fixture(scope="session")
def trained(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out")
    assert train(data / "train", out, Recipe(epochs=3)) == 0
    return out
