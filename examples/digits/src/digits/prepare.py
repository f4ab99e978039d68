"""Split the data set once, the same way each time: `python -m digits.prepare --out data`."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

from digits.data import Features, digest, write_features, write_labels

# Half of the rows: two points of accuracy need about 900 of them to be told from chance.
HELD_OUT_ROWS = 899
SEED = 7


def prepare(out: Path) -> dict[str, dict[str, object]]:
    """Write `train/` and `held-out/`, each with features.csv and labels.csv, and describe every file."""
    images, labels = load_digits(return_X_y=True)
    train, held_out = train_test_split(
        np.arange(len(labels)), test_size=HELD_OUT_ROWS, stratify=labels, random_state=SEED
    )
    files: dict[str, dict[str, object]] = {}
    for name, rows in (("train", np.sort(train)), ("held-out", np.sort(held_out))):
        folder = out / name
        folder.mkdir(parents=True, exist_ok=True)
        ids = [f"digit-{row:04d}" for row in rows]
        write_features(folder / "features.csv", Features(ids, images[rows].astype(np.float32)))
        write_labels(folder / "labels.csv", ids, labels[rows].astype(np.int64))
        for file in ("features.csv", "labels.csv"):
            path = folder / file
            files[f"{name}/{file}"] = {"digest": digest(path), "rows": len(ids), "bytes": path.stat().st_size}
    (out / "datasets.json").write_text(json.dumps(files, indent=2) + "\n", encoding="utf-8")
    return files


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("data"))
    print(json.dumps(prepare(parser.parse_args().out), indent=2))


if __name__ == "__main__":
    main()
