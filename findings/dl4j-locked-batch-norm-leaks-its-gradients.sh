#!/usr/bin/env bash
# Deeplearning4j 1.0.0-M2.1 (org.deeplearning4j:deeplearning4j-nn; this script needs Linux on x86-64): a BatchNormalization layer with
# lockGammaBeta(true) trains, but hands listeners gradients of the locked gamma and beta that lie in a workspace closed before. A
# TrainingListener that reads all gradients in onGradientCalculation, such as to limit their norm, fails in the first step; without
# the lock it does not. Leaving gamma and beta free avoids it.
# Seen:
#   free: gradients of 8 parameters read
#   locked: ND4JIllegalStateException: Op [reduce_norm2] X argument uses leaked workspace pointer from workspace [WS_LAYER_WORKING_MEM]
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >pom.xml <<'POM'
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.deeplearning4j</groupId><artifactId>deeplearning4j-nn</artifactId><version>1.0.0-M2.1</version></dependency>
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
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

public class Main {
    static String train(boolean locked) {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder().seed(1).list(
                new DenseLayer.Builder().nOut(4).build(), new BatchNormalization.Builder().lockGammaBeta(locked).build(),
                new OutputLayer.Builder().nOut(2).activation(org.nd4j.linalg.activations.Activation.SOFTMAX).build())
                .setInputType(InputType.feedForward(3)).build());
        network.init();
        int[] read = new int[1];
        network.setListeners(new BaseTrainingListener() {
            @Override
            public void onGradientCalculation(Model model) {
                for (INDArray gradient : model.gradient().gradientForVariable().values()) {
                    gradient.norm2Number();
                    read[0]++;
                }
            }
        });
        try {
            network.fit(Nd4j.rand(6, 3), Nd4j.createFromArray(new float[][] {{1, 0}, {0, 1}, {1, 0}, {0, 1}, {1, 0}, {0, 1}}));
            return "gradients of " + read[0] + " parameters read";
        } catch (RuntimeException e) {
            return e.getClass().getSimpleName() + ": " + e.getMessage().split(":")[0];
        }
    }

    public static void main(String[] arguments) {
        String free = train(false);
        String locked = train(true);
        System.out.println("free: " + free);
        System.out.println("locked: " + locked);
        if (!free.endsWith("read") || !locked.contains("leaked workspace")) {
            throw new AssertionError("changed");
        }
    }
}
JAVA
java -cp 'lib/*' Main.java
