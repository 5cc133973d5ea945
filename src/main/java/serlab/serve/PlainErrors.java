package serlab.serve;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Answers to what Jetty refuses before a request is looked at, in the words of all other errors. */
final class PlainErrors extends ErrorHandler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Exchange.send(reply(response.getStatus()), false, response, callback);
        return true;
    }

    /** Jetty 12.1 still asks here, though it has announced an end of that. */
    @Override
    @SuppressWarnings("removal")
    public ByteBuffer badMessageError(int status, String reason, HttpFields.Mutable fields) {
        Reply reply = reply(status);
        Exchange.HEADERS.forEach(fields::put);
        fields.put(new HttpField("Content-Type", reply.type()));
        return ByteBuffer.wrap(reply.body());
    }

    private static Reply reply(int status) {
        return RequestException.unseen(status).reply();
    }
}
