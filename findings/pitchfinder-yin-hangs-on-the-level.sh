#!/usr/bin/env bash
# pitchfinder 2.3.4 (npm): the result of its YIN hangs on the level, though YIN divides every level out. The normalized difference
# at lag 1 is set to 1 before the running sum is formed, so the sum begins with 1 whatever the signal is. Below some level
# that 1 outweighs the rest, the first lag that is looked at passes, and the "pitch" is two fifths of the sampling rate: the
# lower the voice, the sooner. A frame of 80 Hz is one of 6842 Hz at a fifth of its level. Scaling frames up avoids it.
# Seen, a sawtooth-like voice, 2048 samples at 16 kHz, by its peak (by YIN as published in the last column):
#   80 Hz: 0.50 80.0, 0.10 6842.1, 0.02 6421.4; 80.0
#   150 Hz: 0.50 150.0, 0.10 150.0, 0.02 6454.3; 149.5
#   250 Hz: 0.50 250.0, 0.10 250.0, 0.02 6500.1; 250.0
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

echo '{"private": true, "type": "module"}' >package.json
npm install --silent --ignore-scripts --no-audit --no-fund pitchfinder@2.3.4
cat >main.js <<'JS'
import * as pitchfinder from 'pitchfinder';

const RATE = 16000;
const SIZE = 2048;

// The method with a running sum that holds the differences alone, half the frame, threshold 0.1, without interpolation.
function published(frame) {
  let sum = 0;
  const normalized = [1];
  for (let lag = 1; lag < SIZE / 2; lag++) {
    let difference = 0;
    for (let i = 0; i < SIZE / 2; i++) {
      difference += (frame[i] - frame[i + lag]) ** 2;
    }
    sum += difference;
    normalized.push(difference * lag / sum);
  }
  let lag = normalized.findIndex(value => value < 0.1);
  while (normalized[lag + 1] < normalized[lag]) {
    lag++;
  }
  return RATE / lag;
}

const yin = pitchfinder.YIN({sampleRate: RATE});
for (const pitch of [80, 150, 250]) {
  const voice = peak => Float32Array.from({length: SIZE}, (_, i) => {
    let value = 0;
    for (let k = 1; k < 20; k++) {
      value += Math.sin(2 * Math.PI * pitch * k * i / RATE) / k;
    }
    return value * peak / 1.85;
  });
  const found = [0.5, 0.1, 0.02].map(peak => yin(voice(peak)));
  const right = published(voice(0.02));
  console.log(`${pitch} Hz: 0.50 ${found[0].toFixed(1)}, 0.10 ${found[1].toFixed(1)}, 0.02 ${found[2].toFixed(1)};`,
      right.toFixed(1));
  if (Math.abs(found[0] / pitch - 1) > 0.01 || Math.abs(right / pitch - 1) > 0.02 || found[2] < 6000) {
    throw new Error('changed');
  }
}
JS
node main.js
