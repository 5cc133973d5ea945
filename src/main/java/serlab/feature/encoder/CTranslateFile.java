package serlab.feature.encoder;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A file of weights as CTranslate2 writes them ({@code model.bin}). Only its table of contents is read when it is opened.
 *
 * <p>Source: {@code ctranslate2/specs/model_spec.py} and {@code src/models/model.cc} of CTranslate2 4.8: little-endian; a version,
 * the name of the kind of model, its revision, the number of variables; of each its name, rank, sides, type, size in bytes
 * and values.
 */
final class CTranslateFile implements Closeable {
    /** Since version 4 variables say their type. */
    private static final int FIRST_VERSION = 4;
    private static final int LAST_VERSION = 6;
    private static final String KIND = "WhisperSpec";
    private static final int MOST_VARIABLES = 100_000;
    private static final int MOST_SIDES = 8;
    private static final String ADVICE = "expected the model.bin of a Whisper model as CTranslate2 writes it (a folder of "
            + "faster-whisper has one)";

    private final Path path;
    private final FileChannel channel;
    private final Map<String, Variable> variables = new HashMap<>();

    /** The types of values, in the order of their numbers in the file. */
    private enum Type {
        FLOAT32(4), INT8(1), INT16(2), INT32(4), FLOAT16(2), BFLOAT16(2);

        private final int bytes;

        Type(int bytes) {
            this.bytes = bytes;
        }
    }

    private record Variable(int[] sides, Type type, long offset) {
        long values() {
            return Arrays.stream(sides).asLongStream().reduce(1, Math::multiplyExact);
        }

        String shape() {
            return sides.length == 0 ? "a single number" : Arrays.stream(sides).mapToObj(Integer::toString).collect(Collectors.joining(" x "));
        }
    }

    private CTranslateFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Opens a file and reads what it holds.
     *
     * @throws EncoderUnavailableException if it is no such file or ends early
     * @throws IOException           if it cannot be read
     */
    static CTranslateFile open(Path path) throws IOException {
        CTranslateFile file = new CTranslateFile(path, FileChannel.open(path));
        try {
            file.readContents();
            return file;
        } catch (EOFException | ArithmeticException e) {
            file.close();
            throw file.invalid("ends early or is damaged (" + Files.size(path) + " bytes); copy or fetch it again");
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private EncoderUnavailableException invalid(String reason) {
        return new EncoderUnavailableException("encoder '" + path + "' " + reason);
    }

    private void readContents() throws IOException {
        Cursor cursor = new Cursor();
        long version = cursor.number(4);
        String kind = version >= 1 && version < 1000 ? cursor.text() : "";
        if (!kind.matches("\\w+Spec")) {
            throw invalid("is no CTranslate2 file; " + ADVICE);
        }
        if (!kind.equals(KIND)) {
            throw invalid("holds a " + kind + "; " + ADVICE);
        }
        if (version < FIRST_VERSION || version > LAST_VERSION) {
            throw invalid("has the format of version " + version + "; expected " + FIRST_VERSION + " to " + LAST_VERSION
                    + ": convert the model again with ct2-transformers-converter of CTranslate2 4");
        }
        cursor.number(4);
        long count = cursor.number(4);
        if (count > MOST_VARIABLES) {
            throw invalid("is damaged: it claims " + count + " variables; copy or fetch it again");
        }
        for (int i = 0; i < count; i++) {
            readVariable(cursor);
        }
    }

    private void readVariable(Cursor cursor) throws IOException {
        String name = cursor.text();
        int rank = (int) cursor.number(1);
        int[] sides = new int[Math.min(rank, MOST_SIDES)];
        for (int i = 0; i < sides.length; i++) {
            sides[i] = Math.toIntExact(cursor.number(4));
        }
        int type = (int) cursor.number(1);
        long bytes = cursor.number(4);
        if (rank > MOST_SIDES || type >= Type.values().length) {
            throw invalid("is damaged at variable '" + name + "'; copy or fetch it again");
        }
        Variable variable = new Variable(sides, Type.values()[type], cursor.position);
        if (Math.multiplyExact(variable.values(), variable.type().bytes) != bytes) {
            throw invalid("is damaged at variable '" + name + "'; copy or fetch it again");
        }
        cursor.skip(bytes);
        variables.put(name, variable);
    }

    boolean has(String name) {
        return variables.containsKey(name);
    }

    /** The sides of a variable, as many as are expected. */
    int[] sides(String name, int rank) {
        Variable variable = variable(name);
        if (variable.sides().length != rank) {
            throw invalid("has '" + name + "' as " + variable.shape() + "; expected " + rank + " sides");
        }
        return variable.sides().clone();
    }

    private Variable variable(String name) {
        Variable variable = variables.get(name);
        if (variable == null) {
            throw invalid("has no '" + name + "'; " + ADVICE);
        }
        return variable;
    }

    /**
     * The values of a variable, row by row.
     *
     * @param sides what is expected of it
     */
    float[] floats(String name, int... sides) throws IOException {
        Variable variable = variable(name);
        if (!Arrays.equals(sides, variable.sides())) {
            throw invalid("has '" + name + "' as " + variable.shape() + "; expected "
                    + new Variable(sides, variable.type(), 0).shape());
        }
        ByteBuffer bytes = bytes(variable);
        float[] values = new float[Math.toIntExact(variable.values())];
        switch (variable.type()) {
            case FLOAT32 -> bytes.asFloatBuffer().get(values);
            case FLOAT16 -> halves(bytes, values);
            default -> throw invalid("has weights of type " + variable.type().name().toLowerCase(Locale.ROOT)
                    + "; expected float32 or float16: convert the model with --quantization float16");
        }
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw invalid("has a weight in '" + name + "' that is no finite number; copy or fetch it again");
            }
        }
        return values;
    }

    /** A whole number that stands alone. */
    int integer(String name) throws IOException {
        Variable variable = variable(name);
        ByteBuffer bytes = bytes(variable);
        return switch (variable.type()) {
            case INT8 -> bytes.get();
            case INT16 -> bytes.getShort();
            case INT32 -> bytes.getInt();
            default -> throw invalid("has '" + name + "' as another type than a whole number; " + ADVICE);
        };
    }

    private ByteBuffer bytes(Variable variable) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(variable.values() * variable.type().bytes))
                .order(ByteOrder.LITTLE_ENDIAN);
        fill(bytes, variable.offset());
        return bytes.flip();
    }

    private void fill(ByteBuffer bytes, long offset) throws IOException {
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, offset + bytes.position()) < 0) {
                throw new EOFException();
            }
        }
    }

    /** Half precision has 5 bits of exponent, with a bias of 15, and 10 of fraction. */
    private static void halves(ByteBuffer bytes, float[] values) {
        short[] halves = new short[values.length];
        bytes.asShortBuffer().get(halves);
        for (int i = 0; i < values.length; i++) {
            short half = halves[i];
            float size = (half & 0x7c00) == 0x7c00 ? Float.POSITIVE_INFINITY
                    : Float.intBitsToFloat((half & 0x7fff) << 13) * 0x1p112f;
            values[i] = half < 0 ? -size : size;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** A place in the file that moves on as numbers are read. */
    private final class Cursor {
        private static final int AHEAD = 4096;
        private final long size = channel.size();
        private long position;
        private long bufferedFrom;
        private ByteBuffer buffer = ByteBuffer.allocate(0);

        Cursor() throws IOException {
        }

        long number(int bytes) throws IOException {
            long number = 0;
            for (int i = 0; i < bytes; i++) {
                number |= (long) next() << 8 * i;
            }
            return number;
        }

        /** A text with its length before it, which counts the zero that ends it. */
        String text() throws IOException {
            byte[] bytes = new byte[(int) number(2)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) next();
            }
            return new String(bytes, 0, Math.max(0, bytes.length - 1), StandardCharsets.UTF_8);
        }

        void skip(long bytes) throws IOException {
            position += bytes;
            if (position > size) {
                throw new EOFException();
            }
        }

        private int next() throws IOException {
            if (position >= size) {
                throw new EOFException();
            }
            if (position < bufferedFrom || position >= bufferedFrom + buffer.limit()) {
                buffer = ByteBuffer.allocate((int) Math.min(AHEAD, size - position));
                bufferedFrom = position;
                fill(buffer, position);
                buffer.flip();
            }
            return buffer.get((int) (position++ - bufferedFrom)) & 0xff;
        }
    }
}
