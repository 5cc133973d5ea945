package serlab.feature.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import serlab.InvalidInputException;
import serlab.feature.encoder.EncoderUnavailableException;

/**
 * An ONNX file as ONNX Runtime runs it: on the thread that calls and no other, so that equal recordings give equal bits. One copy
 * of the weights, outside Java's heap, serves all threads.
 */
final class OnnxSession {
    private final String file;
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final Map<String, NodeInfo> inputs;
    private final Map<String, NodeInfo> outputs;

    private OnnxSession(String file, OnnxSession other) {
        this.file = file;
        environment = other.environment;
        session = other.session;
        inputs = other.inputs;
        outputs = other.outputs;
    }

    private OnnxSession(Path file) throws OrtException {
        this.file = file.toString();
        environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setDeterministicCompute(true);
            // patterns of memory are kept for every length of a clip
            options.setMemoryPatternOptimization(false);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            session = environment.createSession(file.toString(), options);
        }
        inputs = session.getInputInfo();
        outputs = session.getOutputInfo();
    }

    /**
     * Reads a file.
     *
     * @throws EncoderUnavailableException if ONNX Runtime refuses it
     */
    static OnnxSession open(Path file) {
        try {
            return new OnnxSession(file);
        } catch (OrtException e) {
            throw new EncoderUnavailableException("ONNX file '" + file + "' cannot be loaded, it may be cut off or of another kind: "
                    + reason(e), e);
        }
    }

    /** The same, whose messages call the file so. */
    OnnxSession called(String name) {
        return new OnnxSession(name, this);
    }

    /** What ONNX Runtime says, in one line without its codes and the places in its own source. */
    private static String reason(OrtException e) {
        return String.valueOf(e.getMessage()).lines().map(String::strip).filter(line -> !line.isEmpty())
                .collect(Collectors.joining(" ")).replaceAll("^Error code - \\w+ - message: (Load model from .* failed: ?)?", "")
                .replaceAll("[\\w./-]*\\.(cc|h):\\d+ [\\w:~]+(\\([^)]*\\))? *", "");
    }

    /** Its inputs and outputs, for messages. */
    String contents() {
        return "'" + file + "' takes " + listed(inputs) + " and gives " + listed(outputs);
    }

    private static String listed(Map<String, NodeInfo> all) {
        return all.entrySet().stream().map(one -> one.getKey() + " " + described(one.getValue())).collect(Collectors.joining(", "));
    }

    private static String described(NodeInfo info) {
        if (!(info.getInfo() instanceof TensorInfo tensor)) {
            return "(no tensor)";
        }
        StringBuilder sides = new StringBuilder();
        for (int i = 0; i < tensor.getShape().length; i++) {
            sides.append(i == 0 ? "" : ", ").append(tensor.getShape()[i] >= 0 ? String.valueOf(tensor.getShape()[i])
                    : tensor.getDimensionNames()[i].isEmpty() ? "any" : tensor.getDimensionNames()[i]);
        }
        return tensor.type.name().toLowerCase(Locale.ROOT) + " [" + sides + "]";
    }

    /** The name of an input, the first one of floating point numbers where it is not said which. */
    String input(String name) {
        return named(inputs, name, "input");
    }

    /** The name of an output, likewise. */
    String output(String name) {
        return named(outputs, name, "output");
    }

    private String named(Map<String, NodeInfo> all, String name, String what) {
        Optional<String> found = all.entrySet().stream().filter(one -> name.equals(OnnxInput.AUTO) ? isFloat(one.getValue())
                : one.getKey().equals(name)).map(Map.Entry::getKey).findFirst();
        return found.orElseThrow(() -> new EncoderUnavailableException((name.equals(OnnxInput.AUTO) ? "no " + what + " of type float"
                : "no " + what + " '" + name + "'") + ": " + contents()));
    }

    private static boolean isFloat(NodeInfo info) {
        return info.getInfo() instanceof TensorInfo tensor && tensor.type == OnnxJavaType.FLOAT;
    }

    /** The sides of an input or output; -1 where they may be any. */
    long[] sides(String name) {
        NodeInfo info = inputs.getOrDefault(name, outputs.get(name));
        if (info == null || !(info.getInfo() instanceof TensorInfo tensor)) {
            throw new EncoderUnavailableException("no tensor '" + name + "': " + contents());
        }
        return tensor.getShape();
    }

    /** What the file calls the sides of an input; empty where it does not. */
    String[] names(String input) {
        return ((TensorInfo) inputs.get(input).getInfo()).getDimensionNames();
    }

    /** The names of all inputs. */
    Set<String> inputs() {
        return inputs.keySet();
    }

    /**
     * Runs the file once.
     *
     * @param given  numbers by the names of inputs, all of them
     * @param wanted names of outputs
     * @throws InvalidInputException if it does not take them
     */
    Map<String, OnnxValues> run(Map<String, OnnxValues> given, Set<String> wanted) {
        Map<String, OnnxTensor> tensors = new HashMap<>();
        try {
            for (Map.Entry<String, OnnxValues> one : given.entrySet()) {
                tensors.put(one.getKey(), tensor(one.getKey(), one.getValue()));
            }
            Map<String, OnnxValues> results = new LinkedHashMap<>();
            try (OrtSession.Result result = session.run(tensors, wanted)) {
                for (String name : wanted) {
                    results.put(name, numbers(name, (OnnxTensor) result.get(name).orElseThrow()));
                }
            }
            return results;
        } catch (OrtException e) {
            throw new InvalidInputException(contents() + "; ONNX Runtime says: " + reason(e), e);
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
    }

    private OnnxValues numbers(String name, OnnxTensor tensor) {
        FloatBuffer buffer = tensor.getFloatBuffer();
        if (buffer == null) {
            throw new EncoderUnavailableException("the output '" + name + "' is not of type float: " + contents());
        }
        float[] values = new float[buffer.remaining()];
        buffer.get(values);
        return new OnnxValues(tensor.getInfo().getShape(), values);
    }

    private OnnxTensor tensor(String name, OnnxValues numbers) throws OrtException {
        float[] values = numbers.values();
        OnnxJavaType type = ((TensorInfo) inputs.get(name).getInfo()).type;
        switch (type) {
            case FLOAT:
                return OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), numbers.sides());
            case INT64:
                LongBuffer longs = LongBuffer.allocate(values.length);
                for (float value : values) {
                    longs.put((long) value);
                }
                return OnnxTensor.createTensor(environment, longs.flip(), numbers.sides());
            case INT32:
                IntBuffer ints = IntBuffer.allocate(values.length);
                for (float value : values) {
                    ints.put((int) value);
                }
                return OnnxTensor.createTensor(environment, ints.flip(), numbers.sides());
            case BOOL:
                ByteBuffer bytes = ByteBuffer.allocateDirect(values.length);
                for (float value : values) {
                    bytes.put((byte) (value == 0 ? 0 : 1));
                }
                return OnnxTensor.createTensor(environment, bytes.flip(), numbers.sides(), OnnxJavaType.BOOL);
            default:
                throw new EncoderUnavailableException("the input '" + name + "' is of type " + type.name().toLowerCase(Locale.ROOT)
                        + ", which is not given here; export the file in single precision: " + contents());
        }
    }
}
