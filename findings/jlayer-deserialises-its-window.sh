#!/usr/bin/env bash
# jlayer 1.0.1.4 (com.googlecode.soundlibs:jlayer), the MP3 decoder below mp3spi, keeps the 512 numbers of its synthesis window
# as a serialized Java array in its jar and deserializes it when the first MP3 is decoded. A program that refuses every
# serialized object (ObjectInputFilter, as hardening guides advise) therefore decodes WAV and FLAC and no MP3 at all; a filter
# that lets arrays of primitive numbers pass is enough.
# Seen:
#   refusing everything: java.lang.ExceptionInInitializerError
#   refusing all but arrays of numbers: all samples
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv venv
venv/bin/pip install -q --no-compile --disable-pip-version-check numpy==2.4.6 soundfile==0.14.0
venv/bin/python - <<'PYTHON'
import numpy, soundfile
soundfile.write("noise.mp3", 0.1 * numpy.random.default_rng(0).standard_normal(16000), 16000)
PYTHON
cat >pom.xml <<'POM'
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>com.googlecode.soundlibs</groupId><artifactId>jlayer</artifactId><version>1.0.1.4</version></dependency>
  </dependencies>
</project>
POM
mvn -q -B dependency:copy-dependencies -DoutputDirectory=lib >mvn.log 2>&1 || { cat mvn.log >&2; exit 1; }
cat >Main.java <<'JAVA'
import java.io.FileInputStream;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import javazoom.jl.decoder.Bitstream;
import javazoom.jl.decoder.Decoder;
import javazoom.jl.decoder.Header;
import javazoom.jl.decoder.SampleBuffer;

public class Main {
    public static void main(String[] arguments) throws Exception {
        boolean arrays = arguments[0].equals("arrays");
        ObjectInputFilter.Config.setSerialFilter(info -> {
            Class<?> type = info.serialClass();
            boolean passes = type == null || arrays && type.isArray() && type.getComponentType().isPrimitive();
            return passes ? ObjectInputFilter.Status.UNDECIDED : ObjectInputFilter.Status.REJECTED;
        });
        String seen;
        try (InputStream in = new FileInputStream("noise.mp3")) {
            Bitstream stream = new Bitstream(in);
            Decoder decoder = new Decoder();
            int samples = 0;
            for (Header header = stream.readFrame(); header != null; header = stream.readFrame()) {
                samples += ((SampleBuffer) decoder.decodeFrame(header, stream)).getBufferLength();
                stream.closeFrame();
            }
            seen = samples >= 16000 ? "all samples" : samples + " samples";
        } catch (ExceptionInInitializerError e) {
            seen = e.getClass().getName();
        }
        System.out.println((arrays ? "refusing all but arrays of numbers: " : "refusing everything: ") + seen);
        if (!seen.equals(arrays ? "all samples" : "java.lang.ExceptionInInitializerError")) {
            throw new AssertionError("changed");
        }
    }
}
JAVA
java -cp 'lib/*' Main.java everything
java -cp 'lib/*' Main.java arrays
