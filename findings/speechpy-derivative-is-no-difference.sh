#!/usr/bin/env bash
# SpeechPy 2.4 (speechpy on PyPI): extract_derivative_feature and derivative_extraction, the "temporal derivative" of an MFCC
# matrix (frames x coefficients), neither run over time nor subtract. Each value is a weighted mean of the coefficients to its
# right in the same frame: the line that would subtract those to the left stands alone and does nothing. Features that do not
# change have a derivative; features that rise by 1 a frame have one that grows with their value.
# Seen, one frame of 20, derivative over two frames to each side:
#   3 1 4 1 5 in every frame: speechpy 0.9 0.6 1.1 1.5 1.5, by the formula of the HTK book 0.0 0.0 0.0 0.0 0.0
#   rising by 1 a frame, frame 5: speechpy 1.5, by the formula 1.0
#   rising by 1 a frame, frame 10: speechpy 3.0, by the formula 1.0
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv venv
venv/bin/pip install -q --no-compile --disable-pip-version-check speechpy==2.4 numpy==1.26.4 scipy==1.13.1
venv/bin/python - <<'PYTHON'
import numpy
import speechpy


def formula(features, width=2):
    """Regression slope over time, edges repeated."""
    padded = numpy.pad(features, ((width, width), (0, 0)), "edge")
    count = len(features)
    slopes = sum(k * (padded[width + k:width + k + count] - padded[width - k:width - k + count]) for k in range(1, width + 1))
    return slopes / (2 * sum(k * k for k in range(1, width + 1)))


def text(values):
    return " ".join(f"{value:.1f}" for value in values)


still = numpy.tile([3.0, 1, 4, 1, 5], (20, 1))
rising = numpy.outer(numpy.arange(20.0), numpy.ones(5))
wrong = speechpy.feature.extract_derivative_feature(still)[:, :, 1]
print(f"3 1 4 1 5 in every frame: speechpy {text(wrong[3])}, by the formula of the HTK book {text(formula(still)[3])}")
assert numpy.abs(formula(still)).max() == 0
assert numpy.allclose(wrong, [0.9, 0.6, 1.1, 1.5, 1.5]), "changed: the derivative of what does not change"
slope = speechpy.feature.extract_derivative_feature(rising)[:, 0, 1]
for frame in (5, 10):
    print(f"rising by 1 a frame, frame {frame}: speechpy {slope[frame]:.1f}, by the formula {formula(rising)[frame, 0]:.1f}")
    assert abs(slope[frame] - 0.3 * frame) < 1e-9, "changed: the derivative of a rise"
PYTHON
