#!/usr/bin/env bash
# pydub 0.25.1: a WAV file of 32-bit floats with the extensible header, as FFmpeg writes above 48 kHz (its version 5.1 at every rate), is
# read as if its numbers were integers. The bits of a float as an integer are nearly its logarithm, so a quiet voice becomes a loud
# one squeezed to a few decibels, of the right length and rate, with speech still to be understood. No error, no warning; with the
# plain header the same samples are left to ffmpeg and read right.
# Seen, a tone of 440 Hz at a tenth of full scale, 96 kHz, by soundfile and by FFmpeg 7.0.2: level in dB of full scale, correlation
# with what was written, amplitude of the third harmonic by that of the tone:
#   plain header       -23.0  1.00  0.00
#   extensible         -6.0  0.90  0.33
#   written by FFmpeg  -6.0  0.90  0.33
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv venv
venv/bin/pip install -q --no-compile --disable-pip-version-check pydub==0.25.1 numpy==2.4.6 soundfile==0.14.0 imageio-ffmpeg==0.6.0
venv/bin/python -W ignore - <<'PYTHON'
import subprocess

import imageio_ffmpeg
import numpy
import pydub
import soundfile

pydub.AudioSegment.converter = pydub.AudioSegment.ffmpeg = ffmpeg = imageio_ffmpeg.get_ffmpeg_exe()
tone = 0.1 * numpy.sin(2 * numpy.pi * 440 * numpy.arange(96000) / 96000)
soundfile.write("plain.wav", tone, 96000, subtype="FLOAT")
soundfile.write("extensible.wav", tone, 96000, format="WAVEX", subtype="FLOAT")
subprocess.run([ffmpeg, "-v", "error", "-i", "plain.wav", "-c:a", "pcm_f32le", "ffmpeg.wav"], check=True)


def measured(name, sound, full):
    samples = numpy.array(sound, dtype=float) / full
    spectrum = numpy.abs(numpy.fft.rfft(samples))
    result = 10 * numpy.log10((samples ** 2).mean()), numpy.corrcoef(samples, tone)[0, 1], spectrum[1320] / spectrum[440]
    print(f"{name:<17}  {result[0]:.1f}  {result[1]:.2f}  {result[2]:.2f}")
    return result


right = measured("plain header", soundfile.read("plain.wav")[0], 1)
for name, file in (("extensible", "extensible.wav"), ("written by FFmpeg", "ffmpeg.wav")):
    assert numpy.abs(soundfile.read(file)[0] - tone).max() < 1e-7, "the file holds other samples"
    level, correlation, third = measured(name, pydub.AudioSegment.from_file(file).get_array_of_samples(), 2 ** 31)
    assert level > right[0] + 15 and correlation < 0.95 and third > 0.2, "changed"
PYTHON
