#!/usr/bin/env bash
# openSMILE 2.6.0 (opensmile on PyPI), eGeMAPSv02: the harmonics-to-noise ratio of a voice without noise is a number
# that its pitch sets, and it hardly moves until the noise is within 20 dB. As "dB of harmonics over noise" a low voice
# seems noisier than a high one whatever its noise; a difference between men and women, or sad and angry, may be nothing
# but pitch.
# Seen, noise at 60, 30, 20 and 10 dB below the voice (the values that HNR should have):
#   120 Hz: 8.8 8.8 8.4 6.1
#   250 Hz: 15.4 15.3 14.1 8.8
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


def hnr(f0, noise):
    sound = voice([1 / k for k in range(1, 20)], f0)
    hiss = numpy.random.default_rng(1).standard_normal(len(sound))
    hiss *= numpy.sqrt(numpy.mean(sound ** 2) / numpy.mean(hiss ** 2)) * 10 ** (-noise / 20)
    values = smile.process_signal((sound + hiss).astype("float32"), RATE)["HNRdBACF_sma3nz"]
    return float(values[values != 0].median())


low, high = ([hnr(f0, noise) for noise in (60, 30, 20, 10)] for f0 in (120, 250))
print("120 Hz:", *(f"{value:.1f}" for value in low))
print("250 Hz:", *(f"{value:.1f}" for value in high))
assert low[0] < 10 and 14 < high[0] < 17, "changed: the ceiling"
assert low[0] - low[2] < 1 and high[0] - high[1] < 1, "changed: noise at 20 or 30 dB is seen"
PYTHON
