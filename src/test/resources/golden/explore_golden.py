"""Writes explore.json, the reference values of serlab.explore.

Needs numpy, scikit-learn, soundfile and pyloudnorm; run in this folder: python explore_golden.py
"""
import json

import numpy as np
import pyloudnorm
import sklearn
import soundfile
from sklearn.decomposition import PCA
from sklearn.preprocessing import StandardScaler

samples, rate = soundfile.read("features.wav", dtype="float64")
if samples.ndim > 1:
    samples = samples.mean(axis=1)
block = int(0.1 * rate)
pauses = np.concatenate([samples[: len(samples) // block * block], np.zeros(20 * block), 0.05 * samples[: 8 * block]])
meter = pyloudnorm.Meter(rate, filter_class="DeMan")

rng = np.random.default_rng(20220117)
vectors = rng.standard_normal((9, 4)) @ rng.standard_normal((4, 6)) * [1, 5, 0.1, 2, 1, 1] + [3, 0, 0, -8, 0, 1]
pca = PCA(2).fit(StandardScaler().fit_transform(vectors))
points = pca.transform(StandardScaler().fit_transform(vectors))
signs = np.sign([row[np.argmax(np.abs(row))] for row in pca.components_])

json.dump({
    "versions": {"numpy": np.__version__, "sklearn": sklearn.__version__, "pyloudnorm": "0.2.0"},
    "lufs": meter.integrated_loudness(samples[: len(samples) // block * block]),
    "lufs_with_pauses": meter.integrated_loudness(pauses),
    "block": block,
    "pca": {"vectors": vectors.tolist(), "points": (points * signs).tolist(),
            "explained": pca.explained_variance_ratio_.tolist()},
}, open("explore.json", "w"), indent=1)
