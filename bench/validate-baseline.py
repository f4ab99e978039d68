"""What a user writes today for the same question: pandas to read and match, scikit-learn and scipy to compare."""

import sys

import numpy as np
import pandas as pd
from scipy.stats import norm
from sklearn.metrics import accuracy_score, confusion_matrix

labels, champion, challenger = (pd.read_csv(path) for path in sys.argv[1:4])
rows = labels.merge(champion, on="id", validate="1:1").merge(challenger, on="id", validate="1:1", suffixes=("_old", "_new"))
assert len(rows) == len(labels) == len(champion) == len(challenger)
assert rows.notna().all().all()
old, new = rows["prediction_old"] == rows["label"], rows["prediction_new"] == rows["label"]
assert accuracy_score(rows["label"], rows["prediction_new"]) >= 0.7
print(confusion_matrix(rows["label"], rows["prediction_new"]))
n, gained, lost = len(rows), int((new & ~old).sum()), int((old & ~new).sum())
difference = (gained - lost) / n
error = np.sqrt(gained + lost - (gained - lost) ** 2 / n) / n
print("pass" if norm.sf((difference + 0.005) / error) <= 0.05 else "not shown")
