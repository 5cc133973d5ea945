#!/usr/bin/env bash
# Meyda 5.6.3 (meyda on npm): spectralKurtosis is no kurtosis. In the expansion of the fourth central moment the mean stands
# once where it belongs twice, so the result falls the faster the higher the spectrum lies: a tone of 500 Hz has -929
# thousand and one of 6000 Hz -15 billion, where no distribution is below 1 (or -2 as excess). The spread is right. One such
# column drowns all others in a distance, a principal component or an unscaled classifier.
# Seen, sines in 512 samples at 16 kHz (Meyda; from its own amplitude spectrum by the definition):
#   500 Hz: -929413; 4398.36
#   2000 Hz: -186028055; 4194.59
#   6000 Hz: -15206354207; 4264.03
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
for (const frequency of [500, 2000, 6000]) {
  const tone = Float32Array.from({length: 512}, (_, i) => 0.5 * Math.sin(2 * Math.PI * frequency * i / 16000));
  const seen = Meyda.extract(['spectralKurtosis', 'spectralSpread', 'amplitudeSpectrum'], tone);
  const amplitudes = Array.from(seen.amplitudeSpectrum);
  const total = amplitudes.reduce((sum, value) => sum + value, 0);
  const mean = amplitudes.reduce((sum, value, bin) => sum + bin * value, 0) / total;
  const moment = order => amplitudes.reduce((sum, value, bin) => sum + (bin - mean) ** order * value, 0) / total;
  const kurtosis = moment(4) / moment(2) ** 2;
  console.log(`${frequency} Hz: ${seen.spectralKurtosis.toFixed(0)}; ${kurtosis.toFixed(2)}`);
  if (seen.spectralKurtosis > -900000 || kurtosis < 1 || Math.abs(seen.spectralSpread / Math.sqrt(moment(2)) - 1) > 0.01) {
    throw new Error('changed');
  }
}
JS
node main.js
