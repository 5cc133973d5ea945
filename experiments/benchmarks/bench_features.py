"""librosa's side of ./ser bench features.

    python3 -m venv .venv && .venv/bin/pip install -r requirements.txt

Reads names of WAV files from the file named on the command line. For each line on standard input it computes log-mel
spectrogram, MFCC, zero-crossing rate and RMS of every file, each from the samples as librosa's documentation does it, and
prints wall and CPU seconds. One thread.
"""
import os
import sys
import time

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS"):
    os.environ[variable] = "1"

import librosa  # noqa: E402
import numpy as np  # noqa: E402


def features(path):
    samples, rate = librosa.load(path, sr=22050)
    mel = librosa.power_to_db(librosa.feature.melspectrogram(y=samples, sr=rate), ref=np.max)
    mfcc = librosa.feature.mfcc(y=samples, sr=rate, n_mfcc=40)
    return mel, mfcc, librosa.feature.zero_crossing_rate(samples), librosa.feature.rms(y=samples)


def main():
    with open(sys.argv[1], encoding="utf-8") as names:
        paths = names.read().splitlines()
    features(paths[0])
    print("librosa", librosa.__version__, flush=True)
    for _ in sys.stdin:
        wall, cpu = time.perf_counter(), time.process_time()
        for path in paths:
            features(path)
        print(time.perf_counter() - wall, time.process_time() - cpu, flush=True)


if __name__ == "__main__":
    main()
