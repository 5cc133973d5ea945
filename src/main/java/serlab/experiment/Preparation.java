package serlab.experiment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import serlab.Counted;
import serlab.InvalidInputException;
import serlab.augment.ChangedCopy;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.corpus.CorpusFingerprint;
import serlab.experiment.FeatureTable.Column;
import serlab.experiment.FeatureTable.Wanted;
import serlab.feature.WaveformChange;

/**
 * The steps from a corpus to what a comparison trains on: features of every variant, the clips that all of them can use,
 * duplicates, the clips that leaks add, the division into folds, and features of changed copies.
 */
record Preparation(ComparisonSpec spec, FeatureReading reading) {
    /**
     * All steps.
     *
     * @param expected what the usable clips must be
     * @throws InvalidInputException if no clip can be used, they are of one emotion or not as expected, the split does not
     *                               fit them, or, when strict, a clip cannot be used or a test clip has a duplicate elsewhere
     */
    PreparedCorpus of(Corpus corpus, Optional<ExpectedCorpus> expected) throws InterruptedException {
        PreparedCorpus usable = usable(corpus);
        expected.ifPresent(what -> what.require(corpus, usable.fingerprint()));
        reportSkipped(corpus, usable);
        reportDuplicates(usable.corpus());
        PreparedCorpus divided = leaky(usable);
        List<Training> trainings = Training.all(spec, divided.corpus());
        ExperimentSpec first = spec.variants().get(0);
        if (reading.strict()) {
            first.duplicatesAcross(divided.corpus()).requireNone(corpus.name(), first.protocol().name());
        }
        if (spec.ensemble()) {
            EnsembleRows.requireSameClips(spec.name(), trainings);
        }
        return divided.with(copies(divided.corpus(), trainings));
    }

    private void reportDuplicates(Corpus corpus) {
        int clips = corpus.duplicates().groups().size();
        if (clips > 0) {
            reading.listener().notice(clips + " clips are duplicates of " + Counted.of(corpus.duplicates().groups().values().stream().distinct()
                    .count(), "recording") + "; each recording is on one side of the split wherever the protocol can choose "
                    + "(./ser audit names them)");
        }
    }

    private void reportSkipped(Corpus corpus, PreparedCorpus data) {
        data.skipped().forEach(reason -> reading.listener().notice("skipped: " + reason));
        if (!data.skipped().isEmpty()) {
            reading.listener().notice(data.skipped().size() + " of " + (data.corpus().clips().size() + data.skipped().size())
                    + (data.skipped().size() == 1 ? " clips was skipped (" : " clips were skipped (") + "an error under --strict)");
        }
        Set<String> left = new HashSet<>(corpus.clips().stream().map(Clip::id).toList());
        data.corpus().clips().forEach(clip -> left.remove(clip.id()));
        corpus.lostWithout(left).forEach(line -> reading.listener().notice("WARNING: " + line));
    }
    /** The clips that every variant can use. */
    PreparedCorpus usable(Corpus corpus) throws InterruptedException {
        FeatureTable features = FeatureTable.read(spec.variants().stream().map(variant -> new Wanted(Column.of(variant),
                corpus.clips(), reading.strict(), variant.name())).toList(), reading);
        List<Clip> usable = corpus.clips().stream().filter(clip -> !features.unusable().containsKey(clip.id())).toList();
        List<String> labels = corpus.labels().stream()
                .filter(label -> usable.stream().anyMatch(clip -> clip.label().equals(label))).toList();
        if (labels.size() < 2) {
            throw new InvalidInputException(corpus.name() + " has clips of " + labels
                    + " only; at least two emotions are needed to tell them apart: give a folder per emotion, or a CSV file "
                    + "with the first line file,label,speaker and a line for each recording");
        }
        Corpus left = new Corpus(corpus.name(), corpus.synthetic(), labels, usable, corpus.warnings(), corpus.faults());
        Corpus reduced = corpus.place().map(left::at).orElse(left);
        CorpusFingerprint fingerprint = CorpusFingerprint.of(reduced);
        return new PreparedCorpus(reading.heard(reduced, fingerprint), List.copyOf(features.unusable().values()),
                fingerprint.hex(), features);
    }

    /** With the clips that the leaks of the only variant put among the others. */
    PreparedCorpus leaky(PreparedCorpus usable) throws InterruptedException {
        ExperimentSpec variant = spec.variants().get(0);
        if (!variant.leaks().any()) {
            return usable;
        }
        Corpus corpus = usable.corpus();
        Column plain = Column.of(variant);
        List<Clip> clips = new ArrayList<>(corpus.clips());
        Map<String, float[][]> more = new HashMap<>();
        for (ChangedCopy copy : variant.copiesBeforeSplit()) {
            Column changed = Column.of(variant, copy);
            FeatureTable copies = FeatureTable.read(List.of(new Wanted(changed, corpus.clips(), false,
                    variant.name() + ", changed copies")), reading);
            for (Clip clip : corpus.clips()) {
                copies.find(changed, clip).ifPresent(matrix -> {
                    Clip added = LeakyCorpus.changed(clip, copy);
                    clips.add(added);
                    more.put(added.id(), matrix);
                });
            }
        }
        FeatureTable features = usable.features().as(plain, more);
        if (variant.leaks().has(Leaks.Leak.DOUBLED_CLIPS)) {
            for (Clip clip : List.copyOf(clips)) {
                Clip second = LeakyCorpus.again(clip);
                clips.add(second);
                more.put(second.id(), features.of(plain, clip));
            }
        }
        return new PreparedCorpus(new Corpus(corpus.name(), corpus.synthetic(), corpus.labels(), clips, corpus.warnings(),
                corpus.faults()), usable.skipped(), usable.fingerprint(), features.as(plain, more));
    }

    /** The features of changed copies of all clips that are trained on, and of all that are tested at other speeds. */
    FeatureTable copies(Corpus corpus, List<Training> trainings) throws InterruptedException {
        List<Clip> trained = among(corpus, trainings, Training::fittedClips);
        List<Clip> heard = among(corpus, trainings, training -> Stream.concat(training.validationClips().stream(),
                training.split().test().stream()).toList());
        List<Wanted> wanted = new ArrayList<>();
        for (ExperimentSpec variant : trainings.stream().map(Training::spec).distinct().toList()) {
            String name = variant.name() + ", changed copies";
            variant.copies().forEach(copy -> wanted.add(new Wanted(Column.of(variant, copy), trained, false, name)));
            variant.speeds().stream().filter(speed -> speed != WaveformChange.NONE).forEach(speed ->
                    wanted.add(new Wanted(Column.of(variant, speed), heard, true, name)));
        }
        return FeatureTable.read(wanted, reading);
    }

    /** The clips of a corpus that stand in some set of some training. */
    private static List<Clip> among(Corpus corpus, List<Training> trainings, Function<Training, List<Clip>> set) {
        Set<String> ids = new HashSet<>();
        trainings.forEach(training -> set.apply(training).forEach(clip -> ids.add(clip.id())));
        return corpus.clips().stream().filter(clip -> ids.contains(clip.id())).toList();
    }
}
