package serlab.feature;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import serlab.InvalidInputException;
import serlab.feature.dsp.FrameGrid;
import serlab.feature.dsp.SignalAnalysis;
import serlab.feature.encoder.EncoderUnavailableException;
import serlab.feature.encoder.WhisperMel;
import serlab.feature.onnx.OnnxDescription;
import serlab.feature.onnx.OnnxEncoder;
import serlab.feature.onnx.OnnxInput;
import serlab.feature.onnx.OnnxModel;
import serlab.feature.onnx.OnnxOutput;
import serlab.feature.onnx.OnnxSignal;
import serlab.part.Declaration;
import serlab.part.Given;
import serlab.part.Option;
import serlab.part.Options;
import serlab.part.Part;

/**
 * Outputs of an ONNX file, such as those of a pretrained encoder: {@code [outputs * width][positions]}, or their mean and standard
 * deviation over time as one column, all means before all deviations. What the file takes and gives stands in the settings, in a
 * YAML file beside it, or is that of a known kind of encoder (preset).
 *
 * <p>ONNX Runtime runs it, alone and on one thread for each recording. One that is longer than {@code longest} is cut into parts of
 * equal length; a file with a window of its own is run window by window.
 */
@Part(name = "onnx", does = "outputs of an ONNX file, such as those of a pretrained encoder", sets = "frames: 200",
        described = "described")
public record OnnxSpec(
        @Options OnnxModel model,
        @Options OnnxInput input,
        @Option(value = "mel-spectrogram", quiet = true, meaning = "the feature that it hears, where signal is feature")
        FeatureSpec of,
        @Options OnnxOutput output,
        @Option(value = "that of the output", computed = "widthOf", min = 1, max = 1_000_000, meaning = "numbers per position")
        int width,
        @Option(value = "that of the output", computed = "hopOf", min = 1, unit = "samples",
                meaning = "from one position to the next")
        int hopLength,
        @Option(value = "mean-deviation", meaning = "what becomes of the positions of a clip") EncoderPool pool,
        @Options FixedLength length) implements LayeredFeature {
    private static final String TYPE = "onnx";

    public OnnxSpec {
        Declaration.check(OnnxSpec.class, model, input, of, output, width, hopLength, pool, length);
        pool.requireNoFrames(length);
        if (input.signal() == OnnxSignal.FEATURE && !of.ofRecordings()) {
            throw new InvalidInputException("of is '" + of.type()
                    + "', which is not computed of recordings; expected another feature");
        }
    }

    private static Map<String, Object> described(Map<?, ?> given) {
        return OnnxDescription.completed(given);
    }

    private static Object widthOf(Given before) {
        return sizes(before).width();
    }

    private static Object hopOf(Given before) {
        OnnxInput input = before.get("input", OnnxInput.class);
        return sizes(before).hop() * (input.signal() == OnnxSignal.FEATURE ? before.get("of", FeatureSpec.class).hopLength() : 1);
    }

    private static OnnxEncoder.Sizes sizes(Given before) {
        OnnxInput input = before.get("input", OnnxInput.class);
        FeatureSpec of = before.get("of", FeatureSpec.class);
        OnnxEncoder encoder = OnnxEncoder.of(before.get("model", OnnxModel.class), input, before.get("output", OnnxOutput.class));
        return input.signal() == OnnxSignal.FEATURE ? encoder.sizes(of.bands(), Math.max(1, of.sampleRate() / of.hopLength()))
                : encoder.sizes(1, input.sampleRate());
    }

    /** The ONNX files that a feature needs, itself or what it is computed of. */
    public static List<OnnxModel> models(FeatureSpec feature) {
        return named(feature.settings()).distinct().toList();
    }

    private static Stream<OnnxModel> named(Object settings) {
        if (settings instanceof Map<?, ?> map) {
            Stream<OnnxModel> inside = map.values().stream().flatMap(OnnxSpec::named);
            return !TYPE.equals(map.get("type")) ? inside : Stream.concat(inside,
                    Stream.of(new OnnxModel(String.valueOf(map.get("file")), String.valueOf(map.get("sha256")))));
        }
        return settings instanceof List<?> list ? list.stream().flatMap(OnnxSpec::named) : Stream.empty();
    }

    @Override
    public List<String> layerNames() {
        return output.layers().isEmpty() ? List.of("output") : output.layers().stream().map(layer -> "layer_" + layer).toList();
    }

    @Override
    public int bandsOfLayer() {
        return width;
    }

    private boolean hearsFeature() {
        return input.signal() == OnnxSignal.FEATURE;
    }

    @Override
    public FrameGrid grid() {
        return new FrameGrid(hearsFeature() ? of.sampleRate() : input.sampleRate(), hopLength, 0);
    }

    /** What the file holds decides, not what it is called or where it lies. */
    @Override
    public String id() {
        StringBuilder id = new StringBuilder(TYPE).append('-').append(model.sha256());
        Map<String, Object> settings = new LinkedHashMap<>(Declaration.of(OnnxInput.class).settings(input));
        settings.putAll(Declaration.of(OnnxOutput.class).settings(output));
        settings.remove("preset");
        settings.forEach((key, value) -> id.append('-').append(key).append(value));
        return id + (hearsFeature() ? "-of" + of.id() : "") + pooledId();
    }

    /** Another file has another hash, and other settings may have another width. */
    @Override
    public FeatureSpec with(Map<String, ?> changes) {
        Map<String, Object> settings = new LinkedHashMap<>(settings());
        List<String> pooled = new ArrayList<>(Declaration.of(FixedLength.class).settings(length).keySet());
        pooled.add("pool");
        if (!pooled.containsAll(changes.keySet())) {
            settings.keySet().removeAll(List.of("width", "hopLength"));
        }
        if (changes.containsKey("file") || changes.containsKey("type")) {
            settings.remove("sha256");
        }
        settings.putAll(changes);
        return FeatureSpec.of(settings);
    }

    @Override
    public float[][] full(SignalAnalysis analysis) {
        OnnxEncoder encoder = OnnxEncoder.of(model, input, output);
        float[][] heard = hearsFeature() ? of.full(analysis)
                : new float[][] {encoder.normalized(analysis.samples(new FrameGrid(input.sampleRate(), 1, 0)))};
        EncoderPooling pooling = new EncoderPooling(layerNames().size(), width, pool);
        EqualParts parts = parts(heard[0].length);
        for (int part = 0; part < parts.count(); part++) {
            encoder.encode(parts.cut(heard, part), (layer, count, values) -> pooling.add(layer, count, fitting(values)));
        }
        return pooling.result();
    }

    private float[] fitting(float[] values) {
        if (values.length % width != 0) {
            throw new EncoderUnavailableException("ONNX file '" + model.file() + "' gives " + values.length
                    + " numbers; these settings are of width " + width + ": leave width out to take that of the file");
        }
        return values;
    }

    private double perSecond() {
        return hearsFeature() ? (double) of.sampleRate() / of.hopLength() : input.sampleRate();
    }

    /** All of it, where the file has windows of its own. */
    private EqualParts parts(int columns) {
        int most = input.window() > 0 ? columns : (int) Math.min(columns, Math.max(1, input.longest() * perSecond()));
        return new EqualParts(columns, Math.max(1, most), input.signal() == OnnxSignal.LOG_MEL ? WhisperMel.HOP : 1);
    }

    /** Of windows that the file is to step by nothing is said. */
    @Override
    public Optional<String> cutting(double seconds) {
        int columns = (int) Math.ceil(seconds * perSecond());
        if (input.window() == 0) {
            return parts(columns).told(perSecond(), "longest is set to");
        }
        int window = input.window() * (input.signal() == OnnxSignal.LOG_MEL ? WhisperMel.HOP : 1);
        return input.step() > 0 || window < perSecond() || columns <= window ? Optional.empty()
                : EqualParts.windows(columns / perSecond(), window / perSecond());
    }
}
