package serlab.serve;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import serlab.InvalidInputException;
import serlab.predict.Predictor;
import serlab.predict.SpeakerProfile;
import serlab.predict.live.LiveModel;
import serlab.predict.live.LiveSettings;
import serlab.predict.live.LiveStream;

/**
 * Desk of live sound: sessions that take blocks and give answers. A few at a time, each with some seconds of sound in memory
 * and nothing on disk; one that hears nothing for a while ends.
 */
final class LiveDesk {
    /** Sessions at a time. */
    static final int MOST = 8;
    /** A session that hears nothing for so long ends. */
    static final int IDLE_SECONDS = 30;
    /** The longest block. */
    static final int BLOCK_SECONDS = 10;
    private static final int LOWEST_RATE = 8_000;
    private static final int HIGHEST_RATE = 192_000;
    private static final double FULL_SCALE = 32_768;

    private final ModelShelf models;
    private final SpeakerDesk speakers;
    private final LongSupplier clock;
    private final Map<String, LiveSession> sessions = new ConcurrentHashMap<>();
    private final Set<String> warm = ConcurrentHashMap.newKeySet();

    /** @param clock nanoseconds */
    LiveDesk(ModelShelf models, SpeakerDesk speakers, LongSupplier clock) {
        this.models = models;
        this.speakers = speakers;
        this.clock = clock;
    }

    /**
     * Begins a session: {@code {"rate": 48000, "model": …, "speaker": …, "coverage": 0.9}}, of which the rate alone is
     * needed.
     *
     * @throws RequestException if something is not as expected, or there are as many sessions as may be
     */
    Map<String, Object> start(JsonNode body) {
        ModelShelf.Shelved shelved = models.get(new Fields(body).text("model"));
        JsonNode rate = body.path("rate");
        if (!rate.isInt() || rate.asInt() < LOWEST_RATE || rate.asInt() > HIGHEST_RATE) {
            throw new Fields(body).wrong("", "rate", "no sampling rate", "a whole number of Hz from " + LOWEST_RATE + " to " + HIGHEST_RATE);
        }
        LiveModel model = model(shelved, body);
        if (warm.add(shelved.id())) {
            model.warmUp();
        }
        LiveSettings settings = LiveSettings.usual();
        String id = UUID.randomUUID().toString();
        synchronized (sessions) {
            look();
            if (sessions.size() >= MOST) {
                throw RequestException.busy(ErrorCode.TOO_MANY_SESSIONS, "there are " + MOST + " live sessions already, as many as may be; try again "
                        + "in a few seconds");
            }
            sessions.put(id, new LiveSession(new LiveStream(model, settings, rate.asInt(), clock), clock.getAsLong()));
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("session", id);
        answer.put("every_samples", Math.round(settings.everySeconds() * rate.asInt()));
        answer.put("window_seconds", model.windowSeconds());
        answer.put("idle_seconds", IDLE_SECONDS);
        answer.put("labels", model.labels());
        answer.put("model", shelved.id());
        answer.putAll(shelved.predictor().facts().fields());
        return answer;
    }

    private LiveModel model(ModelShelf.Shelved shelved, JsonNode body) {
        String speaker = new Fields(body).text("speaker");
        OptionalDouble coverage = new Fields(body).number("coverage", "a share such as 0.9");
        if (!speaker.isEmpty() && coverage.isPresent()) {
            throw new RequestException(ErrorCode.CONFLICTING_FIELDS, "a coverage is promised of answers as they are; leave coverage or speaker out");
        }
        try {
            if (speaker.isEmpty()) {
                return new LiveModel(new Wishes(false, coverage).of(shelved.predictor()), Optional.empty());
            }
            SpeakerProfile profile = speakers.find(speaker);
            Predictor predictor = speakers.predictor(profile, shelved);
            return new LiveModel(predictor, Optional.of(profile));
        } catch (InvalidInputException e) {
            throw new RequestException(ErrorCode.UNSUITABLE_MODEL, e.getMessage());
        }
    }

    /**
     * Hears a block: {@code {"session": …, "at": 12000, "sound": …}}, {@code at} the sample that it begins with, {@code
     * sound} in base64 signed 16-bit samples of one channel, the low byte first.
     *
     * @throws RequestException if there is no such session, or the block is not as expected
     */
    Map<String, Object> sound(JsonNode body) {
        LiveSession session = find(body);
        JsonNode at = body.path("at");
        if (!at.isIntegralNumber() || !at.canConvertToLong() || at.asLong() < 0) {
            throw new Fields(body).wrong("", "at", "no number of a sample", "a whole number, 0 for the first");
        }
        return session.hear(at.asLong(), samples(body, session.sampleRate()), clock.getAsLong());
    }

    private static float[] samples(JsonNode body, int rate) {
        JsonNode sound = body.path("sound");
        byte[] bytes;
        try {
            bytes = sound.isTextual() ? sound.binaryValue() : new byte[1];
        } catch (IOException e) {
            bytes = new byte[1];
        }
        if (bytes.length % 2 != 0 || bytes.length / 2 > BLOCK_SECONDS * rate) {
            throw new Fields(body).wrong("", "sound", "not as expected", "signed 16-bit samples, the low byte first, in base64, of at most "
                    + BLOCK_SECONDS + " s");
        }
        float[] samples = new float[bytes.length / 2];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) ((short) (bytes[2 * i] & 0xff | bytes[2 * i + 1] << 8) / FULL_SCALE);
        }
        return samples;
    }

    /** Ends the session of {@code {"session": …}} and sums up. */
    Map<String, Object> stop(JsonNode body) {
        LiveSession session = find(body);
        sessions.remove(body.path("session").asText());
        return session.summary();
    }

    private LiveSession find(JsonNode body) {
        LiveSession session = sessions.get(new Fields(body).needed("session", "the one that /api/live/start gave"));
        if (session == null) {
            throw new RequestException(ErrorCode.SESSION_NOT_FOUND, "there is no such live session here; one that hears nothing for " + IDLE_SECONDS
                    + " s ends, and POST /api/live/start begins another");
        }
        return session;
    }

    /** Ends what has heard nothing for long; to be called every second or so. */
    void look() {
        long now = clock.getAsLong();
        sessions.values().removeIf(session -> now - session.used() > TimeUnit.SECONDS.toNanos(IDLE_SECONDS));
    }
}
