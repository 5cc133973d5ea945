"""openSMILE's side of ./ser bench egemaps.

    python3 -m venv .venv && .venv/bin/pip install -r requirements.txt

Reads names of WAV files from the file named first on the command line and writes beside each its eGeMAPSv02 functionals
(.functionals.f32) and descriptors (.descriptors.f32): little-endian, int32 rows, int32 columns, float32 values row by row. For each
line on standard input it computes the functionals of every file again and prints wall and CPU seconds. One thread.
"""
import struct
import sys
import time

import numpy as np
import opensmile
import soundfile


def store(path, frame):
    matrix = frame.to_numpy().T
    with open(path, "wb") as f:
        f.write(struct.pack("<ii", *matrix.shape))
        f.write(np.ascontiguousarray(matrix, dtype="<f4").tobytes())


def main():
    with open(sys.argv[1], encoding="utf-8") as names:
        clips = [(path, *soundfile.read(path, dtype="float32")) for path in names.read().splitlines()]
    functionals, descriptors = (opensmile.Smile(opensmile.FeatureSet.eGeMAPSv02, level) for level in (
        opensmile.FeatureLevel.Functionals, opensmile.FeatureLevel.LowLevelDescriptors))
    for path, samples, rate in clips:
        store(path + ".functionals.f32", functionals.process_signal(samples, rate))
        store(path + ".descriptors.f32", descriptors.process_signal(samples, rate))
    print("openSMILE", opensmile.__version__, flush=True)
    for _ in sys.stdin:
        wall, cpu = time.perf_counter(), time.process_time()
        for _, samples, rate in clips:
            functionals.process_signal(samples, rate)
        print(time.perf_counter() - wall, time.process_time() - cpu, flush=True)


if __name__ == "__main__":
    main()
