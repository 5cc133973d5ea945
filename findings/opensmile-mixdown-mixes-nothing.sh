#!/usr/bin/env bash
# openSMILE 2.6.0 (opensmile on PyPI): Smile(mixdown=True) does not mix. The channels are chosen before, by default
# channel 0 alone, so that the mean is one over a single channel; a voice in the right channel is digital silence,
# without a warning. mixdown=True with channels=[0, 1] does mix.
# Seen, mean loudness of a voice in the left channel, in the right one:
#   default                        1.553 0.001
#   mixdown=True                   1.553 0.001
#   mixdown=True, channels=[0, 1]  0.983 0.983
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



sound = voice([1 / k for k in range(1, 20)], 150).astype("float32")
left, right = numpy.stack([sound, 0 * sound]), numpy.stack([0 * sound, sound])


def loudness(name, **settings):
    smile = opensmile.Smile(opensmile.FeatureSet.eGeMAPSv02, opensmile.FeatureLevel.Functionals, **settings)
    values = [float(smile.process_signal(stereo, RATE)["loudness_sma3_amean"].iloc[0]) for stereo in (left, right)]
    print(f"{name:30} {values[0]:.3f} {values[1]:.3f}")
    return values


loudness("default")
alone = loudness("mixdown=True", mixdown=True)
mixed = loudness("mixdown=True, channels=[0, 1]", mixdown=True, channels=[0, 1])
assert alone[0] > 1 and alone[1] < 0.01, "changed: mixdown alone hears the right channel"
assert abs(mixed[0] - mixed[1]) < 1e-6 and mixed[0] > 0.5, "changed"
PYTHON
