#!/usr/bin/env bash
# openSMILE 2.6.0 (opensmile on PyPI), eGeMAPSv02: F1 is the lowest root of the linear prediction whatever its bandwidth. A root
# that only shapes the slope of the spectrum, more than 1000 Hz wide, is taken for a formant, and all above it move up by one
# place. Praat is right on the same sounds within 35 Hz. Vowels made of pulses at 120 Hz and resonances of known place, 16 kHz.
# Seen, Hz:
#   u      made 310, openSMILE 923 (1149 wide), Praat 338
#   i      made 280, openSMILE 682 (1399 wide), Praat 296
#   a      made 750, openSMILE 374 (1373 wide), Praat 724
#   schwa  made 500, openSMILE 360 (1247 wide), Praat 493
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv venv
venv/bin/pip install -q --no-compile --disable-pip-version-check \
    opensmile==2.6.0 numpy==2.4.6 audinterface==1.4.0 pandas==3.1.1 scipy==1.17.1 praat-parselmouth==0.4.7
venv/bin/python - <<'PYTHON'
import numpy, opensmile, parselmouth
from scipy.signal import lfilter
RATE, PITCH, SECONDS = 16000, 120.0, 1.5
VOWELS = {"u": [310, 870, 2250, 3400], "i": [280, 2250, 2900, 3600], "a": [750, 1100, 2500, 3500], "schwa": [500, 1500, 2500, 3500]}


def vowel(formants):
    """Pulses that fall by 12 dB an octave, through resonances of 80, 100, 120 and 150 Hz."""
    count = int(SECONDS * RATE)
    sound = numpy.zeros(count)
    sound[(numpy.arange(int(SECONDS * PITCH)) * RATE / PITCH).astype(int)] = 1
    sound = lfilter([1], [1, -0.98], lfilter([1], [1, -0.9], sound))
    for place, width in zip(formants, (80, 100, 120, 150)):
        radius = numpy.exp(-numpy.pi * width / RATE)
        sound = lfilter([1], [1, -2 * radius * numpy.cos(2 * numpy.pi * place / RATE), radius * radius], sound)
    sound = numpy.diff(sound, prepend=0)
    return (0.5 * sound / numpy.abs(sound).max()).astype("float32")


smile = opensmile.Smile(opensmile.FeatureSet.eGeMAPSv02, opensmile.FeatureLevel.Functionals)
for name, formants in VOWELS.items():
    sound = vowel(formants)
    row = smile.process_signal(sound, RATE).iloc[0]
    first, width = float(row["F1frequency_sma3nz_amean"]), float(row["F1bandwidth_sma3nz_amean"])
    praat = parselmouth.Sound(sound.astype(float), RATE).to_formant_burg(maximum_formant=5000)
    other = numpy.nanmedian([praat.get_value_at_time(1, t) for t in praat.ts()])
    assert abs(other - formants[0]) < 35 and abs(first - formants[0]) > 100 and width > 1000, "changed: " + name
    print(f"{name:5s}  made {formants[0]}, openSMILE {first:.0f} ({width:.0f} wide), Praat {other:.0f}")
PYTHON
