package serlab.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import serlab.InvalidInputException;

/**
 * Load of uploads on a server at a steady rate, whether earlier ones are answered or not.
 *
 * @param perSecond uploads a second, above 0
 * @param seconds   how long, after a warm-up of a third of that, above 0
 * @param views     whether pictures are asked for, as the web page does
 */
public record ServingLoad(double perSecond, double seconds, boolean views) {
    private static final String BOUNDARY = "----serving";
    private static final int PATIENCE_SECONDS = 120;

    public ServingLoad {
        if (!(perSecond > 0 && perSecond <= 1000) || !(seconds > 0 && seconds <= 3600)) {
            throw new InvalidInputException(perSecond + " uploads a second for " + seconds
                    + " s; expected more than 0 and at most 1000, and more than 0 and at most 3600");
        }
    }

    /**
     * What was measured.
     *
     * @param milliseconds from when an upload was due to its answer, in ascending order
     * @param statuses     how many answers by HTTP status
     * @param processor    milliseconds of processor time of this process per upload: client, and server if it is in here
     */
    public record Measured(double[] milliseconds, Map<Integer, Integer> statuses, double processor) {
        /** The time that a share of the uploads kept to. Rounds up: of ten uploads, the 99th percentile is the slowest. */
        public double quantile(double share) {
            return milliseconds[(int) Math.min(milliseconds.length - 1, Math.ceil(share * milliseconds.length) - 1)];
        }
    }

    /** Sends one recording again and again. */
    public Measured measure(URI server, byte[] recording) {
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest upload = HttpRequest.newBuilder(server.resolve("/api/predict"))
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .timeout(Duration.ofSeconds(PATIENCE_SECONDS))
                .POST(HttpRequest.BodyPublishers.ofByteArray(form(recording))).build();
        send(client, upload, seconds / 3);
        long before = processorNanos();
        List<Sent> sent = send(client, upload, seconds);
        Map<Integer, Integer> statuses = new TreeMap<>();
        sent.forEach(one -> statuses.merge(one.status(), 1, Integer::sum));
        double[] times = sent.stream().mapToDouble(one -> 1e-6 * one.nanos()).sorted().toArray();
        return new Measured(times, statuses, 1e-6 * (processorNanos() - before) / sent.size());
    }

    /** An answer: its status, and how long it took. */
    private record Sent(int status, long nanos) {
    }

    private List<Sent> send(HttpClient client, HttpRequest upload, double duration) {
        long pause = (long) (TimeUnit.SECONDS.toNanos(1) / perSecond);
        int count = (int) Math.max(1, Math.round(duration * perSecond));
        List<CompletableFuture<Sent>> pending = new ArrayList<>();
        long begin = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long due = begin + i * pause;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            pending.add(client.sendAsync(upload, HttpResponse.BodyHandlers.ofByteArray())
                    .thenApply(answer -> new Sent(answer.statusCode(), System.nanoTime() - due)));
        }
        return pending.stream().map(CompletableFuture::join).toList();
    }

    private byte[] form(byte[] recording) {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        form.writeBytes(text(part("views") + "\r\n\r\n" + views + "\r\n" + part("file")
                + "; filename=\"clip.wav\"\r\nContent-Type: audio/wav\r\n\r\n"));
        form.writeBytes(recording);
        form.writeBytes(text("\r\n--" + BOUNDARY + "--\r\n"));
        return form.toByteArray();
    }

    private static String part(String name) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"";
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static long processorNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}
