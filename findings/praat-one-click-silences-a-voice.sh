#!/usr/bin/env bash
# Praat 6.1.38 (praat-parselmouth 0.4.7 on PyPI): what counts as silent hangs on the loudest sample of the recording, 30 dB below it
# for pitch and 20 dB for harmonicity. One sample, the click of a switch, leaves a quiet voice without any pitch, pulse or jitter, and
# makes its mean harmonicity that of the click: a number, not an undefined one. Likewise the quiet half of a sentence that ends in a shout
# has no pitch, so means over a corpus of emotions are means of the loud parts.
# Seen: two seconds of a voice of 150 Hz, peak 0.02, then with one sample of 0.3 and of 0.9 in its middle, then with its second half 40 times
# as loud: frames with pitch of 197, frames with harmonicity of 198, mean harmonicity in dB, jitter (local):
#   clean:      197  198   31.2  0.0002
#   click 0.3:  197    2   -2.9  0.0003
#   click 0.9:    0    2   -6.9  nan
#   loud half:   99  100   30.6  0.0002
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv venv
venv/bin/pip install -q --no-compile --disable-pip-version-check praat-parselmouth==0.4.7 numpy==2.4.6
venv/bin/python - <<'PYTHON'
import math
import numpy, parselmouth
from parselmouth.praat import call
RATE = 16000
time = numpy.arange(2 * RATE) / RATE
voice = sum(numpy.cos(2 * numpy.pi * k * 150 * time + k * k) / k for k in range(1, 20))
voice *= 0.02 / numpy.abs(voice).max()
voice += 0.0003 * numpy.random.default_rng(1).standard_normal(len(voice))


def measured(name, samples):
    sound = parselmouth.Sound(samples, RATE)
    pitch, harmonicity = sound.to_pitch(), sound.to_harmonicity()
    pulses = call([sound, pitch], "To PointProcess (cc)")
    result = (int((pitch.selected_array["frequency"] > 0).sum()), int((harmonicity.values > -150).sum()),
              call(harmonicity, "Get mean", 0, 0), call(pulses, "Get jitter (local)", 0, 0, 0.0001, 0.02, 1.3))
    print(f"{name + ':':<11} {result[0]:>4} {result[1]:>4} {result[2]:>6.1f}  {result[3]:.4f}")
    return result


def clicked(height):
    samples = voice.copy()
    samples[RATE // 2] = height
    return samples


loud = voice.copy()
loud[RATE:] *= 40
clean, small, large, half = (measured(name, samples) for name, samples in (
    ("clean", voice), ("click 0.3", clicked(0.3)), ("click 0.9", clicked(0.9)), ("loud half", loud)))
assert clean[0] > 190 and clean[2] > 30, "changed: a clean voice"
assert small[0] > 190 and small[1] < 5 and small[2] < 0, "changed: harmonicity beside a click"
assert large[0] == 0 and math.isnan(large[3]) and large[2] < 0, "changed: pitch beside a click"
assert half[0] < 110, "changed: pitch of the quiet half"
PYTHON
