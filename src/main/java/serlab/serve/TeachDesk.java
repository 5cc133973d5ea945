package serlab.serve;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import serlab.InvalidInputException;
import serlab.audio.Waveform;
import serlab.audio.ffmpeg.SoundBlocks;
import serlab.audio.file.AudioDecoder;
import serlab.audio.file.AudioLimits;
import serlab.feature.ClipCheck;
import serlab.lab.Workspace;
import serlab.predict.FoundModel;

/** Desk where a model is taught classes of the visitor's own, one lesson at a time, where visitors may do so. */
final class TeachDesk implements AutoCloseable {
    private static final int MOST_CLASSES = 20;
    private static final int MOST_CLIPS = 400;
    private static final int CLIP_SECONDS = 60;
    private static final int IDLE_MINUTES = 30;
    /** A lesson that collects clips gives way to another once nothing has come for so long. */
    static final int BUSY_MINUTES = 5;
    private static final String NAMES = "[\\p{L}\\p{N}][\\p{L}\\p{N} _-]{0,39}";

    private final Optional<Workspace> workspace;
    private final ModelShelf models;
    private final SoundBlocks.Opener foreign;
    private final LongSupplier clock;
    private Lesson lesson;
    private String id = "";
    private Path target;
    private long used;

    /**
     * @param workspace gets the models; empty where visitors may teach nothing
     * @param foreign   opens recordings that FFmpeg decodes
     * @param clock     nanoseconds
     */
    TeachDesk(Optional<Workspace> workspace, ModelShelf models, SoundBlocks.Opener foreign, LongSupplier clock) {
        this.workspace = workspace;
        this.models = models;
        this.foreign = foreign;
        this.clock = clock;
    }

    /** What {@code GET /api/teach} answers. */
    Map<String, Object> about() {
        return Map.of("enabled", workspace.isPresent());
    }

    private Workspace workspace() {
        return workspace.orElseThrow(() -> new RequestException(ErrorCode.NOT_ENABLED, "models are taught on this machine alone; use ./ser "
                + "teach on the "
                + "server's machine"));
    }

    /**
     * Begins a lesson: {@code {"name": "my voices", "lesson": …}}, {@code lesson} one that is given up for it, if there is
     * one. Another one that collects clips is given up once nothing has come for some minutes.
     */
    synchronized Map<String, Object> start(JsonNode body) {
        Workspace kept = workspace();
        String name = new Fields(body).needed("name", "that of the model, such as my voices");
        String own = new Fields(body).text("lesson");
        if (!name.matches(NAMES)) {
            throw new RequestException(ErrorCode.INVALID_FIELD, "name is no name of a model; expected letters, digits, spaces, - and _, at most "
                    + "40, such as "
                    + "my voices");
        }
        Path folder = kept.taught(name);
        if (Files.exists(folder)) {
            throw new RequestException(ErrorCode.MODEL_EXISTS, "a model of that name was taught already; choose another name");
        }
        if (lesson != null && lesson.state() == Lesson.State.LEARNING) {
            throw new RequestException(ErrorCode.LESSON_IN_PROGRESS, "another model is being taught; wait until it has learned");
        }
        if (lesson != null && lesson.state() == Lesson.State.COLLECTING && !id.equals(own)
                && clock.getAsLong() - used < TimeUnit.MINUTES.toNanos(BUSY_MINUTES)) {
            throw new RequestException(ErrorCode.LESSON_IN_PROGRESS, "another lesson collects recordings; wait until it has learned, or nothing has "
                    + "come for " + BUSY_MINUTES + " minutes");
        }
        end();
        lesson = new Lesson(name);
        target = folder;
        id = UUID.randomUUID().toString();
        used = clock.getAsLong();
        return Map.of("lesson", id);
    }

    private synchronized Lesson find(JsonNode body) {
        workspace();
        String asked = new Fields(body).needed("lesson", "the one that /api/teach/start gave");
        if (lesson == null || !id.equals(asked)) {
            throw new RequestException(ErrorCode.LESSON_NOT_FOUND, "there is no such lesson; it was given up for another, or nothing came for "
                    + IDLE_MINUTES
                    + " minutes: begin anew");
        }
        used = clock.getAsLong();
        return lesson;
    }

    /**
     * Takes a clip: {@code {"lesson": …, "label": "bored", "file": "a.wav", "sound": …}}, {@code sound} a recording in
     * base64.
     */
    Map<String, Object> clip(JsonNode body) {
        Lesson taught = find(body);
        String label = new Fields(body).needed("label", "the class of the recording, such as bored");
        if (!label.matches(NAMES)) {
            throw new RequestException(ErrorCode.INVALID_FIELD, "label is no name of a class; expected letters, digits, spaces, - and _, at "
                    + "most 40, such as "
                    + "bored");
        }
        requireCollecting(taught);
        Map<String, Integer> clips = taught.clips();
        int all = clips.values().stream().mapToInt(Integer::intValue).sum();
        if (all >= MOST_CLIPS || !clips.containsKey(label) && clips.size() >= MOST_CLASSES) {
            throw new RequestException(ErrorCode.LIMIT_EXCEEDED, "a lesson has at most " + MOST_CLIPS + " clips of " + MOST_CLASSES
                    + " classes; use ./ser teach "
                    + "for more");
        }
        taught.add(label, sound(body));
        return taught.told();
    }

    private static void requireCollecting(Lesson taught) {
        if (taught.state() != Lesson.State.COLLECTING) {
            throw new RequestException(ErrorCode.LESSON_CLOSED, "the lesson " + switch (taught.state()) {
                case LEARNED -> "has learned";
                case FAILED -> "has failed";
                default -> "learns already";
            } + "; begin another for more clips");
        }
    }

    private Waveform sound(JsonNode body) {
        String file = Upload.plain(new Fields(body).text("file"));
        new Fields(body).needed("sound", "the content of a recording in base64");
        try {
            byte[] bytes = body.get("sound").binaryValue();
            Waveform sound = AudioDecoder.decode(bytes, file, AudioLimits.ofSeconds(CLIP_SECONDS), foreign);
            return ClipCheck.usable(sound, file);
        } catch (IOException e) {
            throw new RequestException(ErrorCode.INVALID_FIELD, "sound is no base64; expected the content of a recording");
        }
    }

    /** Has the lesson learned: {@code {"lesson": …}}; {@link #state} tells how it goes. */
    synchronized Map<String, Object> learn(JsonNode body) {
        Lesson taught = find(body);
        requireCollecting(taught);
        if (taught.clips().isEmpty()) {
            throw new RequestException(ErrorCode.LESSON_INCOMPLETE, "the lesson has no clips yet; expected five of each class at least, better ten");
        }
        try {
            taught.learn(workspace(), target, model -> {
                String place = workspace().named(target);
                models.add(new FoundModel(place, model));
                return place;
            });
        } catch (InvalidInputException e) {
            throw new RequestException(ErrorCode.LESSON_INCOMPLETE, e.getMessage());
        }
        return taught.told();
    }

    /** How {@code {"lesson": …}} goes: {@code state}, {@code clips}, {@code progress}, and at the end the {@code result}. */
    Map<String, Object> state(JsonNode body) {
        return new LinkedHashMap<>(find(body).told());
    }

    /** Gives up what has not been touched for long; to be called every second or so. */
    synchronized void look() {
        if (lesson != null && lesson.state() != Lesson.State.LEARNING
                && clock.getAsLong() - used > TimeUnit.MINUTES.toNanos(IDLE_MINUTES)) {
            end();
        }
    }

    private void end() {
        if (lesson != null) {
            lesson.close();
            lesson = null;
        }
    }

    @Override
    public synchronized void close() {
        end();
    }
}
