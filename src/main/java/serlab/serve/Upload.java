package serlab.serve;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content;
import org.slf4j.LoggerFactory;

/**
 * A form with one recording.
 *
 * @param name     what the sender calls the file; shown and nothing else
 * @param bytes    its content
 * @param model    which model is asked; empty for the usual one
 * @param views    whether pictures of the recording are wanted
 * @param wishes   how it shall be answered
 * @param speaker  whose profile is used; empty for nobody's
 * @param speakers how many speak, where that is asked; empty if the sender does not know
 * @param formats  whether turns are wanted in the formats of other programs, too
 */
record Upload(String name, byte[] bytes, String model, boolean views, Wishes wishes, String speaker, OptionalInt speakers,
        boolean formats) {
    private static final int LONGEST_NAME = 120;
    private static final int PARTS = 8;
    /** What a form for /api/predict may hold. */
    static final List<String> OF_PREDICT = List.of("file", "model", "views", "anyway", "coverage", "speaker");
    /** What a form for /api/turns may hold. */
    static final List<String> OF_TURNS = List.of("file", "model", "speakers", "formats");
    private static final String TOO_MANY_PARTS = "too many";
    private static final Pattern BOUNDARY = Pattern.compile("[0-9A-Za-z'()+_,./:=? -]{0,69}[0-9A-Za-z'()+_,./:=?-]");
    private static final int PART_HEADER_BYTES = 4096;

    /**
     * The boundary between a form's parts.
     *
     * @throws RequestException if the content type is not that of a form, or has no boundary as RFC 2046 has it
     */
    static String boundary(String contentType) {
        if (contentType == null || !contentType.split(";", 2)[0].strip().equalsIgnoreCase("multipart/form-data")) {
            throw new RequestException(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "expected a form of type multipart/form-data with a part named file");
        }
        String boundary = null;
        try {
            boundary = MultiPart.extractBoundary(contentType);
        } catch (IllegalArgumentException e) {
            LoggerFactory.getLogger(Upload.class).debug("no boundary", e);
        }
        if (boundary == null || !BOUNDARY.matcher(boundary).matches()) {
            throw new RequestException(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "the content type has no boundary that can be read; "
                    + "expected multipart/form-data; boundary=…, of 1 to 70 characters");
        }
        return boundary;
    }

    /**
     * Reads a multipart form, in memory alone.
     *
     * @param names what it may hold
     * @throws RequestException if it is none, or holds no recording or something else
     */
    @SuppressWarnings("removal") // Jetty 12.1 offers nothing else that gives the parts as one result
    static Upload of(Body body, List<String> names) {
        MultiPartFormData.Parser parser = new MultiPartFormData.Parser(boundary(body.type()));
        parser.setMaxParts(PARTS);
        parser.setPartHeadersMaxLength(PART_HEADER_BYTES);
        parser.setMaxLength(-1);
        parser.setMaxMemoryFileSize(-1);
        parser.setUseFilesForPartsWithoutFileName(false);
        try (MultiPartFormData.Parts parts = parser.parse(Content.Source.from(ByteBuffer.wrap(body.bytes()))).join()) {
            parts.forEach(part -> known(part.getName(), names));
            MultiPart.Part file = parts.getFirst("file");
            if (file == null) {
                throw new RequestException(ErrorCode.MISSING_FIELD, "the form has no part named file; send the recording under that name");
            }
            for (String name : names) {
                if (!name.equals("file") && parts.getAll(name).size() > 1) {
                    throw new RequestException(ErrorCode.CONFLICTING_FIELDS, "the form has more than one part named " + name);
                }
            }
            if (parts.getAll("file").size() > 1) {
                throw new RequestException(ErrorCode.CONFLICTING_FIELDS, "the form has more than one part named file; send one recording at a time");
            }
            return new Upload(plain(file.getFileName()), bytes(file), text(parts, "model"), chosen(parts, "views"),
                    Wishes.of(chosen(parts, "anyway"), text(parts, "coverage")), text(parts, "speaker"),
                    speakers(text(parts, "speakers")), chosen(parts, "formats"));
        } catch (CompletionException | IOException | IllegalArgumentException | IllegalStateException e) {
            throw new RequestException(ErrorCode.MALFORMED_BODY, String.valueOf(e.getMessage()).contains(TOO_MANY_PARTS)
                    ? "the form has more than " + PARTS + " parts; send one recording under the name file"
                    : "the form is cut off or damaged; send it again");
        }
    }

    private static OptionalInt speakers(String text) {
        if (text.isBlank()) {
            return OptionalInt.empty();
        }
        if (!text.strip().matches("[1-9][0-9]{0,3}")) {
            throw new RequestException(ErrorCode.INVALID_FIELD, "the form's part named speakers is no number from 1 to 9999; leave it out if nobody knows");
        }
        return OptionalInt.of(Integer.parseInt(text.strip()));
    }

    private static boolean chosen(MultiPartFormData.Parts parts, String name) {
        String value = text(parts, name);
        if (!value.matches("(true|false)?")) {
            throw new RequestException(ErrorCode.INVALID_FIELD, "the form's part named " + name + " is neither true nor false");
        }
        return value.equals("true");
    }

    private static void known(String name, List<String> names) {
        if (!names.contains(String.valueOf(name))) {
            String taker = OF_TURNS.contains(name) ? ", which /api/turns takes"
                    : OF_PREDICT.contains(name) ? ", which /api/predict takes" : "";
            throw new RequestException(ErrorCode.UNKNOWN_FIELD, "the form has a part named '" + plain(name) + "'" + taker + "; expected "
                    + either(names));
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

    /** Names as one has the choice of them. */
    static String either(List<String> names) {
        return names.size() == 1 ? names.get(0)
                : String.join(", ", names.subList(0, names.size() - 1)) + " or " + names.get(names.size() - 1);
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
