"""librosa's features of given signals, for LibrosaLiveTest (environment/setup test).

    python live.py FOLDER

Reads FOLDER/*.f32 (little-endian float32 samples at 22050 Hz) and FOLDER/*.wav. Writes NAME.FEATURE.out for each: int32 rows,
int32 columns, float32 values row by row, little-endian. Of WAV files only log-mel is computed, as librosa.load gives them.
"""
import pathlib
import struct
import sys

import librosa
import numpy as np

RATE = 22050
OTHER = {"n_fft": 1024, "hop_length": 300, "n_mels": 30, "fmin": 80, "fmax": 5000}
FRAMES = {"frame_length": 1024, "hop_length": 300}
feature = librosa.feature


def log_mel(y):
    return librosa.power_to_db(feature.melspectrogram(y=y, sr=RATE), ref=np.max)


def mfcc(y, n):
    return feature.mfcc(y=y, sr=RATE, n_mfcc=n)


def part(y):
    return y[int(0.6 * RATE):][:int(2.5 * RATE)]


def stacked(y):
    return np.vstack([feature.zero_crossing_rate(y), feature.rms(y=y), mfcc(y, 20)])


def flat(y):
    return np.hstack([feature.zero_crossing_rate(y)[0], feature.rms(y=y)[0], np.ravel(mfcc(y, 20).T)])


FEATURES = {
    "mel": lambda y: feature.melspectrogram(y=y, sr=RATE),
    "mel-other": lambda y: feature.melspectrogram(y=y, sr=RATE, **OTHER),
    "log-mel": log_mel,
    "log-mel-image": lambda y: librosa.util.fix_length(log_mel(y), size=128, axis=1, constant_values=-80),
    "mfcc": lambda y: mfcc(y, 40),
    "mfcc-image": lambda y: librosa.util.fix_length(mfcc(y, 40), size=174, axis=1),
    "mfcc-means": lambda y: np.mean(mfcc(y, 40), axis=1)[:, None],
    "zcr": lambda y: feature.zero_crossing_rate(y),
    "zcr-other": lambda y: feature.zero_crossing_rate(y, **FRAMES),
    "rms": lambda y: feature.rms(y=y),
    "rms-other": lambda y: feature.rms(y=y, **FRAMES),
    "window": lambda y: stacked(part(y)),
    "window-flat": lambda y: flat(part(y)),
}


def store(path, matrix):
    matrix = np.atleast_2d(matrix)
    path.write_bytes(struct.pack("<ii", *matrix.shape) + np.ascontiguousarray(matrix, dtype="<f4").tobytes())


def main():
    folder = pathlib.Path(sys.argv[1])
    for signal in sorted(folder.glob("*.f32")):
        samples = np.fromfile(signal, dtype="<f4")
        for name, compute in FEATURES.items():
            if not name.startswith("window") or len(samples) > 4 * RATE:
                store(folder / f"{signal.stem}.{name}.out", compute(samples))
    for recording in sorted(folder.glob("*.wav")):
        store(folder / f"{recording.stem}.log-mel.out", log_mel(librosa.load(recording, sr=RATE)[0]))


if __name__ == "__main__":
    main()
