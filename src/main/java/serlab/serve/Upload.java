package serlab.serve;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content;

/**
 * A form with one recording.
 *
 * @param name  what the sender calls the file; shown and nothing else
 * @param bytes its content
 * @param model which model is asked; empty for the usual one
 * @param views whether pictures of the recording are wanted
 */
record Upload(String name, byte[] bytes, String model, boolean views) {
    private static final int LONGEST_NAME = 120;
    private static final int PARTS = 8;
    private static final int PART_HEADER_BYTES = 4096;

    /**
     * Reads a multipart form, in memory alone.
     *
     * @throws RequestException if it is none, or holds no recording
     */
    static Upload of(String contentType, byte[] body) {
        String boundary = contentType == null || !contentType.toLowerCase(Locale.ROOT)
                .startsWith("multipart/form-data") ? null : MultiPart.extractBoundary(contentType);
        if (boundary == null) {
            throw new RequestException(415, "expected a form of type multipart/form-data with a part named file");
        }
        MultiPartFormData.Parser parser = new MultiPartFormData.Parser(boundary);
        parser.setMaxParts(PARTS);
        parser.setPartHeadersMaxLength(PART_HEADER_BYTES);
        parser.setMaxLength(-1);
        parser.setMaxMemoryFileSize(-1);
        parser.setUseFilesForPartsWithoutFileName(false);
        try (MultiPartFormData.Parts parts = parser.parse(Content.Source.from(ByteBuffer.wrap(body))).join()) {
            MultiPart.Part file = parts.getFirst("file");
            if (file == null) {
                throw new RequestException(400, "the form has no part named file; send the recording under that name");
            }
            return new Upload(plain(file.getFileName()), bytes(file), text(parts, "model"),
                    text(parts, "views").equals("true"));
        } catch (CompletionException | IOException | IllegalStateException e) {
            throw new RequestException(400, "the form is cut off or damaged; send it again");
        }
    }

    private static byte[] bytes(MultiPart.Part part) throws IOException {
        ByteBuffer content = Content.Source.asByteBuffer(part.getContentSource());
        byte[] bytes = new byte[content.remaining()];
        content.get(bytes);
        return bytes;
    }

    private static String text(MultiPartFormData.Parts parts, String name) {
        MultiPart.Part part = parts.getFirst(name);
        return part == null ? "" : part.getContentAsString(StandardCharsets.UTF_8);
    }

    /** A name of one short line. */
    static String plain(String name) {
        if (name == null || name.isBlank()) {
            return "recording";
        }
        String line = name.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]", " ").strip();
        return line.length() <= LONGEST_NAME ? line : line.substring(0, LONGEST_NAME) + "…";
    }
}
