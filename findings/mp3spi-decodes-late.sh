#!/usr/bin/env bash
# mp3spi 1.9.5.4 (com.googlecode.soundlibs:mp3spi) reads no encoder delay: the same MP3 file that libsndfile decodes to
# its 16,000 samples, click at 8,000, becomes 17,856 samples with the click at 9,681, 105 ms late at 16 kHz. Onsets,
# labels and windows that were cut by one decoder do not fit the other.
# Seen:
#   libsndfile: 16000 samples, click at 8000
#   mp3spi: 17856 samples, click at 9681
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv venv
venv/bin/pip install -q --no-compile --disable-pip-version-check numpy==2.4.6 soundfile==0.14.0
venv/bin/python - <<'PYTHON'
import numpy, soundfile
sound = 0.01 * numpy.random.default_rng(0).standard_normal(16000)
sound[8000] = 0.9
soundfile.write("click.mp3", sound, 16000)
read, _ = soundfile.read("click.mp3")
print(f"libsndfile: {len(read)} samples, click at {abs(read).argmax()}")
PYTHON
cat >pom.xml <<'POM'
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>com.googlecode.soundlibs</groupId><artifactId>mp3spi</artifactId><version>1.9.5.4</version></dependency>
  </dependencies>
</project>
POM
mvn -q -B dependency:copy-dependencies -DoutputDirectory=lib >mvn.log 2>&1 || { cat mvn.log >&2; exit 1; }
cat >Main.java <<'JAVA'
import java.io.File;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

public class Main {
    public static void main(String[] arguments) throws Exception {
        File file = new File(arguments[0]);
        try (AudioInputStream in = AudioSystem.getAudioInputStream(file);
             AudioInputStream pcm = AudioSystem.getAudioInputStream(new AudioFormat(16000, 16, 1, true, false), in)) {
            byte[] bytes = pcm.readAllBytes();
            int click = 0;
            int largest = 0;
            for (int i = 0; i < bytes.length / 2; i++) {
                int size = Math.abs((short) (bytes[2 * i] & 255 | bytes[2 * i + 1] << 8));
                click = size > largest ? i : click;
                largest = Math.max(size, largest);
            }
            System.out.println("mp3spi: " + bytes.length / 2 + " samples, click at " + click);
            if (bytes.length / 2 != 17856 || click != 9681) {
                throw new AssertionError("changed: expected 17856 samples and the click at 9681");
            }
        }
    }
}
JAVA
java -cp 'lib/*' Main.java click.mp3
