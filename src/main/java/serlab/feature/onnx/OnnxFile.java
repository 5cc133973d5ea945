package serlab.feature.onnx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import serlab.ContentHash;
import serlab.IoReason;
import serlab.feature.encoder.EncoderStore;
import serlab.feature.encoder.EncoderUnavailableException;

/**
 * An ONNX file and the files of weights beside it that it names. Only what tells of them is read.
 *
 * <p>Source: {@code onnx/onnx.proto} of ONNX 1.23: a graph (field 7 of a model) has tensors (5) and nodes (1), whose attributes
 * (5) hold tensors (5, 10) and graphs (6, 11); a tensor names the file, offset and length of its values in field 13.
 *
 * @param path     the file
 * @param external files of weights, in the order in which they are named
 */
record OnnxFile(Path path, List<Path> external) {
    private static final String ADVICE = "expected an ONNX file, as torch.onnx.export and Optimum write them, or an .ort file of ONNX Runtime";
    private static final String LFS = "version https://git-lfs";
    /** Of a file in ONNX Runtime's own format ({@code .ort}), and where it stands. */
    private static final String RUNTIME = "ORTM";
    private static final int RUNTIME_AT = 4;
    private static final int MOST_DEPTH = 32;
    private static final int GRAPH = 7;
    private static final int TENSOR_FILE = 13;
    /** Fields of messages that lead to tensors, by the kind of message. */
    private static final Map<Kind, Map<Integer, Kind>> INSIDE = Map.of(
            Kind.MODEL, Map.of(GRAPH, Kind.GRAPH),
            Kind.GRAPH, Map.of(1, Kind.NODE, 5, Kind.TENSOR),
            Kind.NODE, Map.of(5, Kind.ATTRIBUTE),
            Kind.ATTRIBUTE, Map.of(5, Kind.TENSOR, 6, Kind.GRAPH, 10, Kind.TENSOR, 11, Kind.GRAPH),
            Kind.TENSOR, Map.of());

    private enum Kind {
        MODEL, GRAPH, NODE, ATTRIBUTE, TENSOR
    }

    /**
     * Looks into a file.
     *
     * @throws EncoderUnavailableException if it is no ONNX file, is cut off, or lacks its weights
     */
    static OnnxFile read(Path path) {
        Map<String, Long> named = new LinkedHashMap<>();
        try (FileChannel channel = FileChannel.open(path)) {
            if (channel.size() > Integer.MAX_VALUE) {
                throw new EncoderUnavailableException("'" + path + "' has more than 2 GB, and so is no ONNX file: larger weights "
                        + "lie beside it; " + ADVICE);
            }
            ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()).order(ByteOrder.LITTLE_ENDIAN);
            if (isOfRuntime(bytes)) {
                return new OnnxFile(path, List.of());
            }
            new OnnxFile(path, List.of()).requireBeginning(bytes);
            if (!new OnnxFile(path, List.of()).walk(bytes, Kind.MODEL, 0, named)) {
                throw new EncoderUnavailableException("'" + path + "' holds no graph; " + ADVICE);
            }
        } catch (IOException e) {
            throw unreadable(path, e);
        }
        List<Path> external = new ArrayList<>();
        named.forEach((location, bytes) -> external.add(beside(path, location, bytes)));
        return new OnnxFile(path, List.copyOf(external));
    }

    /** Whether it is in ONNX Runtime's own format, which holds all weights and which ONNX Runtime checks itself. */
    private static boolean isOfRuntime(ByteBuffer bytes) {
        byte[] mark = RUNTIME.getBytes(StandardCharsets.US_ASCII);
        return bytes.remaining() >= RUNTIME_AT + mark.length
                && bytes.slice(RUNTIME_AT, mark.length).equals(ByteBuffer.wrap(mark));
    }

    private void requireBeginning(ByteBuffer bytes) {
        byte[] first = new byte[Math.min(bytes.remaining(), LFS.length())];
        bytes.get(0, first);
        if (new String(first, StandardCharsets.UTF_8).equals(LFS)) {
            throw new EncoderUnavailableException("'" + path
                    + "' is a pointer of Git LFS in place of the file; git lfs pull gets it");
        }
        // the version of the format, a small number, or another field of a model
        if (first.length < 2 || (first[0] & 7) > 2 || first[0] >> 3 < 1 || first[0] >> 3 > 25) {
            throw new EncoderUnavailableException("'" + path + "' is no ONNX file; " + ADVICE);
        }
    }

    /** Goes through a message; says whether it holds a graph. */
    private boolean walk(ByteBuffer bytes, Kind kind, int depth, Map<String, Long> named) {
        boolean graph = false;
        Map<String, String> place = new LinkedHashMap<>();
        while (bytes.hasRemaining()) {
            long tag = varint(bytes);
            int field = (int) (tag >>> 3);
            switch ((int) (tag & 7)) {
                case 0 -> varint(bytes);
                case 1 -> skip(bytes, Long.BYTES);
                case 5 -> skip(bytes, Integer.BYTES);
                case 2 -> {
                    ByteBuffer inner = part(bytes, varint(bytes));
                    Kind next = INSIDE.get(kind).get(field);
                    if (next != null && depth < MOST_DEPTH) {
                        walk(inner, next, depth + 1, named);
                    } else if (kind == Kind.TENSOR && field == TENSOR_FILE) {
                        entry(inner, place);
                    }
                    graph |= kind == Kind.MODEL && field == GRAPH;
                }
                default -> throw new EncoderUnavailableException("'" + path + "' is no ONNX file, or damaged; " + ADVICE);
            }
        }
        if (place.containsKey("location")) {
            named.merge(place.get("location"), number(place, "offset") + number(place, "length"), Math::max);
        }
        return graph;
    }

    private long number(Map<String, String> place, String key) {
        try {
            return Long.parseLong(place.getOrDefault(key, "0"));
        } catch (NumberFormatException e) {
            throw new EncoderUnavailableException("'" + path + "' is damaged: weights at " + key + " '" + place.get(key)
                    + "'", e);
        }
    }

    private void entry(ByteBuffer bytes, Map<String, String> place) {
        String[] texts = {"", ""};
        while (bytes.hasRemaining()) {
            int field = (int) (varint(bytes) >>> 3);
            ByteBuffer text = part(bytes, varint(bytes));
            if (field == 1 || field == 2) {
                texts[field - 1] = StandardCharsets.UTF_8.decode(text).toString();
            }
        }
        place.put(texts[0], texts[1]);
    }

    private long varint(ByteBuffer bytes) {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            if (!bytes.hasRemaining()) {
                throw cutOff();
            }
            byte next = bytes.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new EncoderUnavailableException("'" + path + "' is no ONNX file, or damaged; " + ADVICE);
    }

    private ByteBuffer part(ByteBuffer bytes, long length) {
        if (length < 0 || length > bytes.remaining()) {
            throw cutOff();
        }
        ByteBuffer part = bytes.slice(bytes.position(), (int) length);
        bytes.position(bytes.position() + (int) length);
        return part;
    }

    private void skip(ByteBuffer bytes, int length) {
        part(bytes, length);
    }

    private EncoderUnavailableException cutOff() {
        return new EncoderUnavailableException("ONNX file '" + path
                + "' is cut off: it ends within what it announces; get it again");
    }

    /** A file of weights, which may only lie in the file's folder or below it. */
    private static Path beside(Path path, String location, long bytes) {
        Path folder = path.toAbsolutePath().normalize().getParent();
        Path file = folder.resolve(location).normalize();
        if (!file.startsWith(folder) || file.equals(folder)) {
            throw new EncoderUnavailableException("ONNX file '" + path + "' names weights in '" + location
                    + "'; only files beside it are read");
        }
        if (!Files.isRegularFile(file)) {
            throw new EncoderUnavailableException("ONNX file '" + path + "' has its weights in '" + location
                    + "', which is not there: put it beside the file, under that name");
        }
        try {
            if (Files.size(file) < bytes) {
                throw new EncoderUnavailableException("weights '" + file + "' of ONNX file '" + path + "' are cut off: "
                        + Files.size(file) + " bytes, and " + bytes + " are needed; get them again");
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        return file;
    }

    /** The file's hash, or one of all hashes where weights lie in files of their own. */
    String sha256() {
        String own = EncoderStore.hash(path);
        return external.isEmpty() ? own
                : ContentHash.of(Stream.concat(Stream.of(own), external.stream().map(EncoderStore::hash)).toList());
    }

    private static EncoderUnavailableException unreadable(Path file, IOException e) {
        return new EncoderUnavailableException("ONNX file '" + file + "' cannot be read: " + IoReason.of(e), e);
    }
}
