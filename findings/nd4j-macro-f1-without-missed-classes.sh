#!/usr/bin/env bash
# ND4J 1.0.0-M2.1 (org.nd4j:nd4j-native, whose Evaluation Deeplearning4j uses; this script needs Linux on x86-64): macro
# F1 leaves out every class that was never hit, as if it did not exist, while recall() of the same object averages over
# all of them. A network that has given up two of four emotions has an F1 above its recall, and twice scikit-learn's.
# Seen, four classes, two of which are never answered:
#   Evaluation: F1 0.5714, recall 0.4167
#   scikit-learn: F1 0.2857, recall 0.4167
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
import java.util.Locale;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

public class Main {
    public static void main(String[] arguments) {
        int[] truth = {0, 0, 0, 1, 1, 2, 2, 3, 3};
        int[] answers = {0, 0, 1, 1, 1, 0, 1, 0, 1};
        INDArray labels = Nd4j.zeros(truth.length, 4);
        INDArray guesses = Nd4j.zeros(truth.length, 4);
        for (int i = 0; i < truth.length; i++) {
            labels.putScalar(i, truth[i], 1);
            guesses.putScalar(i, answers[i], 1);
        }
        Evaluation evaluation = new Evaluation(4);
        evaluation.eval(labels, guesses);
        System.out.printf(Locale.ROOT, "Evaluation: F1 %.4f, recall %.4f%n", evaluation.f1(), evaluation.recall());
        if (Math.abs(evaluation.f1() - 4.0 / 7) > 1e-4 || Math.abs(evaluation.recall() - 5.0 / 12) > 1e-4) {
            throw new AssertionError("changed: expected 0.5714 and 0.4167");
        }
    }
}
JAVA
java -cp 'lib/*' Main.java
python3 -m venv venv
venv/bin/pip install -q --no-compile --disable-pip-version-check scikit-learn==1.7.2
venv/bin/python - <<'PYTHON'
from sklearn.metrics import f1_score, recall_score
truth, answers = [0, 0, 0, 1, 1, 2, 2, 3, 3], [0, 0, 1, 1, 1, 0, 1, 0, 1]
f1, recall = f1_score(truth, answers, average="macro"), recall_score(truth, answers, average="macro")
print(f"scikit-learn: F1 {f1:.4f}, recall {recall:.4f}")
assert abs(f1 - 2 / 7) < 1e-4, "changed"
PYTHON
