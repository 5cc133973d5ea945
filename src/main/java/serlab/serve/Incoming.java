package serlab.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/** Reads a request's body into memory, never more of it than is allowed, and as JSON. */
final class Incoming {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PART = 1 << 16;
    /** What is read and thrown away of a body that is refused, so that the sender gets to see the answer. */
    private static final long DRAINED = 256L << 20;

    private Incoming() {
    }

    /**
     * The whole body.
     *
     * @param space gives room for it as it comes
     * @throws RequestException if it is larger than {@code limit} or there is no room
     */
    static byte[] body(Request request, int limit, WorkQueue.Space space) throws IOException {
        long stated = request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH);
        InputStream in = Content.Source.asInputStream(request);
        try {
            if (stated > limit) {
                throw tooLarge(limit);
            }
            space.take(Math.max(0, stated));
            ByteArrayOutputStream body = new ByteArrayOutputStream((int) Math.max(PART, stated));
            byte[] part = new byte[PART];
            for (int count = in.read(part); count >= 0; count = in.read(part)) {
                if (body.size() + count > limit) {
                    throw tooLarge(limit);
                }
                if (stated < 0) {
                    space.take(count);
                }
                body.write(part, 0, count);
            }
            return body.toByteArray();
        } catch (RequestException e) {
            drain(in);
            throw e;
        }
    }

    /** @throws RequestException if a body is no JSON object */
    static JsonNode object(byte[] body) {
        try {
            JsonNode root = JSON.readTree(body);
            if (root != null && root.isObject()) {
                return root;
            }
        } catch (IOException e) {
            throw new RequestException(400, "the body is not JSON");
        }
        throw new RequestException(400, "the body is not a JSON object");
    }

    private static RequestException tooLarge(int limit) {
        return new RequestException(413, "the upload is larger than " + (limit >> 20)
                + " MB; cut the recording into parts or send it as FLAC or MP3");
    }

    private static void drain(InputStream in) throws IOException {
        byte[] part = new byte[PART];
        long drained = 0;
        for (int count = in.read(part); count >= 0 && drained < DRAINED; count = in.read(part)) {
            drained += count;
        }
    }
}
