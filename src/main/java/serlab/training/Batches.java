package serlab.training;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import serlab.augment.Augmentations;
import serlab.augment.ClipBatch;
import serlab.augment.ClipWindow;
import serlab.augment.FeatureAugmentation;
import serlab.augment.PartnerAugmentation;
import serlab.augment.PartnerAugmentation.Partners;
import serlab.augment.VoiceAugmentation;
import serlab.feature.Scaler;
import serlab.model.InferenceSpec;

/** Off-heap arrays filled with batch after batch, so that training allocates nothing that grows. */
final class Batches {
    private final Examples examples;
    private final int classes;
    private final double smoothing;
    private final double[] weights;
    private final float[][] scratch;
    private final int length;
    private float[] values = new float[0];
    private float[] wanted = new float[0];
    private INDArray features;
    private INDArray targets;
    private INDArray masks;
    /** Made when a partner is first drawn. */
    private float[][] lent;
    private int[][] classmates;
    private Teacher teacher = Teacher.NONE;

    /** Batches for evaluation: every example as it is, or its middle. */
    Batches(Examples examples, int classes) {
        this(examples, classes, 0, null);
    }

    /**
     * Batches for training.
     *
     * @param smoothing share of a target spread over all classes (Szegedy et al. 2016)
     * @param weights   weight of each class in the loss, null for 1
     */
    Batches(Examples examples, int classes, double smoothing, double[] weights) {
        this.examples = examples;
        this.classes = classes;
        this.smoothing = smoothing;
        this.weights = weights;
        this.scratch = new float[examples.bands()][examples.frames()];
        this.length = examples.bands() * examples.frames();
    }

    /**
     * Windows of the examples {@code order[from .. to)} as {@code [n, 1, bands, frames]}, unchanged. Valid until the next
     * call.
     *
     * @param starts frame that begins each window, as {@link serlab.model.InferenceSpec#starts} gives it
     */
    INDArray features(int[] order, int[] starts, int from, int to) {
        reserve(to - from);
        for (int i = from; i < to; i++) {
            scale(order[i], examples.features().get(order[i]), starts[i], scratch);
            keep(i - from);
        }
        return written(features, values, (to - from) * length);
    }

    /** Who gives a part of the targets of the batches made from now on. */
    void teacher(Teacher next) {
        teacher = next;
    }

    /**
     * Makes a batch of changed examples, of those longer or shorter than the network's input a window at a random
     * place; {@link #features()}, {@link #targets()} and {@link #masks()} hold it until the
     * next call.
     *
     * @param originals probability that an example that has copies is used as it is
     */
    void draw(int[] order, int from, int to, Augmentations augmentations, double originals, RandomGenerator chance) {
        int rows = to - from;
        reserve(rows);
        VoiceAugmentation voice = augmentations.ofVoices().orElse(null);
        List<PartnerAugmentation> partnerships = augmentations.withPartners();
        List<FeatureAugmentation> changes = augmentations.ofFeatures();
        for (int row = 0; row < rows; row++) {
            int example = order[from + row];
            float[][] matrix = chosen(example, originals, chance);
            int start = randomStart(matrix[0].length, chance);
            scaler(example, voice, chance).apply(matrix, start, scratch);
            partnerships.forEach(change -> change(change, example, window(scratch, start, matrix), chance));
            changes.forEach(change -> change.apply(scratch, examples.channels(), chance));
            keep(row);
            want(row, example);
        }
        if (rows > 1) {
            ClipBatch batch = new ClipBatch(rows, values, length, wanted, classes);
            augmentations.ofBatches().forEach(change -> change.apply(batch, chance));
        }
        written(features, values, rows * length);
        written(targets, wanted, rows * classes);
        if (weights != null) {
            weigh(rows);
        }
    }

    /** {@code [n, 1, bands, frames]}. */
    INDArray features() {
        return features;
    }

    /** Class probabilities wanted: {@code [n, classes]}. */
    INDArray targets() {
        return targets;
    }

    /** Weight of each example in the loss, {@code [n, 1]}; null where all are 1. */
    INDArray masks() {
        return masks;
    }

    private void reserve(int rows) {
        if (features != null && features.size(0) == rows) {
            return;
        }
        features = Nd4j.create(DataType.FLOAT, rows, 1, scratch.length, scratch[0].length);
        targets = Nd4j.create(DataType.FLOAT, rows, classes);
        masks = weights == null ? null : Nd4j.create(DataType.FLOAT, rows, 1);
        if (values.length < rows * length) {
            values = new float[rows * length];
            wanted = new float[rows * classes];
        }
    }

    private void want(int row, int example) {
        int at = row * classes;
        Arrays.fill(wanted, at, at + classes, (float) (smoothing / classes));
        wanted[at + examples.classes()[example]] += (float) (1 - smoothing);
        teacher.blend(example, wanted, at);
    }

    private float[][] chosen(int example, double originals, RandomGenerator chance) {
        List<float[][]> copies = examples.copies().get(example);
        return copies.isEmpty() || chance.nextDouble() < originals ? examples.features().get(example)
                : copies.get(chance.nextInt(copies.size()));
    }

    /** A crop of a longer clip, or a place for a shorter one; draws nothing for a clip that fits. */
    private int randomStart(int frames, RandomGenerator chance) {
        int room = frames - examples.frames();
        return room == 0 ? 0 : Integer.signum(room) * chance.nextInt(Math.abs(room) + 1);
    }

    private void scale(int example, float[][] matrix, int start, float[][] window) {
        examples.scalers().get(example).apply(matrix, start, window);
    }

    /** What standardizes an example, and gives it another voice on the way if that is asked for. */
    private Scaler scaler(int example, VoiceAugmentation voice, RandomGenerator chance) {
        Scaler common = examples.scalers().get(example);
        if (voice == null || chance.nextDouble() >= voice.chance()) {
            return common;
        }
        Scaler other = examples.voices().get(chance.nextInt(examples.size()));
        return voice.scaler(common, examples.voices().get(example), other, chance);
    }

    private void keep(int row) {
        int at = row * length;
        for (float[] band : scratch) {
            System.arraycopy(band, 0, values, at, band.length);
            at += band.length;
        }
    }

    /** Changes the window of an example by the middle of another one. */
    private void change(PartnerAugmentation change, int example, ClipWindow target, RandomGenerator chance) {
        if (chance.nextDouble() >= change.chance()) {
            return;
        }
        int other = change.partners() == Partners.ANY ? chance.nextInt(examples.size()) : classmate(example, chance);
        float[][] matrix = examples.features().get(other);
        int middle = InferenceSpec.standard().starts(matrix[0].length, examples.frames())[0];
        lent = lent == null ? new float[examples.bands()][examples.frames()] : lent;
        scale(other, matrix, middle, lent);
        change.apply(target, window(lent, middle, matrix), chance);
    }

    /** A window of a clip that begins at a frame of it, before its first one where that is negative. */
    private ClipWindow window(float[][] scaled, int start, float[][] clip) {
        return new ClipWindow(scaled, Math.max(0, -start), Math.min(examples.frames(), clip[0].length - start));
    }

    private int classmate(int example, RandomGenerator chance) {
        if (classmates == null) {
            classmates = IntStream.range(0, classes).mapToObj(own -> IntStream.range(0, examples.size())
                    .filter(other -> examples.classes()[other] == own).toArray()).toArray(int[][]::new);
        }
        int[] partners = classmates[examples.classes()[example]];
        return partners[chance.nextInt(partners.length)];
    }

    private void weigh(int rows) {
        double evenly = (1 - teacher.share()) * smoothing / classes;
        for (int row = 0; row < rows; row++) {
            double weight = 0;
            double total = 0;
            for (int c = 0; c < classes; c++) {
                double share = wanted[row * classes + c] - evenly;
                weight += share * weights[c];
                total += share;
            }
            masks.putScalar(row, weight / total);
        }
    }

    private static INDArray written(INDArray array, float[] from, int count) {
        FloatBuffer buffer = array.data().asNioFloat();
        buffer.put(0, from, 0, count);
        return array;
    }
}
