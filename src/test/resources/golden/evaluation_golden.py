"""Writes evaluation.json, the reference values of serlab.evaluation.

Needs numpy, scipy and scikit-learn; run in this folder: python evaluation_golden.py
The label vectors are asymmetric: in each case but the first, one class is never predicted and another never true.
"""
import json

import numpy as np
import scipy
import sklearn
from scipy import stats
from sklearn import metrics

rng = np.random.default_rng(20030917)


def classification(n_classes, n_items, never_predicted=None, never_true=None):
    labels = [f"emotion-{chr(97 + i) * (i + 1)}" for i in range(n_classes)]
    weights = rng.dirichlet(np.ones(n_classes))
    truth = rng.choice(n_classes, n_items, p=weights)
    guess = np.where(rng.random(n_items) < 0.45, truth, (truth + rng.choice([1, 1, 2], n_items)) % n_classes)
    if never_true is not None:
        truth[truth == never_true] = (never_true + 1) % n_classes
    if never_predicted is not None:
        guess[guess == never_predicted] = (never_predicted + 2) % n_classes
    every = list(range(n_classes))
    args = dict(labels=every, zero_division=0)
    report = metrics.classification_report(truth, guess, target_names=labels, output_dict=True, **args)
    present = sorted(set(truth.tolist()))
    uar = metrics.recall_score(truth, guess, labels=present, average="macro", zero_division=0)
    assert abs(uar - metrics.balanced_accuracy_score(truth, guess)) < 1e-15
    return {
        "labels": labels,
        "truth": truth.tolist(),
        "predicted": guess.tolist(),
        "counts": metrics.confusion_matrix(truth, guess, labels=every).tolist(),
        "normalised": metrics.confusion_matrix(truth, guess, labels=every, normalize="true").tolist(),
        "accuracy": metrics.accuracy_score(truth, guess),
        "uar": uar,
        "rows": {name: report[name] for name in labels + ["macro avg", "weighted avg"]},
        "text": metrics.classification_report(truth, guess, target_names=labels, **args),
    }


def summary(n):
    values = rng.normal(0.55, 0.06, n)
    mean, sd = values.mean(), values.std(ddof=1)
    low, high = stats.t.interval(0.95, n - 1, mean, sd / np.sqrt(n))
    return {"values": values.tolist(), "mean": mean, "sd": sd, "lower": low, "upper": high}


def paired(n, ratio):
    first = rng.normal(0.58, 0.05, n)
    second = first - rng.normal(0.02, 0.03, n)
    student = stats.ttest_rel(first, second)
    low, high = student.confidence_interval(0.95)
    difference = first - second
    error = difference.std(ddof=1) * np.sqrt(1 / n + ratio)
    t = difference.mean() / error
    half = stats.t.ppf(0.975, n - 1) * error
    return {
        "first": first.tolist(), "second": second.tolist(), "ratio": ratio,
        "student": {"t": student.statistic, "p": student.pvalue, "lower": low, "upper": high},
        "corrected": {"t": t, "p": 2 * stats.t.sf(abs(t), n - 1),
                      "lower": difference.mean() - half, "upper": difference.mean() + half},
    }


golden = {
    "versions": {"numpy": np.__version__, "scipy": scipy.__version__, "scikit-learn": sklearn.__version__},
    "classification": [classification(8, 240), classification(8, 200, never_predicted=2, never_true=5),
                       classification(3, 41, never_predicted=0, never_true=1)],
    "summary": [summary(2), summary(5), summary(15)],
    "paired": [paired(2, 1.0), paired(5, 0.25), paired(15, 0.2)],
}
with open("evaluation.json", "w") as file:
    json.dump(golden, file, separators=(",", ":"))
    file.write("\n")
