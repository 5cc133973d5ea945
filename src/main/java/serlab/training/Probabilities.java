package serlab.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import serlab.corpus.Clip;
import serlab.evaluation.Answer;
import serlab.evaluation.ClassificationReport;
import serlab.evaluation.ConfusionMatrix;
import serlab.model.HeadSpec;
import serlab.model.InferenceSpec;
import serlab.model.LogOpinionPool;
import serlab.model.ModelBundle;

/**
 * What a network thinks of some clips.
 *
 * @param values  class probabilities per clip: {@code float[clips][classes]}
 * @param classes true class per clip
 */
public record Probabilities(float[][] values, int[] classes) {
    /** Small, for the memory of what the layers hold: larger ones are no faster. */
    private static final int BATCH = 16;

    /** Runs a network over examples, the middle window of each, in batches, without dropout. */
    public static Probabilities of(ComputationGraph network, Examples examples, int classes) {
        return new Probabilities(outputs(network, examples, classes, Request.of(examples, InferenceSpec.standard())),
                examples.classes());
    }

    /**
     * Runs a bundle's model over clips as the bundle itself hears recordings, windows and speeds pooled, but with the
     * temperature left at 1.
     *
     * @param speeds the same clips at each of the bundle's speeds
     */
    public static Probabilities of(ModelBundle bundle, List<Examples> speeds) {
        int[] classes = speeds.get(0).classes();
        List<List<float[]>> opinions = new ArrayList<>();
        for (int i = 0; i < classes.length; i++) {
            opinions.add(new ArrayList<>());
        }
        for (Examples examples : speeds) {
            Request request = Request.of(examples, bundle.inference());
            float[][] outputs = bundle.spec() instanceof HeadSpec ? outputs(bundle, examples)
                    : outputs(bundle.network(), examples, bundle.labels().size(), request);
            for (int i = 0; i < outputs.length; i++) {
                opinions.get(request.examples[i]).add(outputs[i]);
            }
        }
        return new Probabilities(opinions.stream().map(LogOpinionPool::of).toArray(float[][]::new), classes);
    }

    /** One window per entry: of which example, and where it begins. */
    private record Request(int[] examples, int[] starts) {
        static Request of(Examples examples, InferenceSpec inference) {
            IntStream.Builder which = IntStream.builder();
            IntStream.Builder where = IntStream.builder();
            for (int i = 0; i < examples.size(); i++) {
                for (int start : inference.starts(examples.features().get(i)[0].length, examples.frames())) {
                    which.add(i);
                    where.add(start);
                }
            }
            return new Request(which.build().toArray(), where.build().toArray());
        }
    }

    /** Of a head, which has one window. */
    private static float[][] outputs(ModelBundle bundle, Examples examples) {
        float[][] values = new float[examples.size()][];
        for (int i = 0; i < values.length; i++) {
            values[i] = bundle.weights().probabilities(examples.row(i));
        }
        return values;
    }

    private static float[][] outputs(ComputationGraph network, Examples examples, int classes, Request request) {
        Batches batches = new Batches(examples, classes);
        float[][] values = new float[request.examples.length][];
        for (int from = 0; from < values.length; from += BATCH) {
            int to = Math.min(values.length, from + BATCH);
            float[][] rows = network.outputSingle(batches.features(request.examples, request.starts, from, to))
                    .toFloatMatrix();
            System.arraycopy(rows, 0, values, from, rows.length);
        }
        return values;
    }

    /** Index of the most probable class per clip; the first of equals. */
    public int[] predicted() {
        return Arrays.stream(values).mapToInt(Answer::mostProbable).toArray();
    }

    /** As answers to the clips that were heard, in their order. */
    public List<Answer> answers(List<Clip> clips) {
        return IntStream.range(0, values.length).mapToObj(i -> new Answer(clips.get(i).id(), clips.get(i).speaker(),
                classes[i], values[i])).toList();
    }

    /** Mean cross-entropy in nats, probabilities not below 1e-7. */
    public double loss() {
        double total = 0;
        for (int i = 0; i < values.length; i++) {
            total -= Math.log(Math.max(1e-7, values[i][classes[i]]));
        }
        return total / values.length;
    }

    /** Truth against prediction, with the labels' names. */
    public ConfusionMatrix confusion(List<String> labels) {
        return ConfusionMatrix.of(labels, classes, predicted());
    }

    ClassificationReport report(List<String> labels) {
        return ClassificationReport.of(confusion(labels));
    }
}
