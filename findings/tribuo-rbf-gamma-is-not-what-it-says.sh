#!/usr/bin/env bash
# Tribuo 4.3.2 (org.tribuo:tribuo-classification-libsvm): the width of an RBF kernel that nobody set is 0.0 by getGamma(),
# and neither that nor LIBSVM's own default (one by the number of features) is what the machine is trained with: it is one by
# the number of features and one more. So a table of settings says 0.0, and the same machine made with another library, by
# its default, gives other scores; with two features the kernel is narrower by a third.
# Seen, two features, decision value of one point:
#   getGamma() 0.0; not set 0.915160, 1/3 0.915160, 1/2 1.094501
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >pom.xml <<'POM'
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.tribuo</groupId><artifactId>tribuo-classification-libsvm</artifactId><version>4.3.2</version></dependency>
  </dependencies>
</project>
POM
mvn -q -B dependency:copy-dependencies -DoutputDirectory=lib >mvn.log 2>&1 || { cat mvn.log >&2; exit 1; }
cat >Main.java <<'JAVA'
import java.util.Locale;
import java.util.Random;
import java.util.logging.LogManager;
import libsvm.svm;
import libsvm.svm_node;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.libsvm.LibSVMClassificationModel;
import org.tribuo.classification.libsvm.LibSVMClassificationTrainer;
import org.tribuo.classification.libsvm.SVMClassificationType;
import org.tribuo.common.libsvm.KernelType;
import org.tribuo.common.libsvm.SVMParameters;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

public class Main {
    private static final String[] NAMES = {"a", "b"};

    public static void main(String[] arguments) {
        LogManager.getLogManager().reset();
        svm.svm_set_print_string_function(text -> { });
        SVMParameters<Label> unset = parameters();
        double alone = decision(unset);
        double third = decision(with(1.0 / 3));
        double half = decision(with(1.0 / 2));
        System.out.printf(Locale.ROOT, "getGamma() %.1f; not set %.6f, 1/3 %.6f, 1/2 %.6f%n", parameters().getGamma(), alone, third, half);
        if (parameters().getGamma() != 0 || alone != third || alone == half) {
            throw new AssertionError("changed: expected a gamma of 0.0 that is 1/3 in training");
        }
    }

    private static SVMParameters<Label> parameters() {
        SVMParameters<Label> parameters = new SVMParameters<>(new SVMClassificationType(SVMClassificationType.SVMMode.C_SVC),
                KernelType.RBF);
        parameters.setCost(1);
        return parameters;
    }

    private static SVMParameters<Label> with(double gamma) {
        SVMParameters<Label> parameters = parameters();
        parameters.setGamma(gamma);
        return parameters;
    }

    private static double decision(SVMParameters<Label> parameters) {
        LabelFactory labels = new LabelFactory();
        MutableDataset<Label> data = new MutableDataset<>(new SimpleDataSourceProvenance("points", labels), labels);
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            double[] values = {random.nextGaussian() + i % 2, random.nextGaussian() - i % 2};
            data.add(new ArrayExample<>(new Label(i % 2 == 0 ? "calm" : "angry"), NAMES, values));
        }
        LibSVMClassificationModel model = (LibSVMClassificationModel) new LibSVMClassificationTrainer(parameters).train(data);
        svm_node[] point = new svm_node[2];
        for (int i = 0; i < 2; i++) {
            point[i] = new svm_node();
            point[i].index = i;
            point[i].value = 0.5;
        }
        double[] values = new double[1];
        svm.svm_predict_values(model.getInnerModels().get(0), point, values);
        return values[0];
    }
}
JAVA
java -cp 'lib/*' Main.java
