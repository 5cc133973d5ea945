package serlab.feature;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import serlab.InvalidInputException;
import serlab.Settings;
import serlab.feature.dsp.FrameGrid;
import serlab.feature.dsp.SignalAnalysis;
import serlab.feature.encoder.EncoderModel;
import serlab.feature.encoder.EncoderShape;
import serlab.feature.encoder.EncoderStore;
import serlab.feature.encoder.SpeechEncoder;
import serlab.feature.encoder.WhisperMel;
import serlab.part.Declaration;
import serlab.part.Given;
import serlab.part.Option;
import serlab.part.Options;
import serlab.part.Part;

/**
 * Outputs of the layers of a pretrained speech encoder, one layer after another: {@code [layers * width][positions]} at 50 positions
 * per second, or their mean and standard deviation over time as one column, all means before all deviations.
 *
 * <p>A recording runs through the encoder alone and unpadded. One that is longer than the encoder's positions (30 s) is cut into
 * parts of equal length, which run one by one; what is pooled is pooled over all of them.
 */
@Part(name = "encoder", does = "outputs of the layers of a pretrained speech encoder", sets = "frames: 200")
public record EncoderSpec(
        @Options EncoderModel model,
        @Option(value = "all but 0", computed = "allLayers", min = 0, max = 255,
                meaning = "which outputs: 0 is what enters the first layer, 1 the output of the first layer…; rising")
        List<Integer> layers,
        @Option(value = "mean-deviation", meaning = "what becomes of the positions of a clip") EncoderPool pool,
        @Options FixedLength length) implements FeatureSpec {
    private static final int HOP = WhisperMel.HOP * EncoderShape.STRIDE;
    private static final FixedLength FOUR_SECONDS = new FixedLength(200, Align.START, Padding.ZERO);

    public EncoderSpec {
        Declaration.check(EncoderSpec.class, model, layers, pool, length);
        layers = List.copyOf(layers);
        if (!layers.equals(layers.stream().distinct().sorted().toList())) {
            throw new InvalidInputException("layers " + layers + ": expected at least one, rising, such as [1, 2, 3, 4]");
        }
        Optional<EncoderShape> shape = EncoderStore.ofUser().shapeOf(model.name());
        if (shape.isPresent() && layers.get(layers.size() - 1) > shape.get().depth()) {
            throw new InvalidInputException("layers " + layers + ": encoder " + model.name() + " has the layers 0 (what enters the "
                    + "first) to " + shape.get().depth());
        }
        if (pool != EncoderPool.FRAMES && !length.equals(FOUR_SECONDS)) {
            throw new InvalidInputException("pool is '" + Settings.word(pool) + "', which leaves one column; expected frames where "
                    + "frames, align or padding are set");
        }
    }

    /** The encoders that a feature needs, itself or what it is computed of. */
    public static List<EncoderModel> encoders(FeatureSpec feature) {
        return named(feature.settings()).distinct().toList();
    }

    private static Stream<EncoderModel> named(Object settings) {
        if (settings instanceof Map<?, ?> map) {
            Stream<EncoderModel> inside = map.values().stream().flatMap(EncoderSpec::named);
            return !"encoder".equals(map.get("type")) ? inside : Stream.concat(inside, Stream.of(new EncoderModel(
                    String.valueOf(map.get("model")), String.valueOf(map.get("sha256")), ((Number) map.get("width")).intValue())));
        }
        return settings instanceof List<?> list ? list.stream().flatMap(EncoderSpec::named) : Stream.empty();
    }

    private static Object allLayers(Given before) {
        int depth = EncoderStore.ofUser().shapeOf(before.get("model", EncoderModel.class).name()).map(EncoderShape::depth)
                .orElseThrow(() -> new InvalidInputException("features.layers is missing; expected numbers of layers, such as "
                        + "[1, 2, 3, 4]"));
        return IntStream.rangeClosed(1, depth).boxed().toList();
    }

    @Override
    public int bands() {
        return layers.size() * model.width() * pool.statistics();
    }

    /** Means and deviations of a layer do not stand together. */
    @Override
    public int encoderLayers() {
        return pool.statistics() == 1 ? layers.size() : 1;
    }

    @Override
    public int frames() {
        return pool == EncoderPool.FRAMES ? length.frames() : 1;
    }

    @Override
    public FrameGrid grid() {
        return new FrameGrid(WhisperMel.SAMPLE_RATE, HOP, 0);
    }

    @Override
    public boolean isSequence() {
        return pool == EncoderPool.FRAMES && length.align().keepsTime();
    }

    /** {@code layer_1_0_mean}: the layer, its band, the statistic. */
    @Override
    public List<String> valueNames() {
        List<String> names = new ArrayList<>();
        for (String statistic : pool == EncoderPool.FRAMES ? List.of("") : statistics()) {
            for (int layer : layers) {
                for (int band = 0; band < model.width(); band++) {
                    names.add("layer_" + layer + "_" + band + statistic);
                }
            }
        }
        return names;
    }

    private List<String> statistics() {
        List<String> statistics = new ArrayList<>();
        if (pool.mean()) {
            statistics.add("_mean");
        }
        if (pool.deviation()) {
            statistics.add("_std");
        }
        return statistics;
    }

    /** Outputs of one layer have a unit in common, and so have their deviations. */
    @Override
    public int[] units() {
        return IntStream.range(0, bands()).map(band -> band / model.width()).toArray();
    }

    /** How positions are padded and trimmed is of no meaning where they are pooled. */
    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>(FeatureSpec.super.settings());
        if (pool != EncoderPool.FRAMES) {
            settings.keySet().removeAll(Declaration.of(FixedLength.class).settings(length).keySet());
        }
        return Collections.unmodifiableMap(settings);
    }

    /** What the file holds decides, not what it is called or where it lies. */
    @Override
    public String id() {
        String id = "encoder-" + model.sha256() + "-layers" + layers + "-pool" + Settings.word(pool);
        return (pool == EncoderPool.FRAMES ? id + "-frames" + length.frames() + "-align" + Settings.word(length.align()) + "-padding"
                + Settings.word(length.padding()) : id) + "-v" + FeatureTypes.VERSION;
    }

    /** Another model has another hash and width. */
    @Override
    public FeatureSpec with(Map<String, ?> changes) {
        Map<String, Object> settings = new LinkedHashMap<>(settings());
        if (changes.containsKey("model") || changes.containsKey("type")) {
            settings.keySet().removeAll(List.of("sha256", "width"));
        }
        settings.putAll(changes);
        return FeatureSpec.of(settings);
    }

    @Override
    public float[][] full(SignalAnalysis analysis) {
        SpeechEncoder encoder = EncoderStore.ofUser().load(model);
        requireFitting(encoder.shape());
        float[] samples = analysis.samples(grid());
        int most = encoder.shape().melFrames() * WhisperMel.HOP;
        int parts = Math.max(1, (samples.length + most - 1) / most);
        EncoderPooling pooling = new EncoderPooling(layers.size(), model.width(), pool);
        for (int part = 0; part < parts; part++) {
            float[][] mel = WhisperMel.of(samples, bound(samples, part, parts), bound(samples, part + 1, parts), encoder.shape().bands());
            encoder.encode(mel, layers.get(layers.size() - 1), (layer, positions, values) -> {
                int index = layers.indexOf(layer);
                if (index >= 0) {
                    pooling.add(index, positions, values);
                }
            });
        }
        return pooling.result();
    }

    /** Where a part of the recording begins, on a whole position. */
    private static int bound(float[] samples, int part, int parts) {
        return part == parts ? samples.length : (int) ((long) samples.length * part / parts / HOP * HOP);
    }

    private void requireFitting(EncoderShape shape) {
        if (shape.width() != model.width() || layers.get(layers.size() - 1) > shape.depth()) {
            throw new InvalidInputException("encoder " + model.name() + " has width " + shape.width() + " and " + shape.depth()
                    + " layers; these settings are of width " + model.width() + " with the layers " + layers);
        }
    }

    @Override
    public float[][] fit(float[][] full, int columns) {
        return pool == EncoderPool.FRAMES ? length.fit(full, columns) : Align.START.fit(full, columns, 0);
    }
}
