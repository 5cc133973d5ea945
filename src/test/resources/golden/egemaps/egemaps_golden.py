"""Golden values of eGeMAPSv02 from openSMILE 2.6.0 (pip install opensmile==2.6.0 soundfile).

Run in this folder; reads voice-*.wav, synthetic voices of this project at 16 kHz, and writes voice-*-functionals.f32 (88 x 1) and
voice-*-descriptors.f32 (25 x frames): little-endian, int32 rows, int32 columns, float32 values row by row.
"""
import glob
import struct

import numpy as np
import opensmile
import soundfile


def store(name, matrix):
    with open(name + ".f32", "wb") as f:
        f.write(struct.pack("<ii", *matrix.shape))
        f.write(np.ascontiguousarray(matrix, dtype="<f4").tobytes())


def main():
    assert opensmile.__version__ == "2.6.0", opensmile.__version__
    levels = {"functionals": opensmile.FeatureLevel.Functionals, "descriptors": opensmile.FeatureLevel.LowLevelDescriptors}
    for wav in sorted(glob.glob("voice-*.wav")):
        samples, rate = soundfile.read(wav, dtype="float32")
        for level, given in levels.items():
            smile = opensmile.Smile(opensmile.FeatureSet.eGeMAPSv02, given)
            frame = smile.process_signal(samples, rate)
            store(wav[:-4] + "-" + level, frame.to_numpy().T)
            with open(level + ".txt", "w") as f:
                f.write("\n".join(frame.columns) + "\n")


if __name__ == "__main__":
    main()
