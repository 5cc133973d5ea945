package serlab.model.head;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An array as NumPy's {@code .npy} format holds it, version 1.0: little-endian float32, C order. */
public final class NumbersFile {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final int ALIGNMENT = 64;
    private static final Pattern HEADER = Pattern.compile(
            "\\{'descr': '<f4', 'fortran_order': False, 'shape': \\(((?:\\d{1,9},? ?){1,4})\\), \\} *\\n");

    private NumbersFile() {
    }

    /** The array as bytes. */
    public static byte[] bytes(Numbers numbers) {
        String shape = Arrays.stream(numbers.shape()).mapToObj(side -> side + ",").collect(Collectors.joining(" "));
        if (numbers.shape().length > 1) {
            shape = shape.substring(0, shape.length() - 1);
        }
        StringBuilder header = new StringBuilder("{'descr': '<f4', 'fortran_order': False, 'shape': (" + shape + "), }");
        while ((MAGIC.length + Short.BYTES + header.length() + 1) % ALIGNMENT != 0) {
            header.append(' ');
        }
        byte[] text = header.append('\n').toString().getBytes(StandardCharsets.US_ASCII);
        ByteBuffer bytes = ByteBuffer.allocate(Math.addExact(MAGIC.length + Short.BYTES + text.length,
                Math.multiplyExact(numbers.values().length, Float.BYTES))).order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC).putShort((short) text.length).put(text);
        bytes.asFloatBuffer().put(numbers.values());
        return bytes.array();
    }

    /**
     * Reads what {@link #bytes} wrote.
     *
     * @throws IOException if it is something else, or holds a value that is not finite
     */
    public static Numbers read(byte[] content, String name) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        int start = MAGIC.length + Short.BYTES;
        if (content.length < start || !Arrays.equals(MAGIC, Arrays.copyOf(content, MAGIC.length))) {
            throw new IOException(name + " is no array");
        }
        int length = bytes.getShort(MAGIC.length) & 0xFFFF;
        if (content.length < start + length) {
            throw new IOException(name + " ends too early");
        }
        Matcher header = HEADER.matcher(new String(content, start, length, StandardCharsets.US_ASCII));
        if (!header.matches()) {
            throw new IOException(name + " is no array of float32 numbers in C order");
        }
        int[] shape = Arrays.stream(header.group(1).split("[, ]+")).mapToInt(Integer::parseInt).toArray();
        float[] values = new float[(content.length - start - length) / Float.BYTES];
        bytes.position(start + length);
        bytes.asFloatBuffer().get(values);
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new IOException(name + " holds " + value + ", which is no finite number");
            }
        }
        try {
            return new Numbers(values, shape);
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw new IOException(name + ": " + e.getMessage(), e);
        }
    }

    /** The array of that name; a missing one is an {@link IllegalArgumentException}. */
    static Numbers of(Map<String, Numbers> numbers, String name) {
        Numbers found = numbers.get(name);
        if (found == null) {
            throw new IllegalArgumentException("the array '" + name + "' is missing");
        }
        return found;
    }
}
