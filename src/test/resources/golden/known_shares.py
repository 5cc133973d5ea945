"""Writes known-shares.json, the reference values of KnownShares: the same answers found another way, by minimising the
convex dual of the problem with BFGS instead of scaling rows and columns in turn.

Needs numpy and scipy; run in this folder: python known_shares.py
"""
import json

import numpy as np
import scipy
from scipy.optimize import minimize
from scipy.special import logsumexp

rng = np.random.default_rng(11)


def case(clips, shares, sharpness):
    shares = np.asarray(shares, float) / np.sum(shares)
    logits = rng.normal(0, sharpness, (clips, len(shares))) + rng.normal(0, 1, len(shares))
    p = np.exp(logits - logsumexp(logits, 1, keepdims=True)).astype(np.float32)
    logs = np.log(p.astype(np.float64))
    occurs = shares > 0

    def dual(b):
        z = logs[:, occurs] + b
        q = np.exp(z - logsumexp(z, 1, keepdims=True))
        return np.mean(logsumexp(z, 1)) - b @ shares[occurs], q.mean(0) - shares[occurs]

    best = minimize(dual, np.zeros(occurs.sum()), jac=True, method="BFGS", options={"gtol": 1e-9})
    z = logs[:, occurs] + best.x
    matched = np.zeros_like(logs)
    matched[:, occurs] = np.exp(z - logsumexp(z, 1, keepdims=True))
    return {"shares": shares.tolist(), "probabilities": p.tolist(), "matched": matched.tolist()}


cases = [case(60, [4, 8, 8, 8, 8, 8, 8, 8], 1.5), case(20, [1, 0, 3, 1], 1), case(12, [1, 1, 1], 3)]
json.dump({"made_with": f"scipy {scipy.__version__}, numpy {np.__version__}", "cases": cases},
          open("known-shares.json", "w"))
