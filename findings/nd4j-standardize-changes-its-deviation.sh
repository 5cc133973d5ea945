#!/usr/bin/env bash
# ND4J 1.0.0-M2.1 (org.nd4j:nd4j-native; this script needs Linux on x86-64): NormalizerStandardize says after fit() that
# a constant column deviates by 1e-5, and after the first transform() that it deviates by 1: transform() replaces the
# value inside the statistics. What is saved, compared or applied by other code depends on whether the scaler has been
# used.
# Seen, a column of 5, 5, 5:
#   after fit 1.0E-5, after transform 1.0, 6 becomes 1.0
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >pom.xml <<'POM'
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.nd4j</groupId><artifactId>nd4j-native</artifactId><version>1.0.0-M2.1</version></dependency>
    <dependency><groupId>org.nd4j</groupId><artifactId>nd4j-native</artifactId><version>1.0.0-M2.1</version>
      <classifier>linux-x86_64</classifier></dependency>
    <dependency><groupId>org.bytedeco</groupId><artifactId>openblas</artifactId><version>0.3.19-1.5.7</version>
      <classifier>linux-x86_64</classifier></dependency>
    <dependency><groupId>org.bytedeco</groupId><artifactId>javacpp</artifactId><version>1.5.7</version>
      <classifier>linux-x86_64</classifier></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>1.7.36</version></dependency>
  </dependencies>
</project>
POM
mvn -q -B dependency:copy-dependencies -DoutputDirectory=lib >mvn.log 2>&1 || { cat mvn.log >&2; exit 1; }
cat >Main.java <<'JAVA'
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerStandardize;
import org.nd4j.linalg.factory.Nd4j;

public class Main {
    public static void main(String[] arguments) {
        NormalizerStandardize scaler = new NormalizerStandardize();
        scaler.fit(new DataSet(Nd4j.createFromArray(new float[][] {{5, 1}, {5, 2}, {5, 3}}), Nd4j.zeros(3, 1)));
        float fitted = scaler.getStd().getFloat(0);
        INDArray clip = Nd4j.createFromArray(new float[][] {{6, 2}});
        scaler.transform(clip);
        float used = scaler.getStd().getFloat(0);
        System.out.println("after fit " + fitted + ", after transform " + used + ", 6 becomes " + clip.getFloat(0));
        if (fitted != 1e-5f || used != 1 || clip.getFloat(0) != 1) {
            throw new AssertionError("changed: expected 1e-5, 1 and 1");
        }
    }
}
JAVA
java -cp 'lib/*' Main.java
