#!/usr/bin/env bash
# pyAudioAnalysis 0.3.14 and SpeechPy 2.4 (PyPI): the triangular filters below their MFCCs stand at half the frequencies that
# were asked for, since each takes the number of bins up to half the sampling rate for the length of the transform. At 16 kHz
# nothing above 3440 or 4000 Hz, neither the noise of fricatives nor that of breath, has a part in any MFCC. The spectral
# centroid of the same frames is right.
# Seen, 16 kHz, the highest of 40 filters and a tone of 4500 Hz (python_speech_features 0.6 for comparison):
#   pyAudioAnalysis: asked for 5973 to 6854 Hz, stands at 2980 to 3440 Hz; the tone in 0 of 40 filters
#   SpeechPy: asked for 7129 to 8000 Hz, stands at 3562 to 4000 Hz; the tone in 0 of 40 filters
#   python_speech_features: asked for 7129 to 8000 Hz, stands at 7125 to 8000 Hz; the tone in 2 of 40 filters
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv venv
venv/bin/pip install -q --no-compile --disable-pip-version-check --no-deps pyAudioAnalysis==0.3.14 speechpy==2.4 \
    python_speech_features==0.6
venv/bin/pip install -q --no-compile --disable-pip-version-check numpy==1.26.4 scipy==1.13.1 matplotlib==3.9.4 \
    scikit-learn==1.5.2 hmmlearn==0.3.3 simplejson==3.19.3 eyed3==0.9.7 pydub==0.25.1 plotly==5.24.1 pandas==2.2.3 \
    imbalanced-learn==0.12.4 tqdm==4.67.1
venv/bin/python - <<'PYTHON'
import numpy
import python_speech_features
import speechpy
from pyAudioAnalysis import ShortTermFeatures

RATE = 16000


def report(name, asked, bank, length):
    """Edges of the highest filter, and how many filters hear a tone of 4500 Hz."""
    bins = numpy.flatnonzero(bank[-1])
    low, high = (bins[0] - 1) * RATE / length, (bins[-1] + 1) * RATE / length
    tone = numpy.abs(numpy.fft.rfft(numpy.hanning(length) * numpy.sin(2 * numpy.pi * 4500 * numpy.arange(length) / RATE)))
    tone = numpy.where(tone > 1e-3 * tone.max(), tone, 0)[:bank.shape[1]]
    heard = int((bank @ tone > 0).sum())
    print(f"{name} asked for {asked[0]:.0f} to {asked[1]:.0f} Hz, stands at {low:.0f} to {high:.0f} Hz; "
          f"the tone in {heard} of {len(bank)} filters")
    return high, heard


bank, edges = ShortTermFeatures.mfcc_filter_banks(RATE, 400)  # frames of 800 samples, as feature_extraction calls it
high, heard = report("pyAudioAnalysis:", (edges[-3], edges[-1]), bank, 800)
assert abs(high / edges[-1] - 0.5) < 0.02 and heard == 0, "changed"
low, high = (2595 * numpy.log10(1 + edge / 700) for edge in (300, 8000))
asked = [700 * (10 ** (mel / 2595) - 1) for mel in numpy.linspace(low, high, 42)][-3::2]
high, heard = report("SpeechPy:", asked, speechpy.feature.filterbanks(40, 257, RATE, 300, 8000), 512)
assert abs(high / 8000 - 0.5) < 0.02 and heard == 0, "changed"
high, heard = report("python_speech_features:", asked,
                     python_speech_features.get_filterbanks(40, 512, RATE, 300, 8000), 512)
assert abs(high / 8000 - 1) < 0.02 and heard > 0, "changed"

time = numpy.arange(RATE) / RATE
features, names = ShortTermFeatures.feature_extraction(8000 * numpy.sin(2 * numpy.pi * 4500 * time), RATE, 800, 400)
centroid = features[names.index("spectral_centroid"), 10] * RATE / 2
assert abs(centroid - 4500) < 60, "changed: the centroid"
PYTHON
