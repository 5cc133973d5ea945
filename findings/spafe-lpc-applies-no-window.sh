#!/usr/bin/env bash
# spafe 0.3.3 (PyPI): lpc computes windowed frames and then predicts from the frames without a window, so that window.win_type
# changes nothing; and order=N, the "model order", is a prediction of order N - 1. A resonance, asked for with order 2, gets one
# coefficient and no resonance. Coefficients at the order and window that a paper states are those of another order and of the
# rectangular window, whose bandwidths and formants are others.
# Seen, noise through 1 / (1 - 1.2 z^-1 + 0.7 z^-2), 16 kHz, frames of 400 samples:
#   hamming and blackman windows differ by 0.000000 (by SciPy on the same frames by 0.02)
#   order 2, true 1 -1.20 0.70: 1.00 -0.71, order 3: 1.00 -1.20 0.70
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv venv
venv/bin/pip install -q --no-compile --disable-pip-version-check spafe==0.3.3 numpy==1.26.4 scipy==1.13.1 matplotlib==3.9.4
venv/bin/python - <<'PYTHON'
import numpy
import scipy.linalg
import scipy.signal
from spafe.features.lpc import lpc
from spafe.utils.preprocessing import SlidingWindow

RATE = 16000
noise = numpy.random.default_rng(0).standard_normal(2 * RATE)
sound = scipy.signal.lfilter([1], [1, -1.2, 0.7], noise)


def spafe(order, window):
    return lpc(sound, fs=RATE, order=order, pre_emph=0, window=SlidingWindow(0.025, 0.01, window))[0]


def scipy_predictor(frame, order):
    correlation = numpy.correlate(frame, frame, "full")[len(frame) - 1:len(frame) + order]
    return scipy.linalg.solve_toeplitz(correlation[:-1], -correlation[1:])


difference = numpy.abs(spafe(13, "hamming") - spafe(13, "blackman")).max()
frames = [sound[start:start + 400] for start in range(0, len(sound) - 400, 160)]
expected = numpy.abs(numpy.array([scipy_predictor(f * numpy.hamming(400), 12) - scipy_predictor(f * numpy.blackman(400), 12)
                                    for f in frames]))
print(f"hamming and blackman windows differ by {difference:.6f} (by SciPy on the same frames by {expected.mean():.2f})")
assert difference == 0 and expected.mean() > 0.01, "changed: the window"
means = {order: spafe(order, "hamming").mean(axis=0) for order in (2, 3)}
print("order 2, true 1 -1.20 0.70:", *(f"{c:.2f}" for c in means[2]), end=", order 3: ")
print(*(f"{c:.2f}" for c in means[3]))
assert len(means[2]) == 2 and numpy.allclose(means[3], [1, -1.2, 0.7], atol=0.02), "changed: the order"
PYTHON
