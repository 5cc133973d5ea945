package serlab.feature;

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
import serlab.feature.encoder.Precision;
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
        @Option(value = "float32", meaning = "what the encoder multiplies; int8 takes half the time and needs a processor with VNNI")
        Precision precision,
        @Options FixedLength length) implements LayeredFeature {
    private static final int SHOWN_DIGITS = 12;
    private static final int HOP = WhisperMel.HOP * EncoderShape.STRIDE;

    public EncoderSpec {
        Declaration.check(EncoderSpec.class, model, layers, pool, precision, length);
        layers = List.copyOf(layers);
        if (!layers.equals(layers.stream().distinct().sorted().toList())) {
            throw new InvalidInputException("layers " + layers + ": expected at least one, rising, such as [1, 2, 3, 4]");
        }
        Optional<EncoderShape> shape = EncoderStore.ofUser().shapeOf(model.name());
        if (shape.isPresent() && layers.get(layers.size() - 1) > shape.get().depth()) {
            throw new InvalidInputException("layers " + layers + ": encoder " + model.name() + " has the layers 0 (what enters the "
                    + "first) to " + shape.get().depth());
        }
        pool.requireNoFrames(length);
    }

    /** The encoders that a feature needs, itself or what it is computed of. */
    public static List<EncoderModel> encoders(FeatureSpec feature) {
        return named(feature.settings()).distinct().toList();
    }

    private static Stream<EncoderModel> named(Object settings) {
        return sections(settings).filter(map -> "encoder".equals(map.get("type"))).map(map -> new EncoderModel(
                String.valueOf(map.get("model")), String.valueOf(map.get("sha256")), ((Number) map.get("width")).intValue()));
    }

    /** The pretrained encoders that a feature is computed by, ONNX files too, in words: model, precision, start of the SHA-256. */
    public static List<String> described(FeatureSpec feature) {
        return sections(feature.settings()).flatMap(map -> switch (String.valueOf(map.get("type"))) {
            case "encoder" -> Stream.of(named(map, "model") + " in " + map.get("precision") + start(map));
            case "onnx" -> Stream.of("the ONNX file " + named(map, "file") + start(map));
            default -> Stream.empty();
        }).distinct().toList();
    }

    /** A name; of a path the file and the folder that it is in, since no more of it concerns a reader elsewhere. */
    private static String named(Map<?, ?> section, String key) {
        return String.valueOf(section.get(key)).replaceFirst(".*[/\\\\]([^/\\\\]+[/\\\\][^/\\\\]+)$", "$1");
    }

    private static String start(Map<?, ?> section) {
        String sha256 = String.valueOf(section.get("sha256"));
        return " (SHA-256 " + sha256.substring(0, Math.min(SHOWN_DIGITS, sha256.length())) + "…)";
    }

    /** All sections of settings, the inner ones first. */
    private static Stream<Map<?, ?>> sections(Object settings) {
        if (settings instanceof Map<?, ?> map) {
            return Stream.concat(map.values().stream().flatMap(EncoderSpec::sections), Stream.of(map));
        }
        return settings instanceof List<?> list ? list.stream().flatMap(EncoderSpec::sections) : Stream.empty();
    }

    private static Object allLayers(Given before) {
        int depth = EncoderStore.ofUser().shapeOf(before.get("model", EncoderModel.class).name()).map(EncoderShape::depth)
                .orElseThrow(() -> new InvalidInputException("features.layers is missing; expected numbers of layers, such as "
                        + "[1, 2, 3, 4]"));
        return IntStream.rangeClosed(1, depth).boxed().toList();
    }

    @Override
    public List<String> layerNames() {
        return layers.stream().map(layer -> "layer_" + layer).toList();
    }

    @Override
    public int bandsOfLayer() {
        return model.width();
    }

    @Override
    public FrameGrid grid() {
        return new FrameGrid(WhisperMel.SAMPLE_RATE, HOP, 0);
    }

    /** What the file holds decides, not what it is called or where it lies. */
    @Override
    public String id() {
        return "encoder-" + Settings.word(precision) + "-" + model.sha256() + "-layers" + layers + pooledId();
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
        SpeechEncoder encoder = EncoderStore.ofUser().load(model, precision);
        requireFitting(encoder.shape());
        float[] samples = analysis.samples(grid());
        EqualParts parts = parts(encoder.shape(), samples.length);
        EncoderPooling pooling = new EncoderPooling(layers.size(), model.width(), pool);
        for (int part = 0; part < parts.count(); part++) {
            float[][] mel = WhisperMel.of(samples, parts.bound(part), parts.bound(part + 1), encoder.shape().bands());
            encoder.encode(mel, layers.get(layers.size() - 1), (layer, positions, values) -> {
                int index = layers.indexOf(layer);
                if (index >= 0) {
                    pooling.add(index, positions, values);
                }
            });
        }
        return pooling.result();
    }

    private static EqualParts parts(EncoderShape shape, int samples) {
        return new EqualParts(samples, shape.melFrames() * WhisperMel.HOP, HOP);
    }

    @Override
    public Optional<String> cutting(double seconds) {
        return EncoderStore.ofUser().shapeOf(model).flatMap(shape -> parts(shape, (int) Math.ceil(seconds * WhisperMel.SAMPLE_RATE))
                .told(WhisperMel.SAMPLE_RATE, "encoder " + model.name() + " has positions for"));
    }

    private void requireFitting(EncoderShape shape) {
        if (shape.width() != model.width() || layers.get(layers.size() - 1) > shape.depth()) {
            throw new InvalidInputException("encoder " + model.name() + " has width " + shape.width() + " and " + shape.depth()
                    + " layers; these settings are of width " + model.width() + " with the layers " + layers);
        }
    }
}
