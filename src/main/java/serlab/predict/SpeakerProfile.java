package serlab.predict;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import serlab.ContentHash;
import serlab.InvalidInputException;
import serlab.Mappers;
import serlab.feature.Scaler;
import serlab.model.ModelBundle;
import serlab.model.SpeakerAdaptation;

/**
 * What one model has to know of one speaker: statistics of the features and what is made of the answers. It holds no
 * recording, and nothing that one could be made from.
 *
 * @param name        letters, digits, - and _, at most 60
 * @param model       name of the model
 * @param fingerprint SHA-256 of what the model has learned
 * @param recordings  how many it was made of
 * @param seconds     their length together
 * @param labeled     how many of them were labeled
 * @param adaptation  of the answers
 * @param scalers     settings of what standardizes the features, one per member of a transductive model; else none
 */
public record SpeakerProfile(String name, String model, String fingerprint, int recordings, double seconds, int labeled,
                             SpeakerAdaptation adaptation, List<Map<String, Object>> scalers) {
    private static final double ENOUGH_SECONDS = 30;

    public SpeakerProfile {
        scalers = List.copyOf(scalers);
        requireName(name);
    }

    /**
     * Made of what a model heard in a speaker's recordings.
     *
     * @param name    of the speaker
     * @param heard   at least one answer
     * @param seconds length of the recordings together
     * @param scalers what standardizes the features, where that is fitted to the speaker
     */
    public static SpeakerProfile of(String name, ModelBundle model, Enrollment heard, double seconds,
                                    List<Map<String, Object>> scalers) {
        return new SpeakerProfile(name, model.name(), fingerprint(model), heard.truth().length, seconds, heard.labeled(),
                heard.adaptation(), scalers);
    }

    /** What to do for a profile of more worth, with what was measured; empty where it is made of enough. */
    public Optional<String> advice() {
        return labeled > 0 || seconds >= ENOUGH_SECONDS ? Optional.empty() : Optional.of(String.format(Locale.ROOT, "%.0f s of speech are "
                + "little to know a voice by: on RAVDESS with the speech encoder 5 s were worth 1.5 points of UAR, which may be chance, and "
                + "%.0f s 4.0 (docs/trust.md); record half a minute or more, in mixed emotions", seconds, ENOUGH_SECONDS));
    }

    /** What a model has learned, as a number that no other has. */
    public static String fingerprint(ModelBundle model) {
        ByteArrayOutputStream learned = new ByteArrayOutputStream();
        for (ModelBundle member : model.members()) {
            try {
                learned.writeBytes(member.weights().archive());
            } catch (IOException e) {
                throw new UncheckedIOException("the model cannot be written: " + e.getMessage(), e);
            }
        }
        return ContentHash.of(learned.toByteArray());
    }

    /**
     * The model as it hears this speaker.
     *
     * @throws InvalidInputException if the profile was made with another one
     */
    public ModelBundle of(ModelBundle asked) {
        return of(asked, fingerprint(asked));
    }

    /** As {@link #of(ModelBundle)}, of a model whose {@link #fingerprint(ModelBundle)} is known. */
    public ModelBundle of(ModelBundle asked, String print) {
        if (!print.equals(fingerprint)) {
            throw new InvalidInputException("the profile of '" + name + "' was made with model '" + model + "', which is not this "
                    + "one ('" + asked.name() + "'); enroll the speaker again with this model (./ser enroll " + name
                    + " FOLDER --replace --model MODEL; a name has one profile), or name that one by --model");
        }
        return scalers.isEmpty() ? asked : asked.standardizedBy(scalers.stream().map(Scaler::of).toList());
    }

    /** An answer to a recording of this speaker; silence and the like stay as they are, and so does a timeline. */
    public Prediction adapted(Prediction answer) {
        float[][] none = new float[0][];
        return Prediction.adjusted(List.of(answer), said -> said.length == 0 ? none
                : new float[][] {adaptation.apply(said[0])}).get(0).noting(List.of(String.format(Locale.ROOT,
                "heard as a recording of %s, by %d others (%.0f s, %s)", name, recordings, seconds,
                labeled == 0 ? "no labels" : labeled + " labeled")));
    }

    /** As a file keeps it. */
    byte[] json() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("name", name);
        all.put("model", model);
        all.put("fingerprint", fingerprint);
        all.put("recordings", recordings);
        all.put("seconds", seconds);
        all.put("labeled", labeled);
        all.put("weights", adaptation.weights());
        all.put("bias", adaptation.bias());
        all.put("scalers", scalers);
        try {
            return Mappers.JSON.writeValueAsBytes(all);
        } catch (IOException e) {
            throw new UncheckedIOException("the profile cannot be written: " + e.getMessage(), e);
        }
    }

    /**
     * Reads what {@link #json} gave.
     *
     * @throws IOException if it is damaged
     */
    static SpeakerProfile of(byte[] file) throws IOException {
        try {
            JsonNode all = Mappers.BOUNDED_JSON.readTree(file);
            return new SpeakerProfile(all.path("name").asText(), all.path("model").asText(), all.path("fingerprint").asText(),
                    all.path("recordings").asInt(), all.path("seconds").asDouble(), all.path("labeled").asInt(),
                    new SpeakerAdaptation(Mappers.BOUNDED_JSON.convertValue(all.path("weights"), double[][].class),
                            Mappers.BOUNDED_JSON.convertValue(all.path("bias"), double[].class)),
                    StreamSupport.stream(all.path("scalers").spliterator(), false).map(SpeakerProfile::settings).toList());
        } catch (RuntimeException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @SuppressWarnings("unchecked") // an object of JSON has text as keys
    private static Map<String, Object> settings(JsonNode scaler) {
        return Mappers.BOUNDED_JSON.convertValue(scaler, Map.class);
    }

    /** @throws InvalidInputException if {@code name} cannot be a speaker's */
    public static void requireName(String name) {
        if (!name.matches("[\\p{L}\\p{N}][\\p{L}\\p{N}_-]{0,59}")) {
            throw new InvalidInputException("'" + name + "' is no name of a speaker; expected letters, digits, - and _, such as ann");
        }
    }
}
