"""Rows with ids: features and labels live in files of their own, so that one can travel without the other."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.float32]
Labels = NDArray[np.int64]

SIDE = 8
CLASSES = 10
FEATURES = [f"pixel_{row}_{column}" for row in range(SIDE) for column in range(SIDE)]


class Features(NamedTuple):
    """Ids, and for each a row of 64 brightness values from 0 to 16."""

    ids: list[str]
    pixels: Pixels


def write_features(path: Path, features: Features) -> None:
    """Write ids and pixels; brightness is whole numbers in this data set."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["id", *FEATURES])
        for row_id, row in zip(features.ids, features.pixels):
            writer.writerow([row_id, *row.astype(int)])


def read_features(path: Path) -> Features:
    """Read what `write_features` wrote; a file with other columns is refused."""
    with path.open(newline="", encoding="utf-8") as file:
        reader = csv.reader(file)
        if next(reader, None) != ["id", *FEATURES]:
            raise ValueError(f"{path}: expected the columns id, {FEATURES[0]} … {FEATURES[-1]}")
        rows = list(reader)
    pixels = np.array([row[1:] for row in rows], dtype=np.float32).reshape(len(rows), len(FEATURES))
    return Features([row[0] for row in rows], pixels)


def write_labels(path: Path, ids: list[str], labels: Labels) -> None:
    """Write one label per id."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["id", "label"])
        writer.writerows(zip(ids, labels.tolist()))


def read_labels(path: Path, ids: list[str]) -> Labels:
    """Labels in the order of `ids`; a missing or additional id is refused."""
    with path.open(newline="", encoding="utf-8") as file:
        labels = {row["id"]: int(row["label"]) for row in csv.DictReader(file)}
    if labels.keys() != set(ids):
        raise ValueError(f"{path}: the labels belong to other rows than the features")
    return np.array([labels[row_id] for row_id in ids], dtype=np.int64)


def digest(path: Path) -> str:
    """The file's SHA-256 as `sha256:…`."""
    return "sha256:" + hashlib.sha256(path.read_bytes()).hexdigest()
