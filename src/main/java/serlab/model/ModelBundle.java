package serlab.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import serlab.AtomicFile;
import serlab.AtomicFolder;
import serlab.InvalidInputException;
import serlab.audio.Waveform;
import serlab.feature.FeatureSpec;
import serlab.feature.Scaler;
import serlab.feature.encoder.EncoderStore;
import serlab.feature.onnx.OnnxStore;

/**
 * A trained model with all that prediction needs: the feature settings, the scaler fitted on its training clips and
 * the names of its classes; and, once tested, how it was trained and how well it did. A bundle with {@code others} is an
 * ensemble: the probabilities of all its networks are averaged by a {@link LogOpinionPool}.
 *
 * <p>Kept in a folder or zip archive: {@code network.zip} (Deeplearning4j), {@code model.json}, {@code card.json},
 * {@code details.json}, {@code experiment.yaml}, {@code model-card.md} and {@code model-card.html} (the card in words),
 * {@code calibration.json}, {@code MLmodel} and {@code input_example.json} (MLflow), {@code member-2.zip} and so on for the
 * other networks of an ensemble, and {@code bundle.json}, which names the format and the SHA-256 of each of them. Equal
 * bundles give equal files.
 *
 * @param name     what it is called where predictions are shown
 * @param spec     architecture or method
 * @param features feature settings
 * @param scaler   fitted on training clips
 * @param labels   class names, in the order of the network's output
 * @param weights  the network, or what else was learned
 * @param card     how it was trained and tested, if it was
 * @param inference windows, speeds, normalization and temperature
 * @param others   further members of an ensemble; empty for a single network
 * @param calibration how far off it was on speakers that it did not know; empty where nobody asked them
 */
public record ModelBundle(String name, ModelSpec spec, FeatureSpec features, Scaler scaler, List<String> labels,
                          Classifier weights, Optional<ModelCard> card, InferenceSpec inference,
                          List<ModelBundle> others, Optional<Calibration> calibration) {
    public ModelBundle {
        labels = List.copyOf(labels);
        others = List.copyOf(others);
        if (labels.stream().anyMatch(String::isBlank) || labels.stream().distinct().count() != labels.size()) {
            throw new InvalidInputException("the classes " + labels + " are not all named, or two have the same name; "
                    + "expected a name of its own for each");
        }
    }

    /** A bundle whose network has freshly drawn weights, for training. */
    public static ModelBundle untrained(String name, ModelSpec spec, FeatureSpec features, Scaler scaler,
                                        List<String> labels, BuildSettings build) {
        InputShape shape = InputShape.of(features, labels.size());
        return new ModelBundle(name, spec, features, scaler, labels,
                spec.untrained(shape, build), Optional.empty(), InferenceSpec.standard(),
                List.of(), Optional.empty());
    }

    /**
     * One bundle out of several, each of which counts the same; temperatures of their own are dropped.
     *
     * @throws InvalidInputException if there is none, or they differ in labels or normalization
     */
    public static ModelBundle ensemble(String name, List<ModelBundle> members) {
        List<ModelBundle> single = new ArrayList<>();
        for (ModelBundle member : members) {
            ModelBundle first = members.get(0);
            if (!member.labels.equals(first.labels) || member.transductive() != first.transductive()) {
                throw new InvalidInputException("'" + member.name + "' and '" + first.name + "' cannot be one ensemble: "
                        + "their classes or their normalization differ; take members of one track and corpus");
            }
            member.members().forEach(one -> single.add(one.withTemperature(1)));
        }
        if (single.isEmpty()) {
            throw new InvalidInputException("ensemble '" + name + "' has no members; at least one is needed");
        }
        ModelBundle lead = single.get(0);
        List<ModelCard> cards = single.stream().flatMap(member -> member.card.stream()).toList();
        Optional<ModelCard> card = cards.size() < single.size() ? Optional.empty() : Optional.of(ModelCard.untested(cards));
        return new ModelBundle(name, lead.spec, lead.features, lead.scaler, lead.labels, lead.weights, card,
                lead.inference, single.subList(1, single.size()), Optional.empty());
    }

    /** The networks as bundles of their own, the leading one first. */
    public List<ModelBundle> members() {
        return Stream.concat(Stream.of(new ModelBundle(name, spec, features, scaler, labels, weights, card, inference, List.of(),
                Optional.empty())), others.stream()).toList();
    }

    /**
     * The network as a graph, to train or to evaluate in batches; used by one thread at a time.
     *
     * @throws IllegalStateException if the model is no network
     */
    public ComputationGraph network() {
        if (weights instanceof ModelNetwork network) {
            return network.graph();
        }
        throw new IllegalStateException("model '" + name + "' of type " + spec.type() + " is no network");
    }

    /** Number of trained and running parameters, of all members. */
    public long parameters() {
        return weights.parameters() + others.stream().mapToLong(ModelBundle::parameters).sum();
    }

    /** The same network with what is known of its training. */
    public ModelBundle with(ModelCard known) {
        return new ModelBundle(name, spec, features, scaler, labels, weights, Optional.of(known), inference, others, calibration);
    }

    /** The same bundle with what has been learned. */
    public ModelBundle with(Classifier learned) {
        return new ModelBundle(name, spec, features, scaler, labels, learned, card, inference, others, calibration);
    }

    /** The same bundle that knows how far off it was on other speakers. */
    public ModelBundle with(Calibration held) {
        return new ModelBundle(name, spec, features, scaler, labels, weights, card, inference, others, Optional.of(held));
    }

    /** The same network, heard in another way. */
    public ModelBundle with(InferenceSpec how) {
        return new ModelBundle(name, spec, features, scaler, labels, weights, card, how, others, calibration);
    }

    /** The same network, more or less sure of what it says. */
    public ModelBundle withTemperature(double temperature) {
        return with(inference.with(temperature));
    }

    /** Whether it needs unlabeled clips of the speaker before it can say anything; see {@link #forSpeaker}. */
    public boolean transductive() {
        return inference.transductive();
    }

    /**
     * The bundle for one speaker: features are standardized by these clips of theirs.
     *
     * @param clips recordings of one speaker, labels unknown; all there are
     */
    public ModelBundle forSpeaker(List<Waveform> clips) {
        return standardizedBy(members().stream().map(member -> member.fitted(clips)).toList());
    }

    private Scaler fitted(List<Waveform> clips) {
        List<float[][]> heard = clips.stream().map(new Inference(this)::feature).toList();
        return scaler.bounded() ? Scaler.fit(features, heard) : Scaler.fit(features.scaling(), heard);
    }

    /** The bundle for one speaker, whose features are standardized by scalers of theirs, one for each member. */
    public ModelBundle standardizedBy(List<Scaler> own) {
        return new ModelBundle(name, spec, features, own.get(0), labels, weights, card,
                inference.with(InferenceSpec.Normalize.TRAINING_CLIPS), IntStream.range(0, others.size())
                .mapToObj(i -> others.get(i).standardizedBy(own.subList(i + 1, i + 2))).toList(), calibration);
    }

    /** Class probabilities of a recording, in the order of {@link #labels()}. */
    public float[] probabilities(Waveform waveform) {
        return hear(waveform).probabilities();
    }

    /** What it hears in a recording. */
    public BundleAnswer hear(Waveform waveform) {
        List<BundleAnswer> each = members().stream().map(member -> new Inference(member).hear(waveform)).toList();
        return new BundleAnswer(LogOpinionPool.of(each.stream().map(BundleAnswer::probabilities).toList(), inference.temperature()),
                each.stream().mapToDouble(BundleAnswer::strangeness).average().orElseThrow());
    }

    /** Class probabilities of a feature, in the order of {@link #labels()}; otherwise as {@link #hear(float[][])}. */
    public float[] probabilities(float[][] extracted) {
        return hear(extracted).probabilities();
    }

    /**
     * What it hears in a feature as {@link FeatureSpec#extract} gives it.
     *
     * @param extracted {@code float[features.bands()][features.frames()]}, not scaled yet; of any length where the
     *                  bundle reads windows
     * @throws InvalidInputException if the bundle is an ensemble, whose members may take different features
     */
    public BundleAnswer hear(float[][] extracted) {
        if (!others.isEmpty()) {
            throw new InvalidInputException("model '" + name + "' is an ensemble and takes recordings, not features");
        }
        return new Inference(this).hear(extracted);
    }

    /**
     * Checks that it predicts for a recording alone.
     *
     * @throws InvalidInputException if it needs {@link #forSpeaker} first
     */
    public void requireNoSpeaker() {
        if (transductive()) {
            throw new InvalidInputException("model '" + name + "' is transductive: it needs other recordings of the same "
                    + inference.normalize().of() + "; give a folder for each " + inference.normalize().of()
                    + " and --speaker-of-folder");
        }
    }

    /**
     * Writes the bundle, as a zip archive if the name ends in {@code .zip}, else as a folder. It appears whole or not at
     * all; an older one there is replaced, and is there until the new one is.
     */
    public void save(Path target) {
        try {
            Map<String, byte[]> files = BundleParts.of(this);
            if (target.toString().endsWith(".zip")) {
                new AtomicFile(target).write(BundleFiles.zip(files));
            } else {
                new AtomicFolder(target).write(files);
            }
        } catch (IOException e) {
            throw AtomicFile.failure(target, e);
        }
    }

    /** Where encoders lie beside a model in a folder, if they are to. */
    public static Path encoders(Path location) {
        return location.resolve("encoders");
    }

    /**
     * Reads a bundle. Encoders beside it are looked at where its features need one.
     *
     * @param location a folder or a zip archive
     * @throws InvalidInputException if it is no bundle, damaged, of a newer format, larger than a bundle may be, or holds
     *                               what its manifest does not name
     */
    public static ModelBundle load(Path location) {
        Path whole = new AtomicFolder(location).whole();
        EncoderStore.offer(encoders(whole));
        OnnxStore.offer(encoders(whole));
        try {
            Path there = whole.equals(location.toAbsolutePath().normalize()) ? location : whole;
            return BundleParts.bundle(there, "'" + location + "'");
        } catch (IOException e) {
            throw BundleFiles.damaged("'" + location + "'", String.valueOf(e.getMessage()));
        }
    }

    /**
     * As {@link #load(Path)}, with features and architecture that settings alone cannot make: a
     * {@link serlab.feature.CustomFeature} or a {@link CustomNetwork}.
     *
     * @throws InvalidInputException also if the bundle was made with others
     */
    public static ModelBundle load(Path location, FeatureSpec features, ModelSpec spec) {
        try {
            return BundleParts.bundle(location, features, spec);
        } catch (IOException e) {
            throw BundleFiles.damaged("'" + location + "'", String.valueOf(e.getMessage()));
        }
    }

    /** As {@link #load(Path)}, from the bytes of a zip archive that messages call {@code name}. */
    public static ModelBundle load(InputStream archive, String name) {
        try {
            return BundleParts.bundle(archive, name);
        } catch (IOException e) {
            throw BundleFiles.damaged(name, String.valueOf(e.getMessage()));
        }
    }
}
