package serlab.feature.onnx;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import serlab.InvalidInputException;
import serlab.part.Declaration;
import serlab.part.Option;

/** What an ONNX file takes. Lengths are in samples of a waveform, in frames of what is computed of it. */
public record OnnxInput(
        @Option(value = "none", quiet = true,
                choices = {"none", "wav2vec2", "hubert", "wavlm", "whisper", "emotion2vec", "audeering", "moonshine"},
                meaning = "the kind of encoder, from which what is not given is taken")
        String preset,
        @Option(value = "16000", min = 1000, max = 192_000, unit = "Hz", meaning = "samples per second that it takes")
        int sampleRate,
        @Option(value = "waveform", meaning = "what it hears: samples, Whisper's log-mel spectrogram, or the feature in of")
        OnnxSignal signal,
        @Option(value = "80", min = 1, max = 1024, meaning = "mel bands, for log-mel") int bands,
        @Option(value = "false", meaning = "whether a recording is brought to mean 0 and variance 1 first") boolean normalize,
        @Option(value = "1", quiet = true, meaning = "factor of what goes in") double scale,
        @Option(value = "0", quiet = true, meaning = "summand of what goes in, after the factor") double offset,
        @Option(value = AUTO, meaning = "name of the input; auto takes the first one of type float") String input,
        @Option(value = "bands-frames", quiet = true, meaning = "which side of the input comes first") OnnxAxes axes,
        @Option(value = "30", above = 0, max = 3600, unit = "s",
                meaning = "longer recordings are cut into parts of equal length, where the file takes any length")
        double longest,
        @Option(value = "0", min = 0, max = 100_000_000,
                meaning = "length that it takes at once, the end filled with zeros; 0 for any")
        int window,
        @Option(value = "0", min = 0, max = 100_000_000, quiet = true, meaning = "from one window to the next; 0 for a window")
        int step,
        @Option(value = "0", min = 0, max = 100_000, quiet = true,
                meaning = "length of what was before a window that is given with it, zeros at the beginning")
        int context,
        @Option(value = "[]", least = 0, quiet = true,
                meaning = "further inputs that a window gets from an output of the one before, as input=output")
        List<String> state,
        @Option(value = "[]", least = 0, quiet = true,
                meaning = "further inputs with the number that they are filled with, as name=1")
        List<String> constants) {
    /** Takes the first input or output of floating point numbers. */
    static final String AUTO = "auto";

    public OnnxInput {
        Declaration.check(OnnxInput.class, preset, sampleRate, signal, bands, normalize, scale, offset, input, axes, longest, window,
                step, context, state, constants);
        state = List.copyOf(state);
        constants = List.copyOf(constants);
        if (window == 0 && (step > 0 || context > 0 || !state.isEmpty())) {
            throw new InvalidInputException("window is 0, so the file takes a recording at once; expected a window where step, "
                    + "context or state is set");
        }
        if (step > window) {
            throw new InvalidInputException("step " + step + " is longer than the window, " + window
                    + "; what is between would be lost");
        }
        if (signal == OnnxSignal.LOG_MEL && (sampleRate != 16_000 || context > 0)) {
            throw new InvalidInputException("signal is 'log-mel', which is of 16000 Hz and without context; expected another "
                    + "signal for others, such as {signal: feature, of: {type: log-mel}}");
        }
        pairs(state, "state");
        pairs(constants, "constants").forEach((name, value) -> number(name, value));
    }

    private static Map<String, String> pairs(List<String> texts, String key) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String text : texts) {
            int at = text.indexOf('=');
            if (at < 1 || at == text.length() - 1) {
                throw new InvalidInputException(key + " " + texts + ": expected a name, = and " + (key.equals("state")
                        ? "the name of an output" : "a number") + " each");
            }
            pairs.put(text.substring(0, at).strip(), text.substring(at + 1).strip());
        }
        return pairs;
    }

    private static float number(String name, String value) {
        try {
            return Float.parseFloat(value);
        } catch (NumberFormatException e) {
            throw new InvalidInputException("constants " + name + "=" + value + ": expected a number behind =", e);
        }
    }

    /** Inputs by the outputs that they get. */
    Map<String, String> states() {
        return pairs(state, "state");
    }

    /** Inputs and the numbers that they are filled with. */
    Map<String, Float> numbers() {
        Map<String, Float> numbers = new LinkedHashMap<>();
        pairs(constants, "constants").forEach((name, value) -> numbers.put(name, number(name, value)));
        return numbers;
    }

    /** From one window to the next. */
    int hop() {
        return step > 0 ? step : window;
    }
}
