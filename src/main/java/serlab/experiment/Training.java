package serlab.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import serlab.audio.file.AudioDecoder;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.corpus.DuplicateMark;
import serlab.corpus.SpeakerMark;
import serlab.corpus.Split;
import serlab.evaluation.Answer;
import serlab.evaluation.ClassificationReport;
import serlab.evaluation.ConfusionMatrix;
import serlab.experiment.Leaks.Leak;
import serlab.feature.cache.ClipPipeline;
import serlab.model.ModelBundle;
import serlab.model.ModelCard;
import serlab.training.DivergedException;
import serlab.training.Examples;
import serlab.training.LearningCurve;
import serlab.training.Probabilities;
import serlab.training.Trainer;
import serlab.training.TrainingListener;

/**
 * One training: a fold and a seed of an experiment. The scaler is fitted on training clips, the checkpoint chosen on
 * validation clips, and the test clips are looked at once, at the end; unless the experiment's leaks say otherwise. An
 * experiment that refits keeps a second network, which has trained on the validation clips too.
 */
record Training(ExperimentSpec spec, TrainingKey key, Split split) {
    /** Every training of a comparison: by fold, then seed, then variant. */
    static List<Training> all(ComparisonSpec comparison, Corpus corpus) {
        List<Training> all = new ArrayList<>();
        ExperimentSpec first = comparison.variants().get(0);
        for (int fold : first.foldsOf(corpus)) {
            for (long seed : first.seeds()) {
                for (ExperimentSpec variant : comparison.variants()) {
                    all.add(new Training(variant, new TrainingKey(variant.name(), fold, seed),
                            first.protocol().split(corpus, fold, seed)));
                }
            }
        }
        return all;
    }

    /** The clips it trains on. */
    List<Clip> trainingClips() {
        return twoSets() ? Stream.concat(split.training().stream(), split.validation().stream()).toList()
                : split.training();
    }

    /** The clips that the epoch and the temperature are chosen on. */
    List<Clip> validationClips() {
        return twoSets() ? split.test() : split.validation();
    }

    /** The clips that the network that is kept has trained on. */
    List<Clip> fittedClips() {
        return spec.training().refits() ? Stream.concat(trainingClips().stream(), validationClips().stream()).toList() : trainingClips();
    }

    private boolean twoSets() {
        return spec.leaks().has(Leak.CHECKPOINT_ON_TEST);
    }

    /**
     * A network that has not seen its test clips.
     *
     * @param bundle     with the temperature that its validation clips ask for
     * @param validation what these say of it; where it was refitted, of the first network
     * @param seconds    how long it took, interruptions left out
     */
    record Fitted(ModelBundle bundle, LearningCurve curve, Normalizer normalizer, Validation validation, double seconds) {
    }

    /** Trains, and chooses the epoch and the temperature. */
    Fitted train(PreparedCorpus data, Workplace place, TrainingListener listener) {
        TrainingClock clock = new TrainingClock(listener);
        List<String> labels = data.corpus().labels();
        Normalizer normalizer = Normalizer.of(spec, data, trainingClips());
        Examples training = data.trainingExamples(spec, trainingClips(), normalizer);
        Examples validation = data.examples(spec, validationClips(), normalizer);
        Trainer.Fitted fitted = trainer(labels).on(place.cores()).keeping(place.states().first(), code(place.provenance()))
                .fit(untrained(normalizer, labels), training, validation, clock);
        ModelBundle bundle = fitted.bundle();
        Validation validated = Validation.of(labels, Probabilities.of(bundle, data.tested(spec, validationClips(), normalizer))
                .answers(validationClips()));
        validated = validated.with(twoSets() || validatesOnKnownSpeakers() ? List.of() : heldOut(data, fitted.heldOut(), validated.answers()));
        return new Fitted(bundle.withTemperature(validated.temperature()), fitted.curve(), normalizer, validated, clock.seconds());
    }

    /** Whether somebody is heard in both training and validation, so that nothing can be said of new speakers. */
    private boolean validatesOnKnownSpeakers() {
        Set<String> known = trainingClips().stream().map(Clip::speaker).collect(Collectors.toSet());
        return validationClips().stream().map(Clip::speaker).anyMatch(known::contains);
    }

    /** Answers to clips of speakers that whatever gave them had not learned of. */
    private List<Answer> heldOut(PreparedCorpus data, float[][] crossValidated, List<Answer> validation) {
        List<Clip> clips = trainingClips();
        return Stream.concat(IntStream.range(0, crossValidated.length).filter(i -> crossValidated[i] != null)
                .mapToObj(i -> new Answer(clips.get(i).id(), clips.get(i).speaker(), data.corpus().classOf(clips.get(i)),
                        crossValidated[i])), validation.stream()).toList();
    }

    /** The network to keep. */
    private Fitted fit(PreparedCorpus data, Workplace place, TrainingListener listener) {
        Fitted first = train(data, place, listener);
        if (!spec.training().refits()) {
            return first;
        }
        TrainingClock clock = new TrainingClock(listener);
        List<String> labels = data.corpus().labels();
        Normalizer normalizer = Normalizer.of(spec, data, fittedClips());
        ModelBundle bundle = trainer(labels).on(place.cores()).keeping(place.states().refit(), code(place.provenance())).refit(untrained(normalizer, labels),
                data.trainingExamples(spec, fittedClips(), normalizer), new Trainer.Fitted(first.bundle(), first.curve()),
                clock);
        return new Fitted(bundle.withTemperature(first.validation().temperature()), first.curve(), normalizer,
                first.validation(), first.seconds() + clock.seconds());
    }

    /** A head that has learned of some clips; nothing is measured. */
    ModelBundle learned(PreparedCorpus data, List<Clip> clips) {
        List<String> labels = data.corpus().labels();
        Normalizer normalizer = Normalizer.of(spec, data, clips);
        return tested(trainer(labels).fit(untrained(normalizer, labels), data.trainingExamples(spec, clips, normalizer),
                data.examples(spec, clips, normalizer), (epoch, chosen) -> { }).bundle(), clips);
    }

    /** What it says of its test clips, temperature 1, if it trains on fewer of its clips; nothing is kept. */
    List<Answer> answersOf(Predicate<Clip> which, PreparedCorpus data, Workplace place) {
        Training fewer = new Training(spec, key, new Split(split.protocol(), split.fold(), split.speakerIndependent(),
                split.training().stream().filter(which).toList(), split.validation().stream().filter(which).toList(), split.test()));
        return fewer.test(data, fewer.fit(data, place, (epoch, chosen) -> { })).answers(split.test());
    }

    private ModelBundle untrained(Normalizer normalizer, List<String> labels) {
        return ModelBundle.untrained(spec.name(), spec.model(), spec.features(), normalizer.common(), labels,
                spec.training().build(key.seed())).with(spec.inference());
    }

    private static String code(Provenance provenance) {
        return provenance.version() + " " + provenance.commit().orElse("");
    }

    private Trainer trainer(List<String> labels) {
        return new Trainer(spec.training(), spec.augment(), labels, key.seed());
    }

    /**
     * Trains, looks at the test clips once, and saves the model to a folder.
     *
     * @param place where it goes on from, if it was interrupted
     */
    TrainingResult run(PreparedCorpus data, Path model, Workplace place, TrainingListener listener) {
        List<String> labels = data.corpus().labels();
        Fitted fitted = fit(data, place, listener);
        TrainingClock clock = new TrainingClock(listener);
        List<Answer> answers = test(data, fitted).answers(split.test());
        TrainingResult result = new TrainingResult(key, labels, fitted.curve(), answers, fitted.validation(),
                fitted.bundle().parameters(), fitted.seconds() + clock.seconds(), Optional.of(model));
        ModelBundle bundle = tested(fitted.bundle(), split.test()).with(card(data, ConfusionMatrix.of(labels, answers), place.provenance())
                .with(CardFacts.of(data.corpus(), List.of(result), result.interval(), 1)));
        fitted.validation().calibration().map(bundle::with).orElse(bundle).save(model);
        return result;
    }

    /** Trains and leaves the test clips alone. */
    TrainingResult validate(PreparedCorpus data, Workplace place, TrainingListener listener) {
        Fitted fitted = train(data, place, listener);
        return new TrainingResult(key, data.corpus().labels(), fitted.curve(), List.of(), fitted.validation(),
                fitted.bundle().parameters(), fitted.seconds(), Optional.empty());
    }

    /**
     * What the network says of the test clips, temperature 1.
     *
     * @throws DivergedException if that is no number
     */
    private Probabilities test(PreparedCorpus data, Fitted fitted) {
        Probabilities said = Probabilities.of(fitted.bundle(), data.tested(spec, split.test(), fitted.normalizer()));
        if (!Double.isFinite(said.loss())) {
            throw new DivergedException(fitted.curve().bestEpoch(), "test loss is " + said.loss(),
                    spec.training().learningRate());
        }
        return said;
    }

    /** A bundle that knows how long the recordings were that it was tested on. */
    private static ModelBundle tested(ModelBundle bundle, List<Clip> clips) {
        return bundle.features().ofRecordings() ? bundle.with(bundle.inference().tested(clips.stream()
                .mapToDouble(clip -> AudioDecoder.decode(ClipPipeline.bytes(clip), clip.source().location()).durationSeconds())
                .max().orElse(0))) : bundle;
    }

    /**
     * What a tracked run says of it: its split, and what flatters its numbers.
     *
     * @param speakers those on both sides of the protocol's splits
     */
    Map<String, String> tags(Corpus corpus, SpeakerMark speakers) {
        Map<String, String> tags = Recorder.track(spec, "training");
        tags.put("split", split.protocol());
        tags.put("split_fingerprint", split.fingerprint());
        tags.put("speaker_independent", String.valueOf(split.speakerIndependent()));
        tags.put("fold", String.valueOf(key.fold()));
        tags.put("seed", String.valueOf(key.seed()));
        tags.put("variant", key.variant());
        DuplicateMark duplicates = duplicates(corpus);
        if (duplicates.any()) {
            tags.put("duplicates_across_split", duplicates.across() + " of " + duplicates.tested() + " test clips");
        }
        List<String> leaks = spec.leaks().words(speakers);
        if (speakers.any()) {
            tags.put("speakers_across_split", speakers.counted());
        }
        if (!leaks.isEmpty()) {
            tags.put("leaky", "true");
            tags.put("leaks", String.join(", ", leaks));
        }
        return tags;
    }

    /** Its test clips that have a duplicate in training or validation. */
    DuplicateMark duplicates(Corpus corpus) {
        return DuplicateMark.of(corpus.duplicates(), List.of(split));
    }

    private ModelCard card(PreparedCorpus data, ConfusionMatrix confusion, Provenance provenance) {
        ClassificationReport report = ClassificationReport.of(confusion);
        return new ModelCard(data.corpus().name(), data.corpus().synthetic(), data.fingerprint(), split.protocol(),
                split.speakerIndependent(), split.fingerprint(), key.fold(), key.seed(), fittedClips().size(),
                speakers(fittedClips()), split.test().size(), speakers(split.test()),
                duplicates(data.corpus()).across(), report.uar(),
                report.accuracy(), report.macro().f1(), provenance.version(), provenance.commit().orElse(""),
                ExperimentFile.yaml(spec.settings()));
    }

    private static int speakers(List<Clip> clips) {
        return (int) clips.stream().map(Clip::speaker).filter(speaker -> !speaker.isEmpty()).distinct().count();
    }
}
