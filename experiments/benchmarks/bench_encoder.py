"""A Whisper encoder in CTranslate2, for ./ser bench encoder: bench_encoder.py MODEL_BIN MEL_F32 BANDS TYPE OUTPUT_F32

MEL_F32 holds float32[bands][frames]. Prints what it measures; then, for each line on standard input, encodes the clip once and
prints seconds by the clock and of CPU time. The output of the last layer goes to OUTPUT_F32, float32[positions][width].
"""
import json
import os
import sys
import tempfile
import time

import ctranslate2
import numpy as np

VOCABULARY = 51864  # of the decoder, which is loaded but not used


def main():
    weights, clip, bands, kind, output = sys.argv[1:]
    mel = np.fromfile(clip, '<f4').reshape(1, int(bands), -1)
    with tempfile.TemporaryDirectory() as folder:
        os.symlink(os.path.abspath(weights), os.path.join(folder, 'model.bin'))
        with open(os.path.join(folder, 'config.json'), 'w') as file:
            file.write('{}')
        with open(os.path.join(folder, 'vocabulary.json'), 'w') as file:
            json.dump(['token%d' % i for i in range(VOCABULARY)], file)
        model = ctranslate2.models.Whisper(folder, compute_type=kind, intra_threads=1, inter_threads=1)
    features = ctranslate2.StorageView.from_array(mel)
    np.array(model.encode(features)).astype('<f4').tofile(output)
    print('CTranslate2 %s %s' % (ctranslate2.__version__, model.compute_type), flush=True)
    for _ in sys.stdin:
        clock, cpu = time.perf_counter(), time.process_time()
        model.encode(features)
        print(time.perf_counter() - clock, time.process_time() - cpu, flush=True)


if __name__ == '__main__':
    main()
