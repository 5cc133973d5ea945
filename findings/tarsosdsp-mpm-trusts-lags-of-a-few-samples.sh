#!/usr/bin/env bash
# TarsosDSP 2.4.1 (com.github.st-h:TarsosDSP): MPM's probability ("clarity") says nothing of how periodic a frame is. It is
# the highest peak over every lag up to the frame's end, where a handful of samples is left to compare, and those can always
# agree: white noise has a clarity of up to 1.005. The same lags hide the pitch of a voice that glides: the peak at the
# period has to reach 0.97 of them.
# Seen, 40 frames of 2048 samples at 22050 Hz:
#   white noise: highest clarity 1.005
#   sawtooth gliding from 120 Hz, 60 Hz a second: pitch found in 6 of 40 frames by MPM, in 40 by YIN
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
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

public class Main {
    private static final int FRAMES = 40;
    private static final int HOP = 512;
    private static final int SIZE = 2048;

    public static void main(String[] arguments) {
        float[] noise = new float[FRAMES * HOP + SIZE];
        float[] glide = new float[noise.length];
        SplittableRandom random = new SplittableRandom(1);
        double turns = 0;
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) random.nextDouble(-0.5, 0.5);
            for (int h = 1; h <= 40; h++) {
                glide[i] += (float) (0.3 * Math.sin(2 * Math.PI * turns * h) / h);
            }
            turns += (120 + 60.0 * i / 22050) / 22050;
        }
        PitchDetector mpm = PitchEstimationAlgorithm.MPM.getDetector(22050, SIZE);
        PitchDetector yin = PitchEstimationAlgorithm.YIN.getDetector(22050, SIZE);
        double clarity = 0;
        int byMpm = 0;
        int byYin = 0;
        for (int frame = 0; frame < FRAMES; frame++) {
            clarity = Math.max(clarity, mpm.getPitch(Arrays.copyOfRange(noise, frame * HOP, frame * HOP + SIZE)).getProbability());
            float[] voice = Arrays.copyOfRange(glide, frame * HOP, frame * HOP + SIZE);
            byMpm += mpm.getPitch(voice).isPitched() ? 1 : 0;
            byYin += yin.getPitch(voice).isPitched() ? 1 : 0;
        }
        System.out.printf(Locale.ROOT, "white noise: highest clarity %.3f%n", clarity);
        System.out.println("sawtooth gliding from 120 Hz, 60 Hz a second: pitch found in " + byMpm + " of " + FRAMES
                + " frames by MPM, in " + byYin + " by YIN");
        if (clarity < 0.95 || byMpm > 10 || byYin != FRAMES) {
            throw new AssertionError("changed");
        }
    }
}
JAVA
java -cp 'lib/*' Main.java
