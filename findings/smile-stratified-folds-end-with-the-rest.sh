#!/usr/bin/env bash
# Smile 3.1.1 (com.github.haifengl:smile-core): CrossValidation.stratify gives each fold the whole part of a class's size by the
# number of folds, and the rest, of all classes, to the last one. With 9 clips of each emotion and 5 folds the last fold tests
# more clips than the four others together and is trained on half as many of each class. The mean over folds then weighs a
# clip of the last fold by a quarter or a fifth of what another weighs. scikit-learn spreads the rest.
# Seen, 8 emotions of 9 clips each, 5 folds:
#   Smile: test clips 8 8 8 8 40, training clips of one emotion 8 8 8 8 4
#   scikit-learn: test clips 15 15 14 14 14, training clips of one emotion 7 7 7 7 8
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >pom.xml <<'POM'
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>com.github.haifengl</groupId><artifactId>smile-core</artifactId><version>3.1.1</version>
      <exclusions><exclusion><groupId>org.bytedeco</groupId><artifactId>*</artifactId></exclusion></exclusions></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.12</version></dependency>
  </dependencies>
</project>
POM
mvn -q -B dependency:copy-dependencies -DoutputDirectory=lib >mvn.log 2>&1 || { cat mvn.log >&2; exit 1; }
cat >Main.java <<'JAVA'
import java.util.Arrays;
import java.util.stream.Collectors;
import smile.validation.Bag;
import smile.validation.CrossValidation;

public class Main {
    public static void main(String[] arguments) {
        int[] labels = new int[72];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i % 8;
        }
        Bag[] folds = CrossValidation.stratify(labels, 5);
        String tested = Arrays.stream(folds).map(fold -> "" + fold.oob.length).collect(Collectors.joining(" "));
        String trained = Arrays.stream(folds)
                .map(fold -> "" + Arrays.stream(fold.samples).filter(clip -> labels[clip] == 0).count())
                .collect(Collectors.joining(" "));
        System.out.println("Smile: test clips " + tested + ", training clips of one emotion " + trained);
        if (!tested.equals("8 8 8 8 40") || !trained.equals("8 8 8 8 4")) {
            throw new AssertionError("changed");
        }
    }
}
JAVA
java -cp 'lib/*' Main.java
python3 -m venv venv
venv/bin/pip install -q --no-compile --disable-pip-version-check scikit-learn==1.7.2 numpy==2.3.5 scipy==1.16.3
venv/bin/python -W ignore - <<'PYTHON'
import numpy
from sklearn.model_selection import StratifiedKFold

labels = numpy.arange(72) % 8
folds = list(StratifiedKFold(5).split(labels, labels))
print("scikit-learn: test clips", *(len(test) for _, test in folds), end=", training clips of one emotion ")
print(*(int((labels[training] == 0).sum()) for training, _ in folds))
assert max(len(test) for _, test in folds) - min(len(test) for _, test in folds) <= 1, "changed"
PYTHON
