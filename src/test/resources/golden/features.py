"""Golden values of serlab.feature from librosa 0.11 (pip install 'librosa==0.11.*').

Run in this folder. Writes features.wav (the signal: chirp, three harmonics with vibrato and a noise burst, 1.0 s, 16 bit,
22050 Hz) and *.f32: little-endian, int32 rows, int32 columns, float32 values row by row.
"""
import struct
import wave

import librosa
import numpy as np

RATE = 22050


def signal():
    rng = np.random.default_rng(20240101)
    t = np.arange(RATE) / RATE
    chirp = 0.2 * np.sin(2 * np.pi * (200 * t + 1500 * t * t))
    pitch = 2 * np.pi * np.cumsum(140 + 12 * np.sin(2 * np.pi * 5 * t)) / RATE
    voice = sum(0.25 / k * np.sin(k * pitch) for k in (1, 2, 3)) * (t > 0.3)
    burst = 0.3 * rng.standard_normal(t.size) * np.exp(-((t - 0.8) / 0.03) ** 2)
    fade = np.clip(t / 0.05, 0, 1) ** 2 * np.clip((1.0 - t) / 0.3, 0, 1) ** 2
    return np.round(np.clip((chirp + voice + burst) * fade, -1, 1) * 32767).astype("<i2")


def store(name, matrix):
    with open(name + ".f32", "wb") as f:
        f.write(struct.pack("<ii", *matrix.shape))
        f.write(np.ascontiguousarray(matrix, dtype="<f4").tobytes())


def main():
    assert librosa.__version__.startswith("0.11"), librosa.__version__
    pcm = signal()
    with wave.open("features.wav", "wb") as f:
        f.setnchannels(1)
        f.setsampwidth(2)
        f.setframerate(RATE)
        f.writeframes(pcm.tobytes())
    y = pcm.astype(np.float32) / 32768
    store("mel-filters-16000-512-20", librosa.filters.mel(sr=16000, n_fft=512, n_mels=20, fmin=50, fmax=7600))
    power = librosa.feature.melspectrogram(y=y, sr=RATE)
    store("log-mel-max", librosa.power_to_db(power, ref=np.max))
    store("log-mel-one", librosa.power_to_db(power))
    mfcc = librosa.feature.mfcc(y=y, sr=RATE, n_mfcc=40)
    store("mfcc", mfcc)
    store("mfcc-fixed-60", librosa.util.fix_length(mfcc[:5], size=60, axis=1))
    store("mfcc-center-41", librosa.util.pad_center(mfcc[:5, :41], size=60, axis=1))
    other = librosa.feature.melspectrogram(y=y, sr=RATE, n_fft=1024, hop_length=300, n_mels=30, fmin=80, fmax=5000)
    store("log-mel-other", librosa.power_to_db(other, ref=np.max, top_db=50))


if __name__ == "__main__":
    main()
