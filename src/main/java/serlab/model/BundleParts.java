package serlab.model;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import serlab.InvalidInputException;
import serlab.Mappers;
import serlab.feature.FeatureSpec;
import serlab.feature.Scaler;

/** What each file of a {@link ModelBundle} holds. */
final class BundleParts {
    private static final String CALIBRATION = "calibration.json";
    private static final String CARD = "card.json";
    private static final String DETAILS = "details.json";
    private static final String EXPERIMENT = "experiment.yaml";
    private static final String INFERENCE = "inference";
    private static final String MEMBER = "member-";
    private static final String MODEL = "model.json";
    private static final long MOST_INPUTS = 1L << 24;

    private BundleParts() {
    }

    /** The files are whole, but their settings cannot be used here. */
    private static final class UnusableException extends Exception {
        private static final long serialVersionUID = 1L;
        private final InvalidInputException reason;

        UnusableException(InvalidInputException reason) {
            super(reason);
            this.reason = reason;
        }
    }

    /** The files of a bundle, manifest included. */
    static Map<String, byte[]> of(ModelBundle bundle) throws IOException {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        parts.put(bundle.spec().file(), bundle.weights().archive());
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("name", bundle.name());
        description.put("model", bundle.spec().settings());
        description.put("features", bundle.features().settings());
        description.put("scaler", bundle.scaler().settings());
        description.put("labels", bundle.labels());
        if (!bundle.inference().equals(InferenceSpec.standard())) {
            description.put(INFERENCE, bundle.inference().settings());
        }
        parts.put(MODEL, BundleFiles.json(description));
        for (int i = 0; i < bundle.others().size(); i++) {
            parts.put(MEMBER + (i + 2) + ".zip", BundleFiles.zip(of(bundle.others().get(i))));
        }
        if (bundle.card().isPresent()) {
            Map<String, Object> facts = Mappers.BOUNDED_JSON.convertValue(bundle.card().get(), new TypeReference<>() { });
            facts.remove("experiment");
            Object details = facts.remove("details");
            parts.put(CARD, BundleFiles.json(facts));
            parts.put(EXPERIMENT, bundle.card().get().experiment().getBytes(StandardCharsets.UTF_8));
            if (!bundle.card().get().details().equals(CardDetails.NONE)) {
                parts.put(DETAILS, BundleFiles.json(details));
            }
            parts.put(CardText.MARKDOWN, CardText.of(bundle).markdown().getBytes(StandardCharsets.UTF_8));
            parts.put(CardText.PAGE, CardText.of(bundle).html().getBytes(StandardCharsets.UTF_8));
        }
        if (bundle.calibration().isPresent()) {
            parts.put(CALIBRATION, Mappers.JSON.writeValueAsBytes(bundle.calibration().get().settings()));
        }
        parts.putAll(MlflowLayout.files(bundle));
        return BundleFiles.withManifest(parts);
    }

    /** The bundle in a folder or archive; {@code name} is what messages call it. */
    static ModelBundle bundle(Path location, String name) throws IOException {
        BundleLimits limits = BundleLimits.ofThisProcess();
        return bundle(BundleFiles.read(location, limits), name, limits, FeatureSpec::recorded, ModelSpec::of);
    }

    /** The bundle in a zip archive. */
    static ModelBundle bundle(InputStream archive, String name) throws IOException {
        BundleLimits limits = BundleLimits.ofThisProcess();
        return bundle(BundleFiles.checked(limits.unzip(limits.archive(archive)), name), name, limits, FeatureSpec::recorded,
                ModelSpec::of);
    }

    /** As the first method, with features and architecture that settings alone cannot make. */
    static ModelBundle bundle(Path location, FeatureSpec features, ModelSpec spec) throws IOException {
        BundleLimits limits = BundleLimits.ofThisProcess();
        return bundle(BundleFiles.read(location, limits), "'" + location + "'", limits,
                settings -> known(features, features.settings(), settings),
                settings -> known(spec, spec.settings(), settings));
    }

    private static <T> T known(T spec, Map<String, Object> own, Map<String, Object> settings) {
        if (!Mappers.BOUNDED_JSON.valueToTree(own).toString().equals(Mappers.BOUNDED_JSON.valueToTree(settings).toString())) {
            throw new InvalidInputException("it was made with " + settings + " and not with " + own);
        }
        return spec;
    }

    private static ModelBundle bundle(Map<String, byte[]> parts, String name, BundleLimits limits,
                                      Function<Map<String, Object>, FeatureSpec> features,
                                      Function<Map<String, Object>, ModelSpec> specs) {
        try {
            Map<String, Object> all = Mappers.BOUNDED_JSON.readValue(part(parts, MODEL), new TypeReference<>() { });
            List<String> labels = Mappers.BOUNDED_JSON.convertValue(all.get("labels"), new TypeReference<>() { });
            ModelSpec spec = read(specs, section(all, "model"), name);
            FeatureSpec feature = read(features, section(all, "features"), name);
            InputShape shape = InputShape.of(feature, labels.size());
            requireFew(shape);
            return new ModelBundle(String.valueOf(all.get("name")), spec, feature, Scaler.of(section(all, "scaler")),
                    labels, spec.archived(shape, part(parts, spec.file()), limits), card(parts),
                    all.containsKey(INFERENCE) ? InferenceSpec.of(section(all, INFERENCE))
                            : InferenceSpec.standard(), others(parts, name, limits), calibration(parts, labels.size()));
        } catch (UnusableException e) {
            throw e.reason;
        } catch (IOException | RuntimeException e) {
            throw BundleFiles.damaged(name, String.valueOf(e.getMessage()));
        }
    }

    private static <T> T read(Function<Map<String, Object>, T> reader, Map<String, Object> settings, String name)
            throws UnusableException {
        try {
            return reader.apply(settings);
        } catch (InvalidInputException e) {
            throw new UnusableException(new InvalidInputException("model " + name + " cannot be used: " + e.getMessage(),
                    e));
        }
    }

    private static List<ModelBundle> others(Map<String, byte[]> parts, String name, BundleLimits limits)
            throws IOException {
        List<ModelBundle> others = new ArrayList<>();
        for (int i = 2; parts.containsKey(MEMBER + i + ".zip"); i++) {
            String member = MEMBER + i + ".zip of " + name;
            Map<String, byte[]> files = BundleFiles.checked(limits.unzip(parts.get(MEMBER + i + ".zip")), member);
            if (files.containsKey(MEMBER + "2.zip")) {
                throw new InvalidInputException("its member " + i + " is an ensemble itself");
            }
            others.add(bundle(files, member, limits, FeatureSpec::recorded, ModelSpec::of));
        }
        return others;
    }

    private static void requireFew(InputShape shape) {
        if ((long) shape.bands() * shape.frames() > MOST_INPUTS) {
            throw new InvalidInputException("its features have " + shape.bands() + " x " + shape.frames()
                    + " values; at most " + MOST_INPUTS + " are read");
        }
    }

    private static Optional<ModelCard> card(Map<String, byte[]> parts) throws IOException {
        if (!parts.containsKey(CARD)) {
            return Optional.empty();
        }
        Map<String, Object> facts = Mappers.BOUNDED_JSON.readValue(parts.get(CARD), new TypeReference<>() { });
        facts.put("experiment", new String(part(parts, EXPERIMENT), StandardCharsets.UTF_8));
        if (parts.containsKey(DETAILS)) {
            facts.put("details", Mappers.BOUNDED_JSON.readValue(parts.get(DETAILS), new TypeReference<Map<String, Object>>() { }));
        }
        return Optional.of(Mappers.BOUNDED_JSON.convertValue(facts, ModelCard.class));
    }

    private static Optional<Calibration> calibration(Map<String, byte[]> parts, int labels) throws IOException {
        if (!parts.containsKey(CALIBRATION)) {
            return Optional.empty();
        }
        JsonNode held = Mappers.BOUNDED_JSON.readTree(parts.get(CALIBRATION));
        int[] classes = Mappers.BOUNDED_JSON.convertValue(held.path("classes"), int[].class);
        float[] scores = Mappers.BOUNDED_JSON.convertValue(held.path("scores"), float[].class);
        if (IntStream.of(classes).anyMatch(own -> own < 0 || own >= labels)) {
            throw new IOException(CALIBRATION + " names a class that the model does not have");
        }
        for (float score : scores) {
            if (!(score >= 0 && score <= 1)) {
                throw new IOException(CALIBRATION + " holds the score " + score + ", expected 0 to 1");
            }
        }
        return Optional.of(new Calibration(Mappers.BOUNDED_JSON.convertValue(held.path("speakers"), int[].class), classes, scores));
    }

    private static byte[] part(Map<String, byte[]> parts, String name) {
        if (!parts.containsKey(name)) {
            throw new InvalidInputException(name + " is missing");
        }
        return parts.get(name);
    }

    private static Map<String, Object> section(Map<String, Object> all, String key) {
        if (!(all.get(key) instanceof Map<?, ?> section)) {
            throw new InvalidInputException(MODEL + " has no section '" + key + "'");
        }
        return Mappers.BOUNDED_JSON.convertValue(section, new TypeReference<>() { });
    }
}
