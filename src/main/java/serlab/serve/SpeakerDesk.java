package serlab.serve;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import serlab.InvalidInputException;
import serlab.model.ModelBundle;
import serlab.predict.Enrollment;
import serlab.predict.Prediction;
import serlab.predict.Predictor;
import serlab.predict.SpeakerProfile;
import serlab.predict.SpeakerProfiles;

/**
 * Desk where speakers are enrolled, listed, heard and forgotten. Profiles are files on the disk of the server; an answer tells of
 * one no more than its name, its model and how much speech it was made of.
 */
final class SpeakerDesk {
    private static final int MOST = 1000;
    private static final double LONGEST_SECONDS = 3600;

    private final Optional<SpeakerProfiles> profiles;
    private final ModelShelf models;
    private final Map<String, String> fingerprints = new ConcurrentHashMap<>();

    /** @param profiles empty where nobody is to be enrolled here */
    SpeakerDesk(Optional<SpeakerProfiles> profiles, ModelShelf models) {
        this.profiles = profiles;
        this.models = models;
    }

    private SpeakerProfiles profiles() {
        return profiles.orElseThrow(() -> new RequestException(ErrorCode.NOT_ENABLED, "speakers are enrolled on this machine alone; ./ser serve "
                + "--speakers lets visitors of other machines do so, too"));
    }

    /** What {@code GET /api/speakers} answers: whether there can be profiles, and of each which of the models it fits. */
    Map<String, Object> list() {
        List<Map<String, Object>> all = new ArrayList<>();
        for (String name : profiles.map(SpeakerProfiles::names).orElse(List.of())) {
            try {
                all.add(told(profiles().find(name)));
            } catch (InvalidInputException damaged) {
                all.add(Map.of("speaker", name, "models", List.of()));
            }
        }
        return Map.of("enabled", profiles.isPresent(), "speakers", all);
    }

    private Map<String, Object> told(SpeakerProfile profile) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("speaker", profile.name());
        fields.put("models", models.all().stream()
                .filter(shelved -> fingerprint(shelved).equals(profile.fingerprint())).map(ModelShelf.Shelved::id).toList());
        fields.put("recordings", profile.recordings());
        fields.put("seconds", profile.seconds());
        fields.put("labeled", profile.labeled());
        return fields;
    }

    private String fingerprint(ModelShelf.Shelved shelved) {
        return fingerprints.computeIfAbsent(shelved.id(), id -> SpeakerProfile.fingerprint(shelved.predictor().model()));
    }

    /**
     * Makes a profile of what {@code POST /api/predict} said of a speaker's recordings: {@code {"speaker": "ann", "model": …,
     * "recordings": [{"probabilities": {…}, "seconds": 2.1, "label": "sad"}, …], "replace": false}}.
     *
     * @throws RequestException if the recordings are not as expected, or the speaker is enrolled already
     */
    Map<String, Object> enroll(JsonNode body) {
        SpeakerProfiles kept = profiles();
        String name = new Fields(body).needed("speaker", "a name of letters, digits, - and _");
        ModelShelf.Shelved shelved = models.get(new Fields(body).text("model"));
        ModelBundle model = shelved.predictor().model();
        if (model.transductive()) {
            throw new RequestException(ErrorCode.UNSUITABLE_MODEL, "this model is normalized per speaker; enroll with ./ser enroll, or choose another model");
        }
        JsonNode recordings = body.path("recordings");
        if (!recordings.isArray() || recordings.isEmpty() || recordings.size() > MOST) {
            throw new Fields(body).wrong("", "recordings", "no list of 1 to " + MOST + " recordings", "{\"speaker\": \"ann\", \"recordings\": "
                    + "[{\"probabilities\": {\"calm\": 0.2, \"sad\": 0.8}, \"seconds\": 2.5}, …]}");
        }
        List<Prediction> heard = new ArrayList<>();
        int[] classes = new int[recordings.size()];
        double seconds = 0;
        for (JsonNode recording : recordings) {
            Fields.only(recording, "recording " + heard.size(), List.of("probabilities", "seconds", "label"));
            classes[heard.size()] = label(new Fields(recording).text("label"), model.labels());
            double own = new Fields(recording).number("seconds", "the length of recording " + heard.size()).orElse(-1);
            if (!(own > 0 && own <= LONGEST_SECONDS)) {
                throw new Fields(recording).wrong("recording " + heard.size() + ": ", "seconds", "no length", "seconds above 0, at most an hour");
            }
            if (!recording.path("probabilities").isObject()) {
                throw new Fields(recording).wrong("recording " + heard.size() + ": ", "probabilities", "no object", "those that /api/predict gave, such as "
                        + "{\"calm\": 0.2, \"sad\": 0.8}");
            }
            seconds += own;
            heard.add(new Prediction("", SpeakerAnswers.probabilities(recording.path("probabilities"), model.labels(), heard.size()), 0,
                    List.of()));
        }
        try {
            SpeakerProfile.requireName(name);
            if (!new Fields(body).chosen("replace")) {
                kept.requireFree(name, "send \"replace\": true");
            }
        } catch (InvalidInputException e) {
            throw new RequestException(kept.names().contains(name) ? ErrorCode.SPEAKER_EXISTS : ErrorCode.INVALID_FIELD, e.getMessage());
        }
        SpeakerProfile profile = SpeakerProfile.of(name, model, new Enrollment(Prediction.values(heard), classes), seconds, List.of());
        kept.save(profile);
        Map<String, Object> answer = told(profile);
        answer.put("advice", profile.advice().orElse(""));
        return answer;
    }

    private static int label(String label, List<String> labels) {
        if (label.isEmpty()) {
            return -1;
        }
        if (!labels.contains(label)) {
            throw new RequestException(ErrorCode.INVALID_FIELD, "a recording has a label that the model does not know; expected one of "
                    + String.join(", ", labels) + ", or none");
        }
        return labels.indexOf(label);
    }

    /** Forgets the speaker of {@code {"speaker": "ann"}}. */
    Map<String, Object> forget(JsonNode body) {
        SpeakerProfiles kept = profiles();
        String name = new Fields(body).needed("speaker", "a name of GET /api/speakers");
        try {
            kept.delete(name);
        } catch (InvalidInputException e) {
            throw new RequestException(ErrorCode.SPEAKER_NOT_FOUND, "there is no such speaker here; GET /api/speakers lists them");
        }
        return list();
    }

    /** The profile of a speaker. */
    SpeakerProfile find(String name) {
        try {
            return profiles().find(name);
        } catch (InvalidInputException e) {
            throw new RequestException(ErrorCode.SPEAKER_NOT_FOUND, "there is no such speaker here; GET /api/speakers lists them");
        }
    }

    /**
     * What predicts for a speaker.
     *
     * @throws RequestException if the profile was made with another model
     */
    Predictor predictor(SpeakerProfile profile, ModelShelf.Shelved shelved) {
        ModelBundle model = shelved.predictor().model();
        try {
            ModelBundle own = profile.of(model, fingerprint(shelved));
            return own == model ? shelved.predictor() : new Predictor(own);
        } catch (InvalidInputException e) {
            throw new RequestException(ErrorCode.UNSUITABLE_MODEL, e.getMessage());
        }
    }
}
