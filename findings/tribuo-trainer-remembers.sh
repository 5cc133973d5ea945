#!/usr/bin/env bash
# Tribuo 4.3.2 (org.tribuo:tribuo-classification-sgd): a trainer object is not a setting but has a state, its random
# numbers. Trained twice on the same data it gives two models; two new trainers with the same default seed give the same
# one. A loop over folds or seeds that reuses the object makes each result depend on those before it.
# Seen, probability of "calm" at one point, five epochs of logistic regression:
#   one trainer twice: 0.4605 0.6371
#   two trainers: 0.4605 0.4605
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >pom.xml <<'POM'
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.tribuo</groupId><artifactId>tribuo-classification-sgd</artifactId><version>4.3.2</version></dependency>
  </dependencies>
</project>
POM
mvn -q -B dependency:copy-dependencies -DoutputDirectory=lib >mvn.log 2>&1 || { cat mvn.log >&2; exit 1; }
cat >Main.java <<'JAVA'
import java.util.Locale;
import java.util.Random;
import java.util.logging.LogManager;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LogisticRegressionTrainer;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

public class Main {
    private static final String[] NAMES = {"a", "b"};

    public static void main(String[] arguments) {
        LogManager.getLogManager().reset();
        LabelFactory labels = new LabelFactory();
        MutableDataset<Label> data = new MutableDataset<>(new SimpleDataSourceProvenance("points", labels), labels);
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            double[] values = {random.nextGaussian() + i % 2, random.nextGaussian() - i % 2};
            data.add(new ArrayExample<>(new Label(i % 2 == 0 ? "calm" : "angry"), NAMES, values));
        }
        LogisticRegressionTrainer trainer = new LogisticRegressionTrainer();
        double first = calm(trainer.train(data));
        double again = calm(trainer.train(data));
        double other = calm(new LogisticRegressionTrainer().train(data));
        System.out.printf(Locale.ROOT, "one trainer twice: %.4f %.4f%ntwo trainers: %.4f %.4f%n", first, again, first, other);
        if (first == again || first != other) {
            throw new AssertionError("changed: expected another model from the same object, the same from a new one");
        }
    }

    private static double calm(Model<Label> model) {
        return model.predict(new ArrayExample<>(new Label("calm"), NAMES, new double[] {0.5, -0.5})).getOutputScores().get("calm")
                .getScore();
    }
}
JAVA
java -cp 'lib/*' Main.java
