#!/usr/bin/env bash
# nlpaug 1.1.11, its augmenters of audio, know nothing of the level of a clip. NoiseAug's white noise falls by 3 dB with each doubling of
# the clip's length and stays when the clip is quieter: a short angry clip and a long calm one are trained at other signal-to-noise
# ratios, by their length and level. Its second half is the first one mirrored, for its spectrum has no phases; pink
# noise is inaudible. MaskAug, that is to hide a stretch, fills it with noise of deviation 1, a third of it beyond full scale.
# Seen, a tone at 16 kHz, median of 20 signal-to-noise ratios in dB, white and pink; correlation of the noise with its mirror image:
#   1 s, level 0.07   19.0 59.7 1.00
#   4 s, level 0.07   25.0 70.9 1.00
#   16 s, level 0.07  31.0 82.9 1.00
#   4 s, level 0.007  4.9 48.9 1.00
#   mask of a level of 0.07: 23.1 dB above, 32 % beyond full scale
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv venv
venv/bin/pip install -q --no-compile --disable-pip-version-check nlpaug==1.1.11 librosa==0.11.0 numpy==2.3.5 scipy==1.16.3 numba==0.62.1
venv/bin/python -W ignore - <<'PYTHON'
import nlpaug.augmenter.audio as augmenter
import numpy

numpy.random.seed(1)


def power(samples):
    return 10 * numpy.log10((samples ** 2).mean())


def tone(seconds, level):
    return level * numpy.sqrt(2) * numpy.sin(2 * numpy.pi * 300 * numpy.arange(16000 * seconds) / 16000)


def noises(clip, color):
    return [numpy.ravel(augmenter.NoiseAug(zone=(0, 1), color=color).augment(clip)) - clip for _ in range(20)]


for seconds, level in ((1, 0.07), (4, 0.07), (16, 0.07), (4, 0.007)):
    clip = tone(seconds, level)
    white, pink = noises(clip, "white"), noises(clip, "pink")
    mirror = numpy.mean([numpy.corrcoef(noise[1:], noise[:0:-1])[0, 1] for noise in white])
    white_ratio, pink_ratio = (numpy.median([power(clip) - power(noise) for noise in some]) for some in (white, pink))
    print(f"{seconds} s, level {level}".ljust(17), f"{white_ratio:.1f} {pink_ratio:.1f} {mirror:.2f}")
    assert abs(power(white[0]) + 10 * numpy.log10(16000 * seconds)) < 1, "changed: the level of the noise"
    assert mirror > 0.99, "changed: the mirror image"
    assert pink_ratio > white_ratio + 20, "changed: pink noise"
clip = tone(4, 0.07)
masked = numpy.ravel(augmenter.MaskAug(sampling_rate=16000, mask_with_noise=True).augment(clip))
mask = masked[masked != clip]
print(f"mask of a level of 0.07: {power(mask) - power(clip):.1f} dB above, {100 * (numpy.abs(mask) > 1).mean():.0f} % beyond full scale")
assert abs(power(mask)) < 0.5, "changed: the mask"
PYTHON
