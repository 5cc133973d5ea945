"""The golden numbers beside this file, by the NumPy encoder in reference_encoder.py.

    python3 encoder_golden.py [model.bin of whisper tiny.en]        needs numpy, scipy, soundfile

Writes clip.wav, 16 kHz, 0.61 s of a gliding tone with noise, and for a small encoder with weights by chance (width 128, 2
heads, 2 layers, 50 positions; serlab.feature.TinyEncoder makes the same) its outputs for the first 9600 samples (60 mel frames),
for 9770 (61), and what is pooled over three copies of the clip, which are longer than its positions. With the file of whisper
tiny.en the same of some positions, and what is pooled, for clip.wav three times over.
Matrices: two int32, rows and columns, then float32; little-endian.
"""
import os
import struct
import sys
import tempfile

import numpy as np
import soundfile

import reference_encoder as reference

HERE = os.path.dirname(os.path.abspath(__file__))
BANDS, WIDTH, HEADS, WIDE, DEPTH, POSITIONS = 80, 128, 2, 512, 2, 50


def chance(seed):
    """Numbers k / 512 - 1 for k of 0 to 1023, by Numerical Recipes' generator: exact in half precision too."""
    while True:
        seed = (seed * 1664525 + 1013904223) % 2 ** 32
        yield (seed >> 22) / 512 - 1


def tiny():
    """Names, sides, factors and summands of the variables, in the order in which chance fills them."""
    yield 'encoder/conv1/weight', (WIDTH, BANDS, 3), 1 / 16, 0
    yield 'encoder/conv1/bias', (WIDTH,), 1 / 4, 0
    yield 'encoder/conv2/weight', (WIDTH, WIDTH, 3), 1 / 16, 0
    yield 'encoder/conv2/bias', (WIDTH,), 1 / 4, 0
    yield 'encoder/position_encodings/encodings', (POSITIONS, WIDTH), 1, 0
    for i in range(DEPTH):
        for block, inner, outer in (('self_attention', 3 * WIDTH, WIDTH), ('ffn', WIDE, WIDE)):
            name = 'encoder/layer_%d/%s/' % (i, block)
            yield name + 'layer_norm/gamma', (WIDTH,), 1 / 2, 1
            yield name + 'layer_norm/beta', (WIDTH,), 1 / 4, 0
            yield name + 'linear_0/weight', (inner, WIDTH), 1 / 4, 0
            yield name + 'linear_0/bias', (inner,), 1 / 4, 0
            yield name + 'linear_1/weight', (WIDTH, outer), 1 / 8, 0
            yield name + 'linear_1/bias', (WIDTH,), 1 / 4, 0
    yield 'encoder/layer_norm/gamma', (WIDTH,), 1 / 2, 1
    yield 'encoder/layer_norm/beta', (WIDTH,), 1 / 4, 0


def write_tiny(path):
    numbers = chance(23)
    def text(value):
        return struct.pack('<H', len(value) + 1) + value.encode() + b'\0'
    variables = [(n, s, np.array([next(numbers) * f + a for _ in range(int(np.prod(s)))], '<f4')) for n, s, f, a in tiny()]
    with open(path, 'wb') as out:
        out.write(struct.pack('<I', 6) + text('WhisperSpec') + struct.pack('<II', 3, len(variables)))
        for name, sides, values in variables:
            assert (values.astype('<f2').astype('<f4') == values).all(), name
            out.write(text(name) + struct.pack('<B%dIBI' % len(sides), len(sides), *sides, 0, values.nbytes) + values.tobytes())


def write(name, matrix):
    matrix = np.asarray(matrix, '<f4')
    with open(os.path.join(HERE, name + '.f32'), 'wb') as out:
        out.write(struct.pack('<ii', *matrix.shape) + matrix.tobytes())


def pooled(outputs):
    """Means of the layers from the first on, then their deviations: one column."""
    outputs = [o.astype(float) for o in outputs[1:]]
    return np.concatenate([o.mean(0) for o in outputs] + [o.std(0) for o in outputs])[:, None]


def clip():
    t = np.arange(9770) / 16000
    numbers = chance(7)
    noise = np.array([next(numbers) for _ in t])
    sound = 0.4 * np.sin(2 * np.pi * (180 * t + 400 * t * t)) * (0.6 + 0.4 * np.sin(40 * t)) + 0.02 * noise
    soundfile.write(os.path.join(HERE, 'clip.wav'), np.round(sound * 32768).astype(np.int16), 16000)
    return soundfile.read(os.path.join(HERE, 'clip.wav'), dtype='float32')[0]


def main():
    samples = clip()
    thrice = np.concatenate([samples] * 3)
    if len(sys.argv) > 1:
        outputs = reference.Encoder(sys.argv[1])(reference.log_mel(thrice))
        write('whisper-tiny.en', np.concatenate([o[::17] for o in outputs]))
        write('whisper-tiny.en-pooled', pooled(outputs))
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'model.bin')
        write_tiny(path)
        encoder = reference.Encoder(path)
    for count in (9600, 9770):
        write('tiny-%d' % count, np.concatenate(encoder(reference.log_mel(samples[:count]))))
    # two parts of equal length, on a whole position
    middle = len(thrice) // 2 // 320 * 320
    parts = [encoder(reference.log_mel(part)) for part in (thrice[:middle], thrice[middle:])]
    write('tiny-long-pooled', pooled([np.concatenate(both) for both in zip(*parts)]))


if __name__ == '__main__':
    main()
