package serlab.feature;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/**
 * The texts in a PNG file, which Java's reader unpacks whatever their size; no pixel depends on them.
 *
 * <p>Source: W3C, Portable Network Graphics (PNG) Specification, third edition, sections 5.2, 5.3 and 11.3.3.
 */
final class PngText {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final Set<String> TEXTS = Set.of("tEXt", "zTXt", "iTXt");
    /** Length, name and check sum around the content of a chunk. */
    private static final int FRAME = 12;

    private PngText() {
    }

    static boolean isPng(byte[] file) {
        return file.length > SIGNATURE.length
                && Arrays.equals(file, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length);
    }

    /** A PNG file without its texts; behind a damaged chunk everything stays. */
    static byte[] removed(byte[] png) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream(png.length);
        kept.write(png, 0, SIGNATURE.length);
        int at = SIGNATURE.length;
        while (png.length - at >= FRAME) {
            int length = ByteBuffer.wrap(png).getInt(at);
            if (length < 0 || length > png.length - at - FRAME) {
                break;
            }
            if (!TEXTS.contains(new String(png, at + 4, 4, StandardCharsets.ISO_8859_1))) {
                kept.write(png, at, length + FRAME);
            }
            at += length + FRAME;
        }
        kept.write(png, at, png.length - at);
        return kept.toByteArray();
    }
}
