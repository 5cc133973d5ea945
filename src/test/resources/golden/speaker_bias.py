"""Writes speaker-bias.json, the reference values of SpeakerBias: the same bias found another way, as a ridge regression of the
log probabilities on a constant, whose penalty is that of four clips without bias, then bent by a hyperbolic tangent written as
a logistic function; scipy's softmax takes it off.

Needs numpy, scipy and scikit-learn; run in this folder: python speaker_bias.py
"""
import json

import numpy as np
import sklearn
from scipy.special import expit, softmax
from sklearn.linear_model import Ridge

rng = np.random.default_rng(12)


def case(clips, classes, sharpness):
    p = softmax(rng.normal(0, sharpness, (clips, classes)) + rng.normal(0, 1, classes), 1).astype(np.float32)
    logs = np.log(np.maximum(p.astype(np.float64), 1e-4))
    bias = Ridge(alpha=4, fit_intercept=False).fit(np.ones((clips, 1)), logs).coef_[:, 0]
    bias = 1.5 * (2 * expit(2 * (bias - bias.mean()) / 1.5) - 1)
    with np.errstate(divide="ignore"):
        unbiased = softmax(np.log(p.astype(np.float64)) - bias, 1)
    return {"probabilities": p.tolist(), "bias": bias.tolist(), "unbiased": unbiased.tolist()}


cases = [case(60, 8, 1.5), case(7, 3, 6), case(1, 4, 1)]
json.dump({"made_with": f"scikit-learn {sklearn.__version__}, numpy {np.__version__}", "cases": cases},
          open("speaker-bias.json", "w"))
