#!/usr/bin/env bash
# ND4J 1.0.0-M2.1 (org.nd4j:nd4j-native; this script needs Linux on x86-64): Nd4j.writeAsNumpy writes the memory behind
# an array under its shape and looks at no stride. A transpose, or a part of the columns, becomes a .npy file of the
# right shape with other values; NumPy reads it without complaint. dup('c') first avoids it.
# Seen, [[0, 1, 2], [10, 11, 12]] and its transpose:
#   in Java [[0.0, 10.0], [1.0, 11.0], [2.0, 12.0]]
#   in the file [[0.0, 1.0], [2.0, 10.0], [11.0, 12.0]]
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
import java.io.File;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

public class Main {
    public static void main(String[] arguments) throws Exception {
        INDArray matrix = Nd4j.createFromArray(new double[][] {{0, 1, 2}, {10, 11, 12}});
        INDArray transpose = matrix.transpose();
        System.out.println("in Java " + Arrays.deepToString(transpose.toDoubleMatrix()));
        Nd4j.writeAsNumpy(transpose, new File("transpose.npy"));
        Nd4j.writeAsNumpy(transpose.dup('c'), new File("copy.npy"));
    }
}
JAVA
java -cp 'lib/*' Main.java
python3 -m venv venv
venv/bin/pip install -q --no-compile --disable-pip-version-check numpy==2.4.6
venv/bin/python - <<'PYTHON'
import numpy
read, copy = numpy.load("transpose.npy").tolist(), numpy.load("copy.npy").tolist()
print("in the file", read)
assert read == [[0, 1], [2, 10], [11, 12]], "changed"
assert copy == [[0, 10], [1, 11], [2, 12]], "changed: a copy holds other values"
PYTHON
