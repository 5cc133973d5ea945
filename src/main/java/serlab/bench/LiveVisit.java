package serlab.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ObjLongConsumer;
import serlab.InvalidInputException;
import serlab.Mappers;
import serlab.audio.Waveform;
import serlab.audio.file.WavEncoder;

/**
 * Visitor of the web server who speaks live: sends what has been said since the block before, as the page does, whenever an
 * answer is due and the one before is there.
 *
 * @param server where the page is
 */
public record LiveVisit(URI server) {
    private static final int HEADER = 44;

    /**
     * Speaks.
     *
     * @param sound what is said, at the speed of speech
     * @param shown takes every answer's {@code update} and the sample at its end, as soon as it is there
     * @return when the first sample was said, by {@link System#nanoTime}
     */
    public long speak(Waveform sound, ObjLongConsumer<JsonNode> shown) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        JsonNode begun = ask(client, "api/live/start", Map.of("rate", sound.sampleRate()));
        String session = begun.get("session").asText();
        int every = begun.get("every_samples").asInt();
        byte[] wav = WavEncoder.encode16(sound);
        int samples = sound.samples().length;
        long start = System.nanoTime();
        for (int from = 0; from + every <= samples;) {
            await(start + TimeUnit.SECONDS.toNanos(from + every) / sound.sampleRate());
            long said = Math.min(samples, (System.nanoTime() - start) * sound.sampleRate() / TimeUnit.SECONDS.toNanos(1));
            int to = (int) (said / every * every);
            byte[] block = Arrays.copyOfRange(wav, HEADER + 2 * from, HEADER + 2 * to);
            JsonNode answer = ask(client, "api/live/sound", Map.of("session", session, "at", from, "sound", block));
            shown.accept(answer.get("update"), to);
            from = to;
        }
        ask(client, "api/live/stop", Map.of("session", session));
        return start;
    }

    private static void await(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private JsonNode ask(HttpClient client, String path, Map<String, ?> body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(path)).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Mappers.JSON.writeValueAsBytes(body))).build();
        HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        JsonNode json = Mappers.JSON.readTree(answer.body());
        if (answer.statusCode() != 200) {
            throw new InvalidInputException("the server refused live sound: " + json.path("error").asText());
        }
        return json;
    }
}
