#!/usr/bin/env bash
# jflac-codec 1.5.2 (org.jflac:jflac-codec): AudioSystem.getAudioInputStream of a FLAC file has a stream whose
# getFrameLength() is the size of the file in bytes, although AudioSystem.getAudioFileFormat of the same file knows the
# true number of frames. A duration or a buffer computed from the stream, as one does for WAV, is wrong by the rate of
# compression.
# Seen, 16,000 samples in a file of 21,281 bytes:
#   format 16000, stream 21281, file 21281 bytes, decoded 16000
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
soundfile.write("click.flac", sound, 16000)
read, _ = soundfile.read("click.flac")
print(f"libsndfile: {len(read)} samples, click at {abs(read).argmax()}")
PYTHON
cat >pom.xml <<'POM'
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.jflac</groupId><artifactId>jflac-codec</artifactId><version>1.5.2</version></dependency>
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
            long format = AudioSystem.getAudioFileFormat(file).getFrameLength();
            System.out.println("format " + format + ", stream " + in.getFrameLength() + ", file " + file.length()
                    + " bytes, decoded " + bytes.length / 2);
            if (format != 16000 || bytes.length / 2 != 16000 || in.getFrameLength() != file.length()) {
                throw new AssertionError("changed: expected 16000, the file's size and 16000");
            }
        }
    }
}
JAVA
java -cp 'lib/*' Main.java click.flac
