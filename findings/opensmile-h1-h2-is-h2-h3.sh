#!/usr/bin/env bash
# openSMILE 2.6.0 (opensmile on PyPI), eGeMAPSv02: what is called H1-H2, a measure of breathy voice, is the level of
# harmonic 2 over harmonic 3. Four times the fundamental (12 dB) changes nothing; four times harmonic 2, or a quarter of
# harmonic 3, adds 12.
# Seen, 150 Hz, harmonics 1, 0.5, 0.25 and weak ones above:
#   as it is            6.01 dB
#   harmonic 1 times 4  5.95 dB
#   harmonic 2 times 4  18.04 dB
#   harmonic 3 by 4     18.02 dB
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


def voice(amplitudes, f0):
    return 0.2 * sum(a * numpy.sin(2 * numpy.pi * f0 * (k + 1) * time) for k, a in enumerate(amplitudes))



smile = opensmile.Smile(opensmile.FeatureSet.eGeMAPSv02, opensmile.FeatureLevel.LowLevelDescriptors)


def h1_h2(name, *first):
    sound = voice([*first, 0.05, 0.03, 0.03], 150).astype("float32")
    values = smile.process_signal(sound, RATE)["logRelF0-H1-H2_sma3nz"]
    level = float(values[values != 0].median())
    print(f"{name:19} {level:.2f} dB")
    return level


plain = h1_h2("as it is", 1, 0.5, 0.25)
assert abs(h1_h2("harmonic 1 times 4", 4, 0.5, 0.25) - plain) < 1, "changed: the fundamental counts"
assert abs(h1_h2("harmonic 2 times 4", 1, 2, 0.25) - plain - 12) < 1, "changed"
assert abs(h1_h2("harmonic 3 by 4", 1, 0.5, 0.0625) - plain - 12) < 1, "changed: harmonic 3 does not count"
PYTHON
