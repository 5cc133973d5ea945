#!/usr/bin/env bash
# Meyda 5.6.3 (meyda on npm): its MFCCs are made of log(1 + energy). A level therefore does not add one constant to one
# coefficient, as with a logarithm: the quieter a recording, the flatter its spectrum, and every coefficient shrinks, some to
# the other sign. Two recordings of one voice at two distances differ in all 13 numbers, and a model trained on loud speech
# hears another timbre in soft speech. Coefficients from it cannot be compared with those of other libraries at any scale.
# Seen, a voice of 150 Hz, 512 samples at 16 kHz, peak about 0.19, and the same at a tenth:
#   as it is  83.45 38.68 5.89 3.05 -4.98 -3.22
#   a tenth    5.75 4.63 3.09 2.03 1.07 0.40
#   with log(energy) over the same bands, as it is and at a tenth: coefficients but the first differ by 0.00
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

echo '{"private": true, "type": "module"}' >package.json
npm install --silent --ignore-scripts --no-audit --no-fund meyda@5.6.3
cat >main.js <<'JS'
import Meyda from 'meyda';

Meyda.sampleRate = 16000;
Meyda.bufferSize = 512;
Meyda.numberOfMFCCCoefficients = 13;
const voice = level => Float32Array.from({length: 512}, (_, i) => {
  let value = 0;
  for (let k = 1; k < 40; k++) {
    value += 0.1 * level * Math.sin(2 * Math.PI * 150 * k * i / 16000) / k;
  }
  return value;
});
// The cosine transform of the logarithm of the band energies themselves: Meyda's own bands, its 1 taken off again.
const cepstrum = bands => Array.from({length: 13}, (_, n) => 2 * bands.reduce(
    (sum, band, i) => sum + Math.log(Math.exp(band) - 1) * Math.cos(Math.PI / bands.length * (i + 0.5) * n), 0));
const loud = Meyda.extract(['mfcc', 'melBands'], voice(1));
const soft = Meyda.extract(['mfcc', 'melBands'], voice(0.1));
console.log('as it is ', loud.mfcc.slice(0, 6).map(value => value.toFixed(2)).join(' '));
console.log('a tenth   ', soft.mfcc.slice(0, 6).map(value => value.toFixed(2)).join(' '));
const before = cepstrum(loud.melBands);
const change = Math.max(...cepstrum(soft.melBands).map((value, i) => i ? Math.abs(value - before[i]) : 0));
console.log('with log(energy) over the same bands, as it is and at a tenth: coefficients but the first differ by',
    change.toFixed(2));
if (Math.abs(loud.mfcc[1] - 38.68) > 0.01 || Math.abs(soft.mfcc[1] - 4.63) > 0.01 || change > 0.05) {
  throw new Error('changed');
}
JS
node main.js
