#!/usr/bin/env bash
# Smile 3.1.1 (com.github.haifengl:smile-core): LogisticRegression.multinomial keeps the last class as the reference
# with weights 0 and punishes the weights of the others. With lambda > 0 the model therefore depends on which label is
# called 2: the same points, the same classes, renumbered, give other probabilities. A penalty over all classes would
# not do that.
# Seen, probabilities of the same three classes at (1, 1), lambda 10:
#   numbered [0, 1, 2]: 0.273 0.390 0.337
#   numbered [2, 0, 1]: 0.352 0.370 0.278
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >pom.xml <<'POM'
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>com.github.haifengl</groupId><artifactId>smile-core</artifactId><version>3.1.1</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.12</version></dependency>
  </dependencies>
</project>
POM
mvn -q -B dependency:copy-dependencies -DoutputDirectory=lib >mvn.log 2>&1 || { cat mvn.log >&2; exit 1; }
cat >Main.java <<'JAVA'
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import smile.classification.LogisticRegression;

public class Main {
    private static final double[][] CENTERS = {{0, 0}, {2, 0}, {0, 2}};

    public static void main(String[] arguments) {
        Random random = new Random(1);
        double[][] points = new double[120][2];
        for (int i = 0; i < points.length; i++) {
            for (int d = 0; d < 2; d++) {
                points[i][d] = CENTERS[i % 3][d] + random.nextGaussian();
            }
        }
        double[] first = probabilities(points, 0, 1, 2);
        double[] second = probabilities(points, 2, 0, 1);
        double apart = Math.abs(first[0] - second[0]);
        if (apart < 0.02) {
            throw new AssertionError("changed: the order of the classes moves a probability by " + apart + " only");
        }
    }

    /** Probabilities of the classes at (1, 1), when they are numbered so for training. */
    private static double[] probabilities(double[][] points, int... numbers) {
        int[] classes = new int[points.length];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = numbers[i % 3];
        }
        double[] found = new double[3];
        LogisticRegression.multinomial(points, classes, 10, 1e-8, 5000).predict(new double[] {1, 1}, found);
        double[] named = {found[numbers[0]], found[numbers[1]], found[numbers[2]]};
        System.out.printf(Locale.ROOT, "numbered %s: %.3f %.3f %.3f%n", Arrays.toString(numbers), named[0], named[1], named[2]);
        return named;
    }
}
JAVA
java -cp 'lib/*' Main.java
