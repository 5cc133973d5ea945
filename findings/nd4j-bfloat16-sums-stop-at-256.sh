#!/usr/bin/env bash
# ND4J 1.0.0-M2.1 (org.nd4j:nd4j-native; this script needs Linux on x86-64): products and sums of BFLOAT16 arrays are added up
# in BFLOAT16, whose next number after 256 is 258. So every further 1 is lost: mmul of a thousand ones by a thousand ones
# is 256, their sum is 256, their mean 0.256. HALF adds up in more digits. The operation "matmul", which does the same by
# oneDNN, gives 1000 where oneDNN takes it and 256 where it does not (another processor, or helpers switched off). No warning.
# Seen:
#   BFLOAT16 mmul 256.0 sum 256.0 mean 0.255859375
#   HALF mmul 1000.0 sum 1000.0 mean 1.0
#   FLOAT mmul 1000.0 sum 1000.0 mean 1.0
#   matmul without helpers 256.0
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
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

public class Main {
    public static void main(String[] arguments) {
        double brief = row(DataType.BFLOAT16);
        double half = row(DataType.HALF);
        double single = row(DataType.FLOAT);
        Nd4j.getEnvironment().allowHelpers(false);
        INDArray ones = Nd4j.ones(DataType.BFLOAT16, 2, 1000);
        INDArray out = Nd4j.create(DataType.BFLOAT16, 2, 2);
        Nd4j.getExecutioner().exec(DynamicCustomOp.builder("matmul").addInputs(ones, ones.transpose().dup('c')).addOutputs(out).build());
        System.out.println("matmul without helpers " + out.getDouble(0));
        if (brief != 256 || half != 1000 || single != 1000 || out.getDouble(0) != 256) {
            throw new AssertionError("changed: expected 256 of BFLOAT16, 1000 of HALF and FLOAT");
        }
    }

    private static double row(DataType type) {
        INDArray ones = Nd4j.ones(type, 2, 1000);
        double product = ones.mmul(ones.transpose().dup('c')).getDouble(0);
        System.out.println(type + " mmul " + product + " sum " + ones.sum(1).getDouble(0) + " mean " + ones.mean(1).getDouble(0));
        return product;
    }
}
JAVA
java -cp 'lib/*' Main.java 2>log || { cat log >&2; exit 1; }
