#!/usr/bin/env bash
# skl2onnx 1.20.0 (the converter of scikit-learn's models to ONNX): a k-nearest-neighbors model with weights="distance" becomes one in
# which every neighbor counts alike. The conversion succeeds without a word; the ONNX file's probabilities are those of
# weights="uniform", its labels are not the model's for one clip in fourteen, and a regressor's numbers differ likewise.
# Seen, onnxruntime 1.32.0, scikit-learn 1.7.2, 4 neighbors, 100 clips of 4 emotions: largest difference in probability to the model,
# to the model with uniform weights, labels that differ; largest difference of a regressor, to one with uniform weights:
#   classifier  0.109 0.000, 7 of 100
#   regressor   0.203 0.000
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv venv
venv/bin/pip install -q --no-compile --disable-pip-version-check skl2onnx==1.20.0 onnx==1.21.0 onnxruntime==1.32.0 scikit-learn==1.7.2 \
    numpy==2.3.5 scipy==1.16.3
venv/bin/python -W ignore - <<'PYTHON'
import numpy
import onnxruntime
from sklearn.datasets import make_classification
from sklearn.neighbors import KNeighborsClassifier, KNeighborsRegressor
from skl2onnx import to_onnx

table, labels = make_classification(400, 12, n_informative=8, n_classes=4, random_state=1, class_sep=0.6)
table, labels = table.astype("float32"), labels.astype("int64")
training, emotions, tests = table[:300], labels[:300], table[300:]


def exported(model, **options):
    file = to_onnx(model, training[:1], **options).SerializeToString()
    return onnxruntime.InferenceSession(file, providers=["CPUExecutionProvider"]).run(None, {"X": tests})


model = KNeighborsClassifier(4, weights="distance").fit(training, emotions)
uniform = KNeighborsClassifier(4).fit(training, emotions)
distances, nearest = model.kneighbors(tests)
votes = (emotions[nearest][:, :, None] == numpy.arange(4)) / distances[:, :, None]
by_hand = votes.sum(1) / votes.sum((1, 2))[:, None]
assert numpy.abs(by_hand - model.predict_proba(tests)).max() < 1e-6, "the model itself is another"
answers, shares = exported(model, options={"zipmap": False})
away, alike = numpy.abs(shares - by_hand).max(), numpy.abs(shares - uniform.predict_proba(tests)).max()
wrong = int((answers != model.predict(tests)).sum())
print(f"classifier  {away:.3f} {alike:.3f}, {wrong} of 100")
assert away > 0.05 and alike < 1e-4 and wrong > 3, "changed: the classifier"

target = emotions.astype("float32")
model, uniform = (KNeighborsRegressor(4, weights=w).fit(training, target) for w in ("distance", "uniform"))
numbers = exported(model)[0].ravel()
away, alike = numpy.abs(numbers - model.predict(tests)).max(), numpy.abs(numbers - uniform.predict(tests)).max()
print(f"regressor   {away:.3f} {alike:.3f}")
assert away > 0.05 and alike < 1e-4, "changed: the regressor"
PYTHON
