from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from digits.data import read_features, read_labels, write_labels
from digits.prepare import prepare


def test_no_row_is_both_trained_on_and_held_out(data: Path) -> None:
    train = read_features(data / "train" / "features.csv")
    held_out = read_features(data / "held-out" / "features.csv")
    assert not set(train.ids) & set(held_out.ids)
    assert len(set(train.ids) | set(held_out.ids)) == len(train.ids) + len(held_out.ids) <= 1797
    seen = {row.tobytes() for row in train.pixels}
    assert not seen & {row.tobytes() for row in held_out.pixels}


def test_the_same_split_each_time(data: Path, tmp_path: Path) -> None:
    again = prepare(tmp_path)
    assert set(again) == {
        f"{part}/{file}.csv" for part in ("train", "held-out") for file in ("features", "labels")
    }
    for name in again:
        assert (tmp_path / name).read_bytes() == (data / name).read_bytes()


def test_features_hold_no_label(data: Path) -> None:
    header = (data / "held-out" / "features.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
    assert header[0] == "id"
    assert all(column.startswith("pixel_") for column in header[1:])


def test_labels_of_other_rows_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    write_labels(path, ["a", "b"], np.array([1, 2]))
    assert read_labels(path, ["b", "a"]).tolist() == [2, 1]
    with pytest.raises(ValueError, match="other rows"):
        read_labels(path, ["a"])


def test_a_file_with_other_columns_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "features.csv"
    path.write_text("id,x\n1,2\n", encoding="utf-8")
    with pytest.raises(ValueError, match="expected the columns"):
        read_features(path)
