package serlab.serve;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Words the errors that Jetty finds before a request is looked at, as all others are worded. */
final class PlainErrors extends ErrorHandler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Exchange.send(answer(response.getStatus()), false, response, callback);
        return true;
    }

    @Override
    public ByteBuffer badMessageError(int status, String reason, HttpFields.Mutable fields) {
        Answer answer = answer(status);
        Exchange.HEADERS.forEach(fields::put);
        fields.put(new HttpField("Content-Type", answer.type()));
        return ByteBuffer.wrap(answer.body());
    }

    private static Answer answer(int status) {
        return new RequestException(status, status < 500 ? "the request cannot be understood"
                : "the server failed; its log says why").answer();
    }
}
