#!/usr/bin/env bash
# TarsosDSP 2.4.1 (com.github.st-h:TarsosDSP): WSOLA at tempo 1 is no identity. Of 16,000 samples it gives 15,680, and a
# click at 8,000 comes out at 7,880: data augmented by "no change" are shorter and early.
# Seen (besides its own line on standard output, "New overlapLength192"):
#   16000 samples in, 15680 out, click at 7880
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
import be.tarsos.dsp.AudioDispatcher;
import be.tarsos.dsp.AudioEvent;
import be.tarsos.dsp.AudioProcessor;
import be.tarsos.dsp.WaveformSimilarityBasedOverlapAdd;
import be.tarsos.dsp.io.jvm.AudioDispatcherFactory;
import java.util.ArrayList;
import java.util.List;

public class Main {
    public static void main(String[] arguments) throws Exception {
        float[] samples = new float[16000];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (0.1 * Math.sin(2 * Math.PI * 200 * i / 16000));
        }
        samples[8000] = 0.9f;
        WaveformSimilarityBasedOverlapAdd wsola = new WaveformSimilarityBasedOverlapAdd(
                WaveformSimilarityBasedOverlapAdd.Parameters.speechDefaults(1.0, 16000));
        AudioDispatcher dispatcher = AudioDispatcherFactory.fromFloatArray(samples, 16000, wsola.getInputBufferSize(),
                wsola.getOverlap());
        wsola.setDispatcher(dispatcher);
        List<Float> out = new ArrayList<>();
        dispatcher.addAudioProcessor(wsola);
        dispatcher.addAudioProcessor(new AudioProcessor() {
            @Override
            public boolean process(AudioEvent event) {
                for (float sample : event.getFloatBuffer()) {
                    out.add(sample);
                }
                return true;
            }

            @Override
            public void processingFinished() {
            }
        });
        dispatcher.run();
        int click = 0;
        for (int i = 0; i < out.size(); i++) {
            click = Math.abs(out.get(i)) > Math.abs(out.get(click)) ? i : click;
        }
        System.out.println(samples.length + " samples in, " + out.size() + " out, click at " + click);
        if (out.size() != 15680 || click != 7880) {
            throw new AssertionError("changed: expected 15680 samples and the click at 7880");
        }
    }
}
JAVA
java -cp 'lib/*' Main.java
