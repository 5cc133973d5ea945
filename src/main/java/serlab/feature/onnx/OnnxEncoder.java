package serlab.feature.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import serlab.InvalidInputException;
import serlab.feature.encoder.EncoderUnavailableException;
import serlab.feature.encoder.WhisperMel;

/** An ONNX file that is run over recordings as settings say: what goes in, window by window, and which outputs are taken. */
public final class OnnxEncoder {
    /** As the feature extractors of Hugging Face have it. */
    private static final double LEAST_VARIANCE = 1e-7;
    private static final double TONE = 0.05;

    private final OnnxSession session;
    private final OnnxInput input;
    private final String main;
    private final List<String> outputs;
    private final Map<String, String> states;
    private final Map<String, Float> constants;

    private OnnxEncoder(OnnxSession session, OnnxInput input, OnnxOutput output) {
        this.session = session;
        this.input = input;
        main = session.input(input.input());
        outputs = output.names(session);
        states = input.states();
        constants = input.numbers();
        states.values().forEach(session::output);
        Set<String> given = new HashSet<>(states.keySet());
        given.addAll(constants.keySet());
        given.forEach(session::input);
        given.add(main);
        for (String one : session.inputs()) {
            if (!given.contains(one)) {
                throw new EncoderUnavailableException("nothing is given to input '" + one
                        + "'; name it in constants or state: " + session.contents());
            }
        }
    }

    /**
     * The encoder of a file.
     *
     * @throws EncoderUnavailableException if the file is not there, is no ONNX file or another one, or has no such inputs or outputs
     */
    public static OnnxEncoder of(OnnxModel model, OnnxInput input, OnnxOutput output) {
        return new OnnxEncoder(OnnxStore.load(model), input, output);
    }

    /**
     * What an encoder gives.
     *
     * @param width numbers per position
     * @param hop   from one position to the next, in samples or in frames of a feature
     */
    public record Sizes(int width, int hop) {
    }

    /** Takes outputs. */
    @FunctionalInterface
    public interface Sink {
        /**
         * @param layer  which of the outputs
         * @param count  positions
         * @param values {@code [count][width]} row by row, perhaps with more behind them
         */
        void accept(int layer, int count, float[] values);
    }

    /**
     * What the file gives, found by running it.
     *
     * @param bands     rows of what it hears
     * @param perSecond columns per second
     * @throws EncoderUnavailableException if outputs differ in width
     * @throws InvalidInputException       if it does not take what settings give it
     */
    public Sizes sizes(int bands, int perSecond) {
        int[] lengths = input.window() > 0 ? new int[] {input.window() * unit()} : new int[] {perSecond, 2 * perSecond};
        int[] positions = new int[lengths.length];
        Set<Integer> widths = new LinkedHashSet<>();
        for (int i = 0; i < lengths.length; i++) {
            int at = i;
            float[][] tone = new float[bands][lengths[i]];
            Arrays.stream(tone).forEach(row -> IntStream.range(0, row.length)
                    .forEach(t -> row[t] = (float) (TONE * Math.sin(0.1 * t))));
            Map<String, OnnxValues> results = session.run(given(tone, Map.of()), new LinkedHashSet<>(outputs));
            results.values().forEach(numbers -> {
                widths.add(numbers.width());
                positions[at] = numbers.positions();
            });
        }
        if (widths.size() != 1 || widths.contains(0) || positions[0] < 1) {
            throw new EncoderUnavailableException("the outputs " + outputs + " are of width " + widths
                    + "; expected one width and at least one position: " + session.contents());
        }
        return new Sizes(widths.iterator().next(), hop(lengths, positions));
    }

    private int hop(int[] lengths, int[] positions) {
        if (lengths.length == 1) {
            return Math.max(1, (positions[0] == 1 ? input.hop() : input.window() / positions[0]) * unit());
        }
        int more = positions[1] - positions[0];
        return more > 0 ? Math.max(1, Math.round((float) (lengths[1] - lengths[0]) / more))
                : (int) Math.min(Integer.MAX_VALUE / 2, Math.max(1, input.longest() * lengths[0]));
    }

    /** Samples or frames of a feature that windows are counted in. */
    private int unit() {
        return input.signal() == OnnxSignal.LOG_MEL ? WhisperMel.HOP : 1;
    }

    /** A recording brought to mean 0 and variance 1, if it is to be. */
    public float[] normalized(float[] samples) {
        if (!input.normalize()) {
            return samples;
        }
        double mean = IntStream.range(0, samples.length).mapToDouble(i -> samples[i]).average().orElse(0);
        double variance = IntStream.range(0, samples.length).mapToDouble(i -> (samples[i] - mean) * (samples[i] - mean)).average()
                .orElse(0);
        float[] normalized = new float[samples.length];
        for (int i = 0; i < samples.length; i++) {
            normalized[i] = (float) ((samples[i] - mean) / Math.sqrt(variance + LEAST_VARIANCE));
        }
        return normalized;
    }

    /**
     * Runs the file over a recording, or over a part of one if it takes any length.
     *
     * @param heard {@code [bands][columns]}: one band of samples, or a feature
     * @throws InvalidInputException if the file does not take it, such as for being too short
     */
    public void encode(float[][] heard, Sink sink) {
        int columns = heard[0].length;
        if (input.window() == 0) {
            take(session.run(given(heard, Map.of()), wanted()), 1, sink);
            return;
        }
        int window = input.window() * unit();
        int hop = input.hop() * unit();
        Map<String, OnnxValues> carried = new HashMap<>();
        for (int from = 0; from == 0 || (hop == window ? from < columns : from + window <= columns); from += hop) {
            float[][] part = cut(heard, from - input.context() * unit(), from + window);
            Map<String, OnnxValues> results = session.run(given(part, carried), wanted());
            states.forEach((name, output) -> carried.put(name, results.get(output)));
            take(results, Math.min(1, (columns - from) / (double) window), sink);
        }
    }

    private Set<String> wanted() {
        Set<String> wanted = new LinkedHashSet<>(outputs);
        wanted.addAll(states.values());
        return wanted;
    }

    private void take(Map<String, OnnxValues> results, double share, Sink sink) {
        for (int i = 0; i < outputs.size(); i++) {
            OnnxValues numbers = results.get(outputs.get(i));
            sink.accept(i, (int) Math.ceil(numbers.positions() * share), numbers.values());
        }
    }

    /** The columns from one to another, zeros where there are none. */
    private static float[][] cut(float[][] heard, int from, int to) {
        float[][] part = new float[heard.length][to - from];
        int first = Math.max(0, from);
        for (int band = 0; band < heard.length; band++) {
            System.arraycopy(heard[band], first, part[band], first - from, Math.min(to, heard[band].length) - first);
        }
        return part;
    }

    private Map<String, OnnxValues> given(float[][] heard, Map<String, OnnxValues> carried) {
        float[][] rows = heard;
        boolean bandsFirst = input.axes() == OnnxAxes.BANDS_FRAMES;
        if (input.signal() == OnnxSignal.LOG_MEL) {
            rows = WhisperMel.of(heard[0], 0, heard[0].length, input.bands());
            bandsFirst = !bandsFirst;
        }
        float[][] matrix = bandsFirst ? rows : transposed(rows);
        Map<String, OnnxValues> given = new LinkedHashMap<>();
        OnnxValues first = new OnnxValues(sides(matrix), scaled(matrix));
        given.put(main, first);
        states.keySet().forEach(name -> given.put(name, carried.containsKey(name) ? carried.get(name)
                : filled(name, 0, first.sides())));
        constants.forEach((name, value) -> given.put(name, filled(name, value, first.sides())));
        return given;
    }

    private static float[][] transposed(float[][] rows) {
        float[][] columns = new float[rows[0].length][rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                columns[j][i] = rows[i][j];
            }
        }
        return columns;
    }

    private float[] scaled(float[][] matrix) {
        float[] values = new float[matrix.length * matrix[0].length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (matrix[i / matrix[0].length][i % matrix[0].length] * input.scale() + input.offset());
        }
        return values;
    }

    /** The input's sides with those of the matrix in place of the last that are not fixed at 1. */
    private long[] sides(float[][] matrix) {
        long[] declared = session.sides(main);
        long[] data = input.signal() == OnnxSignal.WAVEFORM ? new long[] {matrix[0].length}
                : new long[] {matrix.length, matrix[0].length};
        long[] sides = new long[Math.max(declared.length, data.length)];
        Arrays.fill(sides, 1);
        int next = data.length - 1;
        for (int i = sides.length - 1; i >= 0 && next >= 0; i--) {
            if (i >= declared.length || declared[i] != 1 || i <= next) {
                sides[i] = data[next--];
            }
        }
        boolean fits = sides.length == declared.length;
        for (int i = 0; i < declared.length && fits; i++) {
            fits = declared[i] < 0 || declared[i] == sides[i];
        }
        if (!fits) {
            throw new EncoderUnavailableException("the input '" + main + "' would be given "
                    + Arrays.toString(sides) + ", which it does not take; set signal, bands, axes or window: " + session.contents());
        }
        return sides;
    }

    /** An input full of one number; sides that may be any are as long as those of that name of the main input, or else 1. */
    private OnnxValues filled(String name, float value, long[] ofMain) {
        long[] sides = session.sides(name).clone();
        List<String> known = new ArrayList<>(Arrays.asList(session.names(main)));
        int count = 1;
        for (int i = 0; i < sides.length; i++) {
            String called = session.names(name)[i];
            int same = called.isEmpty() ? -1 : known.indexOf(called);
            sides[i] = sides[i] >= 0 ? sides[i] : same >= 0 ? ofMain[same] : 1;
            count *= Math.toIntExact(sides[i]);
        }
        float[] values = new float[count];
        Arrays.fill(values, value);
        return new OnnxValues(sides, values);
    }
}
