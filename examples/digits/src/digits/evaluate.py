"""Let a model answer the held-out rows: features in, predictions out; the labels are nowhere near.

`python -m digits.evaluate --model model --features data/held-out/features.csv --out predictions.csv`
"""

from __future__ import annotations

import argparse
import csv
import time
from pathlib import Path

from digits.data import CLASSES, read_features
from digits.model import load


def evaluate(model_folder: Path, features_file: Path, out: Path) -> int:
    """Write prediction, probabilities and latency of each row, answered one by one as in serving."""
    model = load(model_folder)
    features = read_features(features_file)
    out.parent.mkdir(parents=True, exist_ok=True)
    with out.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["id", "prediction", *(f"prob_{digit}" for digit in range(CLASSES)), "latency_ms"])
        for index, row_id in enumerate(features.ids):
            started = time.perf_counter()
            probabilities = model.probabilities(features.pixels[index : index + 1])[0]
            latency = (time.perf_counter() - started) * 1000
            shares = [f"{probability:.8f}" for probability in probabilities]
            writer.writerow([row_id, int(probabilities.argmax()), *shares, f"{latency:.4f}"])
    return len(features.ids)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--features", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    rows = evaluate(given.model, given.features, given.out)
    print(f"rows={rows}", flush=True)


if __name__ == "__main__":
    main()
