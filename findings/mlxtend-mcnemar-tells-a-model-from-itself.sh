#!/usr/bin/env bash
# mlxtend 0.25.0: mcnemar of two models that err on the same clips, which nothing tells apart, gives chi² = inf and p = 0.0, the
# strongest evidence there is, for a difference that is not there. The correction for continuity takes 1 from a difference of 0,
# squares it and divides by no clip, with a warning of NumPy at most. A model and its export, two seeds that agree, a tuned model that
# did not change: each is reported as significantly better. With exact=True p is 1. With as many clips one way as the other it is
# below 1 too, where the correction goes no further than 0.
# Seen, tables of 90 clips both right or both wrong and b, c clips that one alone has right (p as it comes, exact):
#   0, 0: 0.000, 1.000
#   1, 1: 0.480, 1.000
#   5, 5: 0.752, 1.000
#   12, 3: 0.039, 0.035
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv venv
venv/bin/pip install -q --no-compile --disable-pip-version-check mlxtend==0.25.0 scikit-learn==1.9.1 numpy==2.4.6 scipy==1.17.1 \
    pandas==3.1.1 matplotlib==3.11.2 joblib==1.6.0
venv/bin/python -W ignore - <<'PYTHON'
import numpy
from mlxtend.evaluate import mcnemar, mcnemar_table
from scipy.stats import binomtest

for b, c in ((0, 0), (1, 1), (5, 5), (12, 3)):
    truth = numpy.ones(90 + b + c, int)
    first, second = truth.copy(), truth.copy()
    first[:40], second[:40] = 0, 0
    first[90:90 + b], second[90 + b:] = 0, 0
    table = mcnemar_table(truth, first, second)
    assert sorted((table[0, 1], table[1, 0])) == sorted((b, c)), "the table is another"
    seen, exact = mcnemar(table)[1], binomtest(b, b + c).pvalue if b + c else 1.0
    print(f"{b}, {c}: {seen:.3f}, {exact:.3f}")
    assert abs(mcnemar(table, exact=True)[1] - exact) < 1e-9, "changed: the exact test"
    assert seen == 0 if b + c == 0 else seen < 0.8, "changed: the corrected test"
PYTHON
