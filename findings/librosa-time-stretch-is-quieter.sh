#!/usr/bin/env bash
# librosa 0.11.0: time_stretch changes the level, and slowing down changes it otherwise than speeding up. A tone or a voice-like
# sawtooth that is slowed, be it by a thousandth, loses 0.8 dB; one that is sped up loses nothing. Noise, and so breath and
# fricatives, loses 2.4 to 3.5 dB both ways, at a change of 0.1 % to 5 %. A copy stretched for training is therefore no copy
# at another tempo alone: its harmonics-to-noise balance is another, and slow copies are quieter than fast ones.
# Seen, change of level in dB (rate, tone of 440 Hz, white noise, sawtooth of 150 Hz):
#   0.950  -0.83  -3.43  -0.81
#   0.999  -0.83  -2.44  -0.81
#   1.000   0.00   0.00   0.00
#   1.050   0.00  -3.30   0.00
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv venv
venv/bin/pip install -q --no-compile --disable-pip-version-check librosa==0.11.0 numpy==2.4.6 scipy==1.17.1 numba==0.68.1
venv/bin/python - <<'PYTHON'
import librosa
import numpy

RATE = 22050
time = numpy.arange(3 * RATE) / RATE
sounds = [0.5 * numpy.sin(2 * numpy.pi * 440 * time), 0.1 * numpy.random.default_rng(0).standard_normal(3 * RATE),
          0.2 * sum(numpy.sin(2 * numpy.pi * 150 * k * time) / k for k in range(1, 40))]


def level(sound):
    """Power of the middle half in dB."""
    return 10 * numpy.log10(numpy.mean(sound[len(sound) // 4:3 * len(sound) // 4].astype(float) ** 2))


seen = {}
for rate in (0.95, 0.999, 1.0, 1.05):
    seen[rate] = [level(librosa.effects.time_stretch(s.astype("float32"), rate=rate)) - level(s) for s in sounds]
    print(f"{rate:.3f}  " + "  ".join(f"{change:5.2f}" for change in seen[rate]))
for slow in (0.95, 0.999):
    assert -1.0 < seen[slow][0] < -0.6 and -1.0 < seen[slow][2] < -0.6, "changed: slowed tones keep their level"
assert abs(seen[1.05][0]) < 0.1 and abs(seen[1.05][2]) < 0.1, "changed: tones that are sped up lose level"
assert max(abs(change) for change in seen[1.0]) < 0.1, "changed"
assert seen[0.95][1] < -2.5 and seen[1.05][1] < -2.5, "changed: noise keeps its level"
PYTHON
