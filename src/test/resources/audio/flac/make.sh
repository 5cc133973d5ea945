#!/usr/bin/env bash
# Makes the FLAC files of WholeFlacTest beside it: signals that take every kind of subframe, by flac 1.4.2 and Python 3.
set -e; cd "$(dirname "$0")"; work=$(mktemp -d); trap 'rm -r "$work"' EXIT
python3 - "$work" <<'P'
import math, random, struct, sys
random.seed(1)
def wav(name, channels, bits, value, n=1500, rate=16000):
    size, top = (bits + 7) // 8, (1 << bits - 1) - 1
    x = [max(-top - 1, min(top, value(i, c, top))) << size * 8 - bits for i in range(n) for c in range(channels)]
    data = b''.join(struct.pack('B', s + 128) if size == 1 else struct.pack('<i', s)[:size] for s in x)
    fmt = struct.pack('<HHIIHHHHI', 0xFFFE, channels, rate, rate * size * channels, size * channels, size * 8, 22, bits, 0)
    fmt += struct.pack('<H', 1) + bytes.fromhex('000000001000800000aa00389b71')
    with open(f'{sys.argv[1]}/{name}.wav', 'wb') as f:
        f.write(b'RIFF' + struct.pack('<I', 20 + len(fmt) + len(data)) + b'WAVEfmt ' + struct.pack('<I', len(fmt)) + fmt
                + b'data' + struct.pack('<I', len(data)) + data)
def tone(i, c, top): return int(top * .6 * math.sin(i * .05 * (c + 1)) + top * .01 * random.gauss(0, 1))
wav('tone16', 1, 16, tone); wav('tone24', 1, 24, tone); wav('tone12', 1, 12, tone); wav('tone8', 1, 8, tone)
wav('stereo16', 2, 16, lambda i, c, top: tone(i, 0, top) + c * (i % 5)); wav('stereo20', 2, 20, tone)
wav('zeros', 1, 16, lambda i, c, top: 0); wav('noise', 2, 16, lambda i, c, top: random.randint(-top, top))
wav('wasted', 1, 16, lambda i, c, top: tone(i, c, top) >> 3 << 3); wav('peaks', 1, 16, lambda i, c, top: top if i // 7 % 2 else -top - 1)
P
for f in "$work"/*.wav; do flac -s -f --no-padding -8 -b 576 -o "$(basename "$f" .wav).flac" "$f"; done
flac -s -f --no-padding -0 -o fixed.flac "$work/tone16.wav"; flac -s -f --no-padding -8 -l 32 -b 1500 --lax -o order32.flac "$work/tone16.wav"
flac -s -f --no-padding -8 -l 20 --lax -o order20.flac "$work/tone24.wav"; flac -s -f --no-padding -5 -r 6,6 -b 1024 -o partitions.flac "$work/tone16.wav"
