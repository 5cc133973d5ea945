#!/usr/bin/env bash
# NLTK 3.10.4: AnnotationTask.weighted_kappa(max_distance) divides the disagreement to be expected by max_distance and the one that
# was observed not. The largest distance cancels out of Cohen's weighted kappa, so any value gives the same number; here only 1 is right.
# Ratings of arousal from 1 to 5, with squared distances and so 16 as the largest, agree at 0.88, and at -0.96 by this. With 4 and
# absolute distances even good raters come out as worse than chance.
# Seen, two raters of 60 clips (max_distance 1, 4, 16; scikit-learn):
#   squared   0.877 0.509 -0.964; 0.877
#   absolute  0.690 -0.241 -3.966; 0.690
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv venv
venv/bin/pip install -q --no-compile --disable-pip-version-check nltk==3.10.4 scikit-learn==1.7.2 numpy==2.3.5 scipy==1.16.3
venv/bin/python - <<'PYTHON'
import numpy
from nltk.metrics.agreement import AnnotationTask
from sklearn.metrics import cohen_kappa_score

random = numpy.random.default_rng(0)
first = random.integers(1, 6, 60)
second = numpy.clip(first + random.integers(-1, 2, 60), 1, 5)
ratings = [(rater, f"clip {i}", int(level)) for rater, levels in (("first", first), ("second", second)) for i, level in enumerate(levels)]
for name, weights, distance in (("squared", "quadratic", lambda a, b: (a - b) ** 2), ("absolute", "linear", lambda a, b: abs(a - b))):
    right = cohen_kappa_score(first, second, weights=weights)
    seen = [AnnotationTask(ratings, distance=distance).weighted_kappa(largest) for largest in (1, 4, 16)]
    print(f"{name:<9}", *(f"{kappa:.3f}" for kappa in seen), end=f"; {right:.3f}\n")
    assert abs(seen[0] - right) < 1e-9, "changed: without a largest distance"
    assert all(abs(kappa - (1 - largest * (1 - right))) < 1e-9 for kappa, largest in zip(seen, (1, 4, 16))), "changed"
PYTHON
