"""librosa's side of ./ser bench features.

    python3 -m venv .venv && .venv/bin/pip install -r requirements.txt

Reads names of WAV files from the file named on the command line. For each line on standard input it does to every file what
the line names, and prints wall and CPU seconds. One thread.

    features       log-mel spectrogram, MFCC, zero-crossing rate and RMS, each from the samples as librosa's documentation
                   does it, decoding included
    time-stretch   another tempo, from 0.85 for the first file to 1.15 for the last; samples in memory
    pitch-shift    another pitch, from 2 semitones down for the first file to 2 up for the last; samples in memory
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
    loaded = [librosa.load(path, sr=22050) for path in paths]
    share = np.linspace(0, 1, len(paths))
    work = {
        "features": lambda i: features(paths[i]),
        "time-stretch": lambda i: librosa.effects.time_stretch(loaded[i][0], rate=0.85 + 0.3 * share[i]),
        "pitch-shift": lambda i: librosa.effects.pitch_shift(loaded[i][0], sr=22050, n_steps=-2 + 4 * share[i]),
    }
    for warm in work.values():
        warm(0)
    print("librosa", librosa.__version__, flush=True)
    for line in sys.stdin:
        step = work[line.strip()]
        wall, cpu = time.perf_counter(), time.process_time()
        for i in range(len(paths)):
            step(i)
        print(time.perf_counter() - wall, time.process_time() - cpu, flush=True)


if __name__ == "__main__":
    main()
