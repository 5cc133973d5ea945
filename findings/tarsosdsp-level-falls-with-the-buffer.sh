#!/usr/bin/env bash
# TarsosDSP 2.4.1 (com.github.st-h:TarsosDSP): the level that SilenceDetector reports for one and the same sound falls
# by 3 dB with every doubling of the buffer, since it divides the root of the summed squares by the number of samples:
# it is 20 log10(RMS / sqrt(n)). A threshold tuned with buffers of 1024 samples is 6 dB off with 4096; RMS in dB would
# be -6.02.
# Seen, a constant of 0.5:
#   256 samples: -30.10 dB
#   1024 samples: -36.12 dB
#   4096 samples: -42.14 dB
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >pom.xml <<'POM'
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>com.github.st-h</groupId><artifactId>TarsosDSP</artifactId><version>2.4.1</version></dependency>
  </dependencies>
</project>
POM
mvn -q -B dependency:copy-dependencies -DoutputDirectory=lib >mvn.log 2>&1 || { cat mvn.log >&2; exit 1; }
cat >Main.java <<'JAVA'
import be.tarsos.dsp.SilenceDetector;
import java.util.Arrays;
import java.util.Locale;

public class Main {
    public static void main(String[] arguments) {
        for (int size : new int[] {256, 1024, 4096}) {
            float[] sound = new float[size];
            Arrays.fill(sound, 0.5f);
            SilenceDetector detector = new SilenceDetector();
            detector.isSilence(sound);
            System.out.printf(Locale.ROOT, "%d samples: %.2f dB%n", size, detector.currentSPL());
            double expected = 20 * Math.log10(0.5 / Math.sqrt(size));
            if (Math.abs(detector.currentSPL() - expected) > 0.01) {
                throw new AssertionError("no longer 20 log10(RMS / sqrt(n)) = " + expected);
            }
        }
    }
}
JAVA
java -cp 'lib/*' Main.java
