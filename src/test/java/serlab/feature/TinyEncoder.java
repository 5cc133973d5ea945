package serlab.feature;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A small encoder with weights by chance, the same that {@code golden/encoder/encoder_golden.py} makes, as CTranslate2's file. */
public final class TinyEncoder {
    public static final int WIDTH = 128;
    public static final int DEPTH = 2;
    public static final int POSITIONS = 50;
    private static final int BANDS = 80;
    private static final int WIDE = 512;
    private static final int FLOAT32 = 0;
    private static final int FLOAT16 = 4;

    private final Map<String, Variable> variables = new LinkedHashMap<>();
    private long state = 23;
    private String kind = "WhisperSpec";

    private record Variable(int[] sides, float[] values, int type) {
    }

    private TinyEncoder(int type) {
        add("conv1/weight", 1 / 16f, 0, type, WIDTH, BANDS, 3);
        add("conv1/bias", 1 / 4f, 0, type, WIDTH);
        add("conv2/weight", 1 / 16f, 0, type, WIDTH, WIDTH, 3);
        add("conv2/bias", 1 / 4f, 0, type, WIDTH);
        add("position_encodings/encodings", 1, 0, type, POSITIONS, WIDTH);
        for (int i = 0; i < DEPTH; i++) {
            block("layer_" + i + "/self_attention/", 3 * WIDTH, WIDTH, type);
            block("layer_" + i + "/ffn/", WIDE, WIDE, type);
        }
        add("layer_norm/gamma", 1 / 2f, 1, type, WIDTH);
        add("layer_norm/beta", 1 / 4f, 0, type, WIDTH);
    }

    /** In single precision. */
    public static TinyEncoder float32() {
        return new TinyEncoder(FLOAT32);
    }

    /** In half precision, which holds its weights exactly. */
    public static TinyEncoder float16() {
        return new TinyEncoder(FLOAT16);
    }

    /** As of another architecture. */
    public TinyEncoder calling(String otherKind) {
        kind = otherKind;
        return this;
    }

    /** With another type of numbers, such as 1 for int8, in one variable; the values are cut short. */
    public TinyEncoder typed(String name, int type) {
        Variable before = variables.get("encoder/" + name);
        variables.put("encoder/" + name, new Variable(before.sides(), before.values(), type));
        return this;
    }

    /** With one variable made of zeros of other sides. */
    public TinyEncoder shaped(String name, int... sides) {
        int values = 1;
        for (int side : sides) {
            values *= side;
        }
        variables.put("encoder/" + name, new Variable(sides, new float[values], FLOAT32));
        return this;
    }

    /** Without a variable. */
    public TinyEncoder without(String name) {
        variables.remove("encoder/" + name);
        return this;
    }

    /** With one value replaced. */
    public TinyEncoder with(String name, int index, float value) {
        variables.get("encoder/" + name).values()[index] = value;
        return this;
    }

    private void block(String name, int inner, int outer, int type) {
        add(name + "layer_norm/gamma", 1 / 2f, 1, type, WIDTH);
        add(name + "layer_norm/beta", 1 / 4f, 0, type, WIDTH);
        add(name + "linear_0/weight", 1 / 4f, 0, type, inner, WIDTH);
        add(name + "linear_0/bias", 1 / 4f, 0, type, inner);
        add(name + "linear_1/weight", 1 / 8f, 0, type, WIDTH, outer);
        add(name + "linear_1/bias", 1 / 4f, 0, type, WIDTH);
    }

    private void add(String name, float factor, float summand, int type, int... sides) {
        int count = 1;
        for (int side : sides) {
            count *= side;
        }
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            state = (state * 1664525 + 1013904223) & 0xffffffffL;
            values[i] = ((state >> 22) / 512f - 1) * factor + summand;
        }
        variables.put("encoder/" + name, new Variable(sides, values, type));
    }

    /** The file. */
    public byte[] bytes() {
        ByteBuffer out = ByteBuffer.allocate(1 << 22).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(6);
        text(out, kind);
        out.putInt(3).putInt(variables.size());
        variables.forEach((name, variable) -> {
            text(out, name);
            out.put((byte) variable.sides().length);
            for (int side : variable.sides()) {
                out.putInt(side);
            }
            int bytes = variable.type() == FLOAT32 ? 4 : variable.type() == FLOAT16 ? 2 : 1;
            out.put((byte) variable.type()).putInt(bytes * variable.values().length);
            for (float value : variable.values()) {
                if (variable.type() == FLOAT32) {
                    out.putFloat(value);
                } else if (variable.type() == FLOAT16) {
                    out.putShort(half(value));
                } else {
                    out.put((byte) value);
                }
            }
        });
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }

    /** Writes the file. */
    public Path write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        return Files.write(file, bytes());
    }

    private static void text(ByteBuffer out, String text) {
        out.putShort((short) (text.length() + 1)).put(text.getBytes(StandardCharsets.UTF_8)).put((byte) 0);
    }

    /** Of a value that half precision holds exactly, and is neither tiny nor huge. */
    private static short half(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = bits >>> 16 & 0x8000;
        return (short) (value == 0 ? sign : sign | ((bits & 0x7fffffff) >> 13) - (112 << 10));
    }
}
