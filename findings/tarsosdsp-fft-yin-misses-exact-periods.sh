#!/usr/bin/env bash
# TarsosDSP 2.4.1 (com.github.st-h:TarsosDSP): FFT_YIN (FastYin) is the same method as YIN, only faster, yet it calls a sound
# that repeats exactly, the easiest there is, unvoiced. Its difference function comes from a transform in single
# precision and rounds to a little below 0 at the period; a periodicity above 1 is taken for a failure. At 22050 Hz a
# period of 315 samples is 70 Hz.
# Seen, 40 frames of 2048 samples of a sine (frames in which a pitch was found):
#   70 Hz: YIN 40, FFT_YIN 2
#   71 Hz: YIN 40, FFT_YIN 40
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
import be.tarsos.dsp.pitch.PitchDetector;
import be.tarsos.dsp.pitch.PitchProcessor.PitchEstimationAlgorithm;

public class Main {
    public static void main(String[] arguments) {
        for (int hz : new int[] {70, 71}) {
            int yin = voiced(PitchEstimationAlgorithm.YIN, hz);
            int fast = voiced(PitchEstimationAlgorithm.FFT_YIN, hz);
            System.out.println(hz + " Hz: YIN " + yin + ", FFT_YIN " + fast);
            if (yin != 40 || (hz == 70 ? fast > 10 : fast != 40)) {
                throw new AssertionError("changed");
            }
        }
    }

    private static int voiced(PitchEstimationAlgorithm algorithm, int hz) {
        PitchDetector detector = algorithm.getDetector(22050, 2048);
        int voiced = 0;
        for (int frame = 0; frame < 40; frame++) {
            float[] samples = new float[2048];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = (float) (0.5 * Math.sin(2 * Math.PI * hz * (512.0 * frame + i) / 22050));
            }
            voiced += detector.getPitch(samples).isPitched() ? 1 : 0;
        }
        return voiced;
    }
}
JAVA
java -cp 'lib/*' Main.java
