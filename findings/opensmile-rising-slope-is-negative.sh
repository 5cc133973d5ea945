#!/usr/bin/env bash
# openSMILE 2.6.0 (opensmile on PyPI), eGeMAPSv02: the mean rising slope of loudness is negative for a tone that gets louder
# for a second and softer for a second. What remains after the last turning point counts as rising after a low and as falling
# after a high, whichever way it goes, and with its sign; slopes of a negative sign are in the means of real recordings too.
# Seen:
#   up, then down   rising -0.062, falling 0.500
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv venv
venv/bin/pip install -q --no-compile --disable-pip-version-check \
    opensmile==2.6.0 numpy==2.4.6 audinterface==1.4.0 pandas==3.1.1
venv/bin/python - <<'PYTHON'
import numpy, opensmile
RATE = 16000
time = numpy.arange(2 * RATE) / RATE
sound = (0.3 * numpy.sin(2 * numpy.pi * 440 * time) * numpy.minimum(time, 2 - time)).astype("float32")
smile = opensmile.Smile(opensmile.FeatureSet.eGeMAPSv02, opensmile.FeatureLevel.Functionals)
row = smile.process_signal(sound, RATE).iloc[0]
rising = float(row["loudness_sma3_meanRisingSlope"])
falling = float(row["loudness_sma3_meanFallingSlope"])
print(f"up, then down   rising {rising:.3f}, falling {falling:.3f}")
assert rising < 0 < falling, "changed"
PYTHON
