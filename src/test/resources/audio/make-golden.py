"""Writes signal.wav, stereo.wav (the known signals), their 24 and 8-bit twins, and soxr's output for the resampler."""
import wave

import numpy as np
import soxr

RATE = 44100
COUNT = 6615


def write(path, columns, width):
    with wave.open(path, "wb") as out:
        out.setnchannels(columns.shape[1])
        out.setsampwidth(width)
        out.setframerate(RATE)
        flat = columns.reshape(-1).astype("<i4")
        if width == 1:
            out.writeframes((flat + 128).astype("u1").tobytes())
        else:
            out.writeframes(flat.view("u1").reshape(-1, 4)[:, :width].tobytes())


t = np.arange(COUNT) / RATE
# a chirp from 200 Hz to 5 kHz that decays: no symmetry in time, and a ceiling no other signal here shares
left = 0.6 * np.exp(-4 * t) * np.sin(2 * np.pi * (200 * t + 0.5 * (4800 / 0.15) * t**2))
right = 0.3 * np.sin(2 * np.pi * 1000 * t) * np.minimum(1, t / 0.2)
mono = np.round(left * 32767).astype(int)
write("signal.wav", mono[:, None], 2)
write("stereo.wav", np.stack([mono, np.round(right * 32767).astype(int)], 1), 2)
write("signal24.wav", np.round(left * 8388607).astype(int)[:, None], 3)
write("signal8.wav", np.round(left * 127).astype(int)[:, None], 1)

# resampler: two tones and an impulse in 1600 samples at 48 kHz, so every output sample is checked
n = np.arange(1600)
x = (0.4 * np.sin(2 * np.pi * 440 * n / 48000 + 0.3) + 0.2 * np.sin(2 * np.pi * 7000 * n / 48000))
x *= np.hanning(1600)
x[500] += 0.3
x = x.astype("<f4")
x.tofile("soxr-input-48000.f32")
for target in (22050, 16000):
    soxr.resample(x, 48000, target, quality="HQ").astype("<f4").tofile(f"soxr-hq-48000-{target}.f32")
soxr.resample(x, 16000, 22050, quality="HQ").astype("<f4").tofile("soxr-hq-16000-22050.f32")
print("soxr", soxr.__version__, "numpy", np.__version__)
