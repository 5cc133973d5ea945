#!/usr/bin/env bash
# librosa 0.11.0: pcen, the normalization of energy per channel, begins its running mean where it would stand after an endless sound
# whose mel energy is 1, whatever the clip holds. With samples in [-1, 1] that is far above a voice, and the first second comes
# out too low; scaled by 2^31, as its documentation advises, far below, and the first frames come out at five times. Of a clip
# of emotional speech, two or three seconds, a good part is thus a ramp that no voice made, and it moves with the level. With the
# running mean begun at the first frame, as in the paper, there is none; pass zi for that.
# Seen, steady noise of level 0.05 at 16 kHz, mean PCEN of a frame by that of the last second, at 0, 0.25, 0.5 and 1 s:
#   as it is           0.20 0.32 0.47 0.76
#   times 2^31         4.92 1.64 1.24 1.09
#   begun at a frame   1.00 0.98 0.98 1.02
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv venv
venv/bin/pip install -q --no-compile --disable-pip-version-check librosa==0.11.0 numpy==2.3.5 scipy==1.16.3 numba==0.62.1
venv/bin/python - <<'PYTHON'
import librosa
import numpy

RATE, HOP = 16000, 512
noise = 0.05 * numpy.random.default_rng(0).standard_normal(6 * RATE)
mels = librosa.feature.melspectrogram(y=noise, sr=RATE, hop_length=HOP, power=1)[:, 2:-2]


def by_definition(energies, gain=0.98, bias=2, power=0.5, seconds=0.4, eps=1e-6):
    frames = seconds * RATE / HOP
    weight = (numpy.sqrt(1 + 4 * frames ** 2) - 1) / (2 * frames ** 2)
    mean, out = energies[:, :20].mean(1), []
    for frame in energies.T:
        mean = (1 - weight) * mean + weight * frame
        out.append((frame / (eps + mean) ** gain + bias) ** power - bias ** power)
    return numpy.array(out).T


def measured(name, out):
    frames = out.mean(0)
    seen = [frames[at:at + 3].mean() / frames[-31:].mean() for at in (0, 8, 16, 31)]
    print(f"{name:<18}", *(f"{share:.2f}" for share in seen))
    return seen, frames[-31:].mean()


low, high, flat = (measured(name, out) for name, out in (
    ("as it is", librosa.pcen(mels, sr=RATE)), ("times 2^31", librosa.pcen(mels * 2 ** 31, sr=RATE)),
    ("begun at a frame", by_definition(mels * 2 ** 31))))
assert abs(high[1] - flat[1]) < 0.02 * flat[1], "the definition is another"
assert max(abs(share - 1) for share in flat[0]) < 0.1, "the sound is not steady"
assert low[0][0] < 0.5 and high[0][0] > 1.5, "changed"
PYTHON
