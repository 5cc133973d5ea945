"""Writes effects.json, the reference values of serlab.explore.effect, by another way than the product's: partial eta squared from
two linear models with a dummy variable for each speaker and class, solved by numpy.

Needs numpy; run in this folder: python effects_golden.py
"""
import json

import numpy as np

rng = np.random.default_rng(26)
speakers, labels = ["a", "b", "c"], ["angry", "calm", "sad"]
clips = [(s, k) for s in range(3) for k in range(3) for _ in range(2 + (s + 2 * k) % 4)]
offsets = rng.normal(0, 5, 3)
values = np.array([offsets[s] + 1.5 * (k == 0) - 0.5 * (k == 2) + rng.normal() for s, k in clips])
values[4] = np.nan


def errors(columns, y):
    design = np.column_stack(columns)
    return np.sum((y - design @ np.linalg.lstsq(design, y, rcond=None)[0]) ** 2)


def result(within):
    have = np.isfinite(values)
    y = values[have]
    speaker = np.array([s if within else 0 for s, _ in clips])[have]
    label = np.array([k for _, k in clips])[have]
    blocks = [(speaker == s).astype(float) for s in range(3)]
    classes = [(label == k).astype(float) for k in range(3)]
    alone = errors(blocks, y)
    less = y - np.array([y[speaker == s].mean() for s in speaker])
    ds = []
    for k in range(3):
        own, rest = less[label == k], less[label != k]
        pooled = ((len(own) - 1) * own.var(ddof=1) + (len(rest) - 1) * rest.var(ddof=1)) / (len(y) - 2)
        ds.append((own.mean() - rest.mean()) / np.sqrt(pooled))
    return {"eta_squared": (alone - errors(blocks + classes, y)) / alone, "d": ds}


json.dump({
    "version": np.__version__,
    "speakers": [speakers[s] for s, _ in clips],
    "labels": [labels[k] for _, k in clips],
    "values": [None if np.isnan(v) else v for v in values],
    "within": result(True),
    "across": result(False),
}, open("effects.json", "w"), indent=1)
