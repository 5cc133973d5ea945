#!/usr/bin/env bash
# PyAV 18.1.0 (av on PyPI, with FFmpeg's libraries): decoding AAC in mp4 drops the encoder's delay at the start but not
# its padding at the end. The container says how long the sound is, and the decoder gives up to 1023 samples of silence
# more: durations, means over time and "trailing silence" differ from those of a browser, which cuts. MP3 and Ogg are
# cut by the same library.
# Seen, 32,000 samples at 16 kHz:
#   stream 32000 samples, decoded 32768
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv venv
venv/bin/pip install -q --no-compile --disable-pip-version-check av==18.1.0 numpy==2.4.6
venv/bin/python - <<'PYTHON'
import fractions
import io

import av
import numpy

RATE = 16000
sound = (8000 * numpy.sin(2 * numpy.pi * 440 * numpy.arange(2 * RATE) / RATE)).astype("int16")
file = io.BytesIO()
with av.open(file, "w", format="mp4") as container:
    stream = container.add_stream("aac", rate=RATE, layout="mono")
    frame = av.AudioFrame.from_ndarray(sound[None], format="s16", layout="mono")
    frame.sample_rate, frame.pts, frame.time_base = RATE, 0, fractions.Fraction(1, RATE)
    for packet in [*stream.encode(frame), *stream.encode(None)]:
        container.mux(packet)
with av.open(io.BytesIO(file.getvalue())) as container:
    stream = container.streams.audio[0]
    stated = int(stream.duration * stream.time_base * RATE)
    decoded = sum(frame.samples for frame in container.decode(stream))
print(f"stream {stated} samples, decoded {decoded}")
assert stated == 32000 and decoded == 32768, "changed"
PYTHON
