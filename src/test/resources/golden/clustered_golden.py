"""Writes clustered.json, the reference values of ClusteredUar, Holm and ExplainedVariance.

Needs numpy, scipy and statsmodels; run in this folder: python clustered_golden.py
The speakers have unequal numbers of clips and the folds unequal numbers of speakers, so that weights matter.
"""
import json

import numpy as np
import scipy
import statsmodels
import statsmodels.api as sm
from scipy import stats
from statsmodels.stats.multitest import multipletests

rng = np.random.default_rng(19780501)


def clips(speakers, folds, classes, seeds):
    rows = []
    for speaker in range(speakers):
        for clip in range(int(rng.integers(classes, 3 * classes))):
            truth = clip % classes
            ease = rng.normal(0.4 + 0.02 * speaker, 0.2)
            rows.append({"clip": f"clip-{speaker}-{clip}", "cluster": f"speaker-{speaker}", "fold": speaker % folds,
                         "truth": truth,
                         "first": [int(rng.random() < ease + 0.15) for _ in range(seeds)],
                         "second": [int(rng.random() < ease) for _ in range(seeds)]})
    return rows


def case(speakers, folds, classes, seeds):
    rows = clips(speakers, folds, classes, seeds)
    fold = np.array([r["fold"] for r in rows])
    truth = np.array([r["truth"] for r in rows])
    difference = np.array([r["first"] for r in rows], float) - np.array([r["second"] for r in rows], float)
    recalls = []
    for seed in range(seeds):
        recalls.append(np.mean([np.mean([difference[(fold == f) & (truth == c), seed].mean()
                                         for c in set(truth[fold == f])]) for f in set(fold)]))
    weights = np.array([1 / len(set(fold)) / len(set(truth[fold == f])) / ((fold == f) & (truth == c)).sum()
                        for f, c in zip(fold, truth)])
    groups = np.unique([r["cluster"] for r in rows], return_inverse=True)[1]
    fit = sm.WLS(difference.mean(axis=1), np.ones(len(rows)), weights=weights).fit(
        cov_type="cluster", cov_kwds={"groups": groups, "use_correction": True, "df_correction": True}, use_t=True)
    assert abs(fit.params[0] - np.mean(recalls)) < 1e-12
    a, b = fit.bse[0] ** 2, (np.var(recalls, ddof=1) / seeds if seeds > 1 else 0.0)
    df = speakers - 1 if seeds == 1 else (a + b) ** 2 / (a ** 2 / (speakers - 1) + b ** 2 / (seeds - 1))
    error = np.sqrt(a + b)
    low, high = stats.t.interval(0.95, df, fit.params[0], error)
    p = 2 * stats.t.sf(abs(fit.params[0]) / error, df)
    if seeds == 1:
        assert abs(p - fit.pvalues[0]) < 1e-12
    return {"clips": rows, "value": fit.params[0], "error": error, "df": df, "p": p, "lower": low, "upper": high}


def holm(n):
    p = rng.beta(0.4, 2, n)
    return {"p": p.tolist(), "adjusted": multipletests(p, method="holm")[1].tolist()}


def explained(sizes, effect):
    groups = [np.round(rng.normal(0.5 + effect * i, 0.05, n), 6) for i, n in enumerate(sizes)]
    every = np.concatenate(groups)
    f = stats.f_oneway(*groups).statistic
    k, n = len(groups), len(every)
    share = (k - 1) * (f - 1) / ((k - 1) * f + n - k)
    return {"groups": [i for i, g in enumerate(groups) for _ in g], "scores": every.tolist(), "share": max(0.0, share)}


golden = {
    "versions": {"numpy": np.__version__, "scipy": scipy.__version__, "statsmodels": statsmodels.__version__},
    "clustered": [case(5, 1, 4, 1), case(24, 5, 8, 1), case(24, 5, 8, 3)],
    "holm": [holm(1), holm(3), holm(10)],
    "explained": [explained([7, 4, 9], 0.05), explained([5, 6], 0.0), explained([3, 3, 3, 8], 0.02)],
}
with open("clustered.json", "w") as file:
    json.dump(golden, file, separators=(",", ":"))
    file.write("\n")
