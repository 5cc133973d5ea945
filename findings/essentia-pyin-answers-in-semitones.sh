#!/usr/bin/env bash
# Essentia 2.1b6.dev1389 (essentia on PyPI): PitchYinProbabilistic, its pYIN, gives nothing but tones of the tempered scale
# (61.74, 65.41 ... Hz), often not the nearest one, and calls a sine of 150 Hz voiced at 61.7 and one of 155 Hz at
# 293.7. PitchYin of the same package, on the same samples, is right within 0.3 %. Means and ranges of pitch from it are
# those of a coarse scale with octave errors, all marked as voiced.
# Seen, two seconds at 44.1 kHz, median over frames, share of voiced frames (sawtooth, sine; PitchYin, sawtooth):
#   120 Hz: 123.47 1.00, 130.81 1.00; 119.88
#   150 Hz: 155.56 1.00, 61.74 1.00; 149.85
#   155 Hz: 146.83 1.00, 293.66 1.00; 154.85
#   300 Hz: 207.65 1.00, 61.74 1.00; 299.71
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv venv
venv/bin/pip install -q --no-compile --disable-pip-version-check essentia==2.1b6.dev1389 numpy==2.4.6
venv/bin/python - <<'PYTHON'
import essentia
import numpy

essentia.log.infoActive = False
essentia.log.warningActive = False
import essentia.standard

RATE = 44100
time = numpy.arange(2 * RATE) / RATE
wrong = 0
for pitch in (120, 150, 155, 300):
    saw = (0.1 * sum(numpy.sin(2 * numpy.pi * pitch * k * time) / k for k in range(1, 20))).astype("float32")
    sine = (0.3 * numpy.sin(2 * numpy.pi * pitch * time)).astype("float32")
    found = [essentia.standard.PitchYinProbabilistic(sampleRate=RATE)(sound)[0][10:-10] for sound in (saw, sine)]
    yin = [essentia.standard.PitchYin(sampleRate=RATE)(frame)[0]
           for frame in essentia.standard.FrameGenerator(saw, 2048, 512)][10:-10]
    print(f"{pitch} Hz: " + ", ".join(f"{numpy.median(f):.2f} {numpy.mean(f > 0):.2f}" for f in found)
          + f"; {numpy.median(yin):.2f}")
    assert abs(numpy.median(yin) / pitch - 1) < 0.003, "changed: PitchYin"
    for track in found:
        semitones = 12 * numpy.log2(numpy.abs(track) / 440)
        assert numpy.abs(semitones - semitones.round()).max() < 0.01, "changed: other tones than those of the scale"
        wrong += abs(12 * numpy.log2(numpy.median(track) / pitch)) > 0.6
assert wrong >= 5, "changed: the tones are the nearest ones"
PYTHON
