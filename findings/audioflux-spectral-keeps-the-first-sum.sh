#!/usr/bin/env bash
# audioFlux 0.1.9 (audioflux on PyPI): a Spectral object keeps the sums over bins of the first spectrogram it was given and
# divides by them for every later one of the same length. The second clip of a corpus therefore gets the centroid of the first,
# a flatness above 1 (it is at most 1), and a skewness of millions; no error, no warning. set_time_length with the same length
# before each clip, or a new object, avoids it; nothing says that it must be called again.
# Seen, white noise after a tone of 6000 Hz, frame 20 (by NumPy; a new object; the object used for the tone before):
#   centroid   4097.33      4097.34      6000.00
#   flatness      0.84         0.84         4.70
#   rolloff    7718.75      7718.75      1453.12
#   skewness     -0.03        -0.03 -149315168.00
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv venv
venv/bin/pip install -q --no-compile --disable-pip-version-check audioflux==0.1.9 numpy==2.4.6 scipy==1.17.1 \
    matplotlib==3.11.2 soundfile==0.14.0
venv/bin/python - <<'PYTHON'
import audioflux
import numpy
from audioflux.type import SpectralDataType, SpectralFilterBankScaleType

RATE = 16000
time = numpy.arange(2 * RATE) / RATE
transform = audioflux.BFT(num=513, samplate=RATE, radix2_exp=10, slide_length=256, data_type=SpectralDataType.MAG,
                          scale_type=SpectralFilterBankScaleType.LINEAR)
tone = numpy.abs(transform.bft((0.3 * numpy.sin(2 * numpy.pi * 6000 * time)).astype("float32")))
noise = numpy.abs(transform.bft((0.1 * numpy.random.default_rng(0).standard_normal(len(time))).astype("float32")))
frequencies = transform.get_fre_band_arr()
share = noise[:, 20].astype(float) / noise[:, 20].sum(dtype=float)
centroid = (share * frequencies).sum()
deviation = numpy.sqrt((share * (frequencies - centroid) ** 2).sum())
magnitude = noise[:, 20].astype(float)
truth = {"centroid": centroid, "flatness": numpy.exp(numpy.log(magnitude).mean()) / magnitude.mean(),
         "rolloff": frequencies[numpy.searchsorted(numpy.cumsum(share), 0.95)],
         "skewness": (share * (frequencies - centroid) ** 3).sum() / deviation ** 3}


def fresh():
    spectral = audioflux.Spectral(num=transform.num, fre_band_arr=frequencies)
    spectral.set_time_length(noise.shape[1])
    return spectral


for name, expected in truth.items():
    first = float(getattr(fresh(), name)(noise)[20])
    used = fresh()
    getattr(used, name)(tone)
    later = float(getattr(used, name)(noise)[20])
    print(f"{name:8s} {expected:9.2f} {first:12.2f} {later:12.2f}")
    if name != "rolloff":
        assert abs(first - expected) < 0.01 * max(1, abs(expected)), "changed: a new object is wrong"
    assert abs(later - first) > 0.2 * abs(first), "changed: a used object is right"
    used.set_time_length(noise.shape[1])
    assert abs(float(getattr(used, name)(noise)[20]) - first) < 1e-3 * max(1, abs(first)), "changed: not after set_time_length"
PYTHON
