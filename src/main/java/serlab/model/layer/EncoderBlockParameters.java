package serlab.model.layer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import serlab.feature.encoder.EncoderModel;
import serlab.feature.encoder.EncoderStore;
import serlab.feature.encoder.PretrainedLayer;

/** The parameters of an {@link EncoderBlock}, which begin as the file of the encoder has them. */
final class EncoderBlockParameters implements ParamInitializer {
    static final EncoderBlockParameters INSTANCE = new EncoderBlockParameters();
    /** What the names of the two narrow matrices end with; the product of the second and the first is added. */
    static final String DOWN = "Down";
    static final String UP = "Up";
    /** The matrices, in the order in which a clip meets them. */
    static final List<String> MATRICES = List.of("joint", "attended", "wide", "narrow");

    private EncoderBlockParameters() {
    }

    /**
     * A parameter.
     *
     * @param name    what {@link PretrainedLayer} calls it, or with a narrow matrix's ending
     * @param rows    1 for a vector
     * @param columns numbers in a row
     */
    record Slot(String name, int rows, int columns) {
        int size() {
            return rows * columns;
        }

        boolean matrix() {
            return MATRICES.contains(name) || name.endsWith(DOWN) || name.endsWith(UP);
        }
    }

    static List<Slot> slots(EncoderBlock block) {
        List<Slot> slots = new ArrayList<>();
        vectors(slots, block.getWidth(), "attentionGamma", "attentionBeta");
        matrix(slots, block, "joint", 3 * block.getWidth(), block.getWidth());
        matrix(slots, block, "attended", block.getWidth(), block.getWidth());
        vectors(slots, block.getWidth(), "denseGamma", "denseBeta");
        matrix(slots, block, "wide", block.getInner(), block.getWidth());
        matrix(slots, block, "narrow", block.getWidth(), block.getInner());
        if (block.isLast()) {
            vectors(slots, block.getWidth(), "lastGamma", "lastBeta");
        }
        return slots;
    }

    private static void vectors(List<Slot> slots, int width, String... names) {
        for (String name : names) {
            slots.add(new Slot(name, 1, width));
        }
    }

    private static void matrix(List<Slot> slots, EncoderBlock block, String name, int rows, int columns) {
        if (block.getRank() == 0) {
            slots.add(new Slot(name, rows, columns));
        } else {
            slots.add(new Slot(name + DOWN, block.getRank(), columns));
            slots.add(new Slot(name + UP, rows, block.getRank()));
        }
        slots.add(new Slot(name + "Bias", 1, rows));
    }

    /** The layer in the file that the block names, which must be on this machine. */
    static PretrainedLayer pretrained(EncoderBlock block) {
        return EncoderStore.ofUser().load(new EncoderModel(block.getEncoder(), block.getSha256(), block.getWidth()))
                .layer(block.getNumber());
    }

    @Override
    public long numParams(NeuralNetConfiguration conf) {
        return numParams(conf.getLayer());
    }

    @Override
    public long numParams(Layer layer) {
        return slots((EncoderBlock) layer).stream().mapToLong(Slot::size).sum();
    }

    @Override
    public List<String> paramKeys(Layer layer) {
        return slots((EncoderBlock) layer).stream().map(Slot::name).toList();
    }

    @Override
    public List<String> weightKeys(Layer layer) {
        return slots((EncoderBlock) layer).stream().filter(Slot::matrix).map(Slot::name).toList();
    }

    @Override
    public List<String> biasKeys(Layer layer) {
        return slots((EncoderBlock) layer).stream().filter(slot -> !slot.matrix()).map(Slot::name).toList();
    }

    @Override
    public boolean isWeightParam(Layer layer, String key) {
        return weightKeys(layer).contains(key);
    }

    @Override
    public boolean isBiasParam(Layer layer, String key) {
        return biasKeys(layer).contains(key);
    }

    @Override
    public Map<String, INDArray> init(NeuralNetConfiguration conf, INDArray view, boolean initialize) {
        EncoderBlock block = (EncoderBlock) conf.getLayer();
        Map<String, INDArray> parameters = views(block, view);
        parameters.keySet().forEach(conf::addVariable);
        if (initialize) {
            PretrainedLayer known = pretrained(block);
            Random random = new Random(31 * conf.getSeed() + block.getNumber());
            parameters.forEach((name, values) -> values.assign(Nd4j.createFromArray(first(name, known, values, random))
                    .reshape('c', values.shape())));
        }
        return parameters;
    }

    /** Narrow matrices begin with a product of zero. */
    private static float[] first(String name, PretrainedLayer known, INDArray values, Random random) {
        float[] pretrained = known.values().get(name);
        if (pretrained != null) {
            return pretrained;
        }
        float[] drawn = new float[(int) values.length()];
        for (int i = 0; i < drawn.length && name.endsWith(DOWN); i++) {
            drawn[i] = (float) (random.nextGaussian() / Math.sqrt(values.size(1)));
        }
        return drawn;
    }

    @Override
    public Map<String, INDArray> getGradientsFromFlattened(NeuralNetConfiguration conf, INDArray view) {
        return views((EncoderBlock) conf.getLayer(), view);
    }

    private static Map<String, INDArray> views(EncoderBlock block, INDArray view) {
        INDArray flat = view.reshape(view.length());
        Map<String, INDArray> views = new LinkedHashMap<>();
        long from = 0;
        for (Slot slot : slots(block)) {
            views.put(slot.name(), flat.get(NDArrayIndex.interval(from, from + slot.size())).reshape('c', slot.rows(), slot.columns()));
            from += slot.size();
        }
        return views;
    }
}
