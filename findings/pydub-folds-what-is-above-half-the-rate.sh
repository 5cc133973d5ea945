#!/usr/bin/env bash
# pydub 0.25.1 (PyPI) and Java Sound of JDK 17: set_frame_rate and AudioSystem.getAudioInputStream with another sampling rate
# have no filter. From 48 to 16 kHz they keep every third sample, so that everything from 8 to 24 kHz lies mirrored on the
# speech: a sound of 15 kHz, the top of an s, becomes a tone of 1 kHz of the same level. White noise keeps its level, where 4.8 dB
# of it lie above 8 kHz. Features at 16 kHz of 48 kHz recordings that went through them have fricatives in low bands.
# Seen, 48 to 16 kHz (level in dB relative to the input, place; pydub, Java Sound, SciPy's resample_poly):
#   1000 Hz: 0.0 at 1000, 0.0 at 1000, 0.0 at 1000
#   12000 Hz: 0.0 at 4000, 0.0 at 4000, -67.8 at 4000
#   15000 Hz: 0.0 at 1000, 0.0 at 1000, -79.0 at 1000
#   white noise: 0.0, 0.0, -4.9
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv venv
venv/bin/pip install -q --no-compile --disable-pip-version-check pydub==0.25.1 numpy==2.3.5 scipy==1.16.3
cat >Main.java <<'JAVA'
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

public class Main {
    public static void main(String[] files) throws Exception {
        for (String file : files) {
            byte[] sound = Files.readAllBytes(Path.of(file));
            AudioInputStream wide = new AudioInputStream(new ByteArrayInputStream(sound),
                    new AudioFormat(48000, 16, 1, true, false), sound.length / 2);
            try (AudioInputStream narrow = AudioSystem.getAudioInputStream(new AudioFormat(16000, 16, 1, true, false), wide)) {
                Files.write(Path.of(file + ".java"), narrow.readAllBytes());
            }
        }
    }
}
JAVA
cat >main.py <<'PYTHON'
import subprocess
import warnings

warnings.simplefilter("ignore")
import numpy
import pydub
import scipy.signal

time = numpy.arange(2 * 48000) / 48000
sounds = {f"{place} Hz": 16384 * numpy.sin(2 * numpy.pi * place * time) for place in (1000, 12000, 15000)}
sounds["white noise"] = 3000 * numpy.random.default_rng(0).standard_normal(len(time))
sounds = {name: sound.round().astype("<i2") for name, sound in sounds.items()}
for name, sound in sounds.items():
    sound.tofile(name)
subprocess.run(["java", "Main.java", *sounds], check=True)
for name, sound in sounds.items():
    segment = pydub.AudioSegment(sound.tobytes(), frame_rate=48000, sample_width=2, channels=1)
    narrow = [numpy.array(segment.set_frame_rate(16000).get_array_of_samples()), numpy.fromfile(name + ".java", "<i2"),
              scipy.signal.resample_poly(sound.astype(float), 1, 3)]
    seen = []
    levels = []
    for other in narrow:
        middle = other[1000:31000].astype(float)
        levels.append(10 * numpy.log10(numpy.mean(middle ** 2) / numpy.mean(sound.astype(float) ** 2)) + 0.0)
        place = numpy.abs(numpy.fft.rfft(middle * numpy.hanning(len(middle)))).argmax() * 16000 / len(middle)
        seen.append(f"{levels[-1]:.1f}" + (f" at {place:.0f}" if name.endswith("Hz") else ""))
    print(f"{name}: " + ", ".join(seen).replace("-0.0", "0.0"))
    assert max(abs(level) for level in levels[:2]) < 0.1, "changed: a filter"
    assert name == "1000 Hz" or levels[2] < -4, "changed: SciPy"
    if name == "15000 Hz":
        assert seen[0].endswith("at 1000") and seen[1].endswith("at 1000"), "changed"
PYTHON
venv/bin/python main.py
