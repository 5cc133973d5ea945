"""Writes groups-calibration.json, the reference values of ClusterBootstrap, Confidences and Reliability.

Needs numpy and scipy; run in this folder: python groups_calibration.py
"""
import json

import numpy as np
import scipy
from scipy.optimize import minimize_scalar

rng = np.random.default_rng(7)


def uar(truth, predicted):
    return float(np.mean([np.mean(predicted[truth == c] == c) for c in np.unique(truth)]))


def bootstrap():
    speakers = [f"{i:02d}" for i in range(1, 9)]
    speaker = rng.choice(speakers, 160)
    truth = rng.choice(5, 160, p=[0.1, 0.3, 0.2, 0.25, 0.15])
    skill = {s: rng.uniform(0.2, 0.9) for s in speakers}
    right = rng.random(160) < np.array([skill[s] for s in speaker])
    predicted = np.where(right, truth, (truth + rng.choice([1, 2], 160)) % 5)
    order = list(dict.fromkeys(speaker.tolist()))
    draws = rng.integers(0, len(order), (500, len(order)))
    rows = [np.flatnonzero(speaker == s) for s in order]
    uars = []
    for draw in draws:
        chosen = np.concatenate([rows[i] for i in draw])
        uars.append(uar(truth[chosen], predicted[chosen]))
    low, high = np.percentile(uars, [2.5, 97.5])
    many = rng.integers(0, len(order), (20000, len(order)))
    free = [uar(truth[c], predicted[c]) for c in (np.concatenate([rows[i] for i in draw]) for draw in many)]
    return {"speaker": speaker.tolist(), "truth": truth.tolist(), "predicted": predicted.tolist(),
            "uar": uar(truth, predicted), "draws": draws.tolist(), "lower": low, "upper": high,
            "free": np.percentile(free, [2.5, 97.5]).tolist()}


def calibration(sharpness):
    classes = 6
    truth = rng.choice(classes, 300)
    logits = rng.normal(0, 1, (300, classes))
    logits[np.arange(300), truth] += 1.2
    logits *= sharpness
    p = np.exp(logits - logits.max(1, keepdims=True))
    p = (p / p.sum(1, keepdims=True)).astype(np.float32)

    def tempered(t):
        z = np.log(np.maximum(p.astype(np.float64), 1e-7)) / t
        z = np.exp(z - z.max(1, keepdims=True))
        return z / z.sum(1, keepdims=True)

    def entropy(t):
        return float(-np.mean(np.log(tempered(t)[np.arange(300), truth])))

    def smoothed(t):
        """Cross-entropy of targets to which one more clip of any class was added."""
        targets = (np.eye(classes)[truth] * len(p) + 1 / classes) / (len(p) + 1)
        return float(-np.mean(np.sum(targets * np.log(tempered(t)), 1)))

    fit = minimize_scalar(lambda x: smoothed(np.exp(x)), bounds=(-3, 3), method="bounded", options={"xatol": 1e-10})

    def error(q):
        confidence, answer = q.max(1), q.argmax(1)
        edges = np.linspace(0, 1, 16)
        which = np.digitize(confidence, edges, right=True) - 1
        total = 0.0
        for b in range(15):
            inside = which == b
            if inside.any():
                total += inside.sum() * abs((answer[inside] == truth[inside]).mean() - confidence[inside].mean())
        return total / len(q)

    return {"probabilities": p.tolist(), "truth": truth.tolist(), "temperature": float(np.exp(fit.x)),
            "entropy": entropy(1.0), "entropyAtTwo": entropy(2.0), "error": error(p.astype(np.float64)),
            "errorAtTwo": error(tempered(2.0).astype(np.float32).astype(np.float64))}


golden = {"versions": {"numpy": np.__version__, "scipy": scipy.__version__}, "bootstrap": bootstrap(),
          "calibration": [calibration(0.6), calibration(1.0), calibration(3.0)]}
with open("groups-calibration.json", "w") as file:
    json.dump(golden, file, separators=(",", ":"))
    file.write("\n")
