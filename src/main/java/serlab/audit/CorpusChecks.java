package serlab.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import serlab.corpus.Corpus;

/** What is wrong with the recordings and labels of a corpus, however it is divided. */
final class CorpusChecks {
    /** A class with fewer clips than this share of the largest is named. */
    private static final double SMALL_CLASS = 2 / 3.0;
    private static final double MOST_QUIET = 0.75;

    private final Corpus corpus;
    private final List<Recording> recordings;
    private final SameAudio audio;
    private final LeakCost worth;
    private final List<Finding> findings = new ArrayList<>();

    private CorpusChecks(Corpus corpus, List<Recording> recordings, SameAudio audio, LeakCost worth) {
        this.corpus = corpus;
        this.recordings = recordings;
        this.audio = audio;
        this.worth = worth;
    }

    static List<Finding> findings(Corpus corpus, List<Recording> recordings, SameAudio audio, LeakCost worth) {
        CorpusChecks checks = new CorpusChecks(corpus, recordings, audio, worth);
        checks.repeats();
        checks.corpora();
        checks.contradictions();
        checks.recordings();
        checks.classes();
        return List.copyOf(checks.findings);
    }

    private void repeats() {
        List<String> doubled = new ArrayList<>();
        List<String> renamed = new ArrayList<>();
        int renames = 0;
        for (List<Recording> group : audio.identical()) {
            Map<String, List<Recording>> byName = group.stream()
                    .collect(Collectors.groupingBy(Recording::stem, LinkedHashMap::new, Collectors.toList()));
            byName.values().stream().filter(same -> same.size() > 1).forEach(same -> doubled.add(shown(same)));
            if (byName.size() > 1) {
                renames += byName.size() - 1;
                renamed.add(shown(byName.values().stream().map(same -> same.get(0)).toList()));
            }
        }
        add("doubled-clips", Severity.ERROR, doubled.size(), "Clips that stand in it more than once, under the same "
                + "name with the same samples. A random split then trains on what it tests: read each clip once."
                + worth.ofLeak("doubled-clips"), doubled);
        add("identical-audio", Severity.ERROR, renames, "Recordings that repeat another under a different name, "
                + "sample for sample. Remove them, or keep them in the same set.", renamed);
        List<String> similar = pairs(false);
        add("near-identical-audio", Severity.ERROR, similar.size(), "Pairs that are one recording, encoded, resampled, "
                + "trimmed, made louder or noisier. Keep each pair in the same set.", similar);
        List<String> changed = pairs(true);
        add("changed-audio", Severity.ERROR, changed.size(), "Pairs that are one recording, changed in pitch, tempo or "
                + "speed, such as augmented copies. Keep each pair in the same set, and augment training clips only.", changed);
    }

    /** Recordings that stand in several corpora. */
    private void corpora() {
        List<String> shared = audio.groups().stream().filter(group -> group.stream().map(recording -> recording.clip().corpus())
                .distinct().count() > 1).map(CorpusChecks::shown).toList();
        add("same-recording-in-corpora", Severity.ERROR, shared.size(), "Recordings that stand in several of the corpora, be it "
                + "changed. A model that is trained on one corpus and tested on another then knows what it is tested on: "
                + "leave-one-corpus-out and cross-corpus do not train on them; for other uses remove them from one.", shared);
    }

    private List<String> pairs(boolean changed) {
        return audio.similar().stream().filter(pair -> pair.how().changed() == changed).map(pair ->
                pair.first().clip().id() + " ~ " + pair.second().clip().id() + " (" + pair.how().words() + ")").toList();
    }

    private void contradictions() {
        List<String> labels = contradicting(audio.groups(), recording -> recording.clip().label());
        add("contradicting-labels", Severity.ERROR, labels.size(), "Recordings with the same audio and different labels. "
                + "Listen to them and correct the label.", labels);
        List<String> speakers = contradicting(audio.groups().stream().flatMap(group -> group.stream()
                .collect(Collectors.groupingBy(recording -> recording.clip().corpus(), TreeMap::new, Collectors.toList())).values()
                .stream()).toList(), recording -> recording.clip().speaker());
        add("contradicting-speakers", Severity.ERROR, speakers.size(), "Recordings with the same audio and different "
                + "speakers, which folds by speaker do not keep together. Correct the speaker.", speakers);
    }

    private static List<String> contradicting(List<List<Recording>> groups, Function<Recording, String> what) {
        return groups.stream()
                .filter(group -> group.stream().map(what).filter(Predicate.not(String::isEmpty)).distinct().count() > 1)
                .map(group -> group.stream().map(r -> r.clip().id() + " (" + what.apply(r) + ")")
                        .collect(Collectors.joining(" = "))).toList();
    }

    private void recordings() {
        List<String> unreadable = recordings.stream().map(Recording::problem).filter(Predicate.not(String::isEmpty)).toList();
        add("unreadable-clips", Severity.ERROR, unreadable.size(), "Clips that cannot be read. Copy them again or leave "
                + "them out.", unreadable);
        List<String> silent = ids(recording -> recording.sound().level().silent());
        add("silent-clips", Severity.ERROR, silent.size(), "Clips in which no sample reaches -60 dB of full scale. Leave "
                + "them out or record them again.", silent);
        List<String> voiceless = ids(recording -> !recording.sound().level().silent() && !recording.sound().voice());
        add("no-voice", Severity.WARNING, voiceless.size(), "Clips in which nobody is heard: noise, hum, music or a whisper. "
                + "Listen to them, and leave out those without speech.", voiceless);
        List<String> quiet = ids(recording -> !recording.sound().level().silent() && recording.sound().level().quietShare() > MOST_QUIET);
        add("long-silence", Severity.WARNING, quiet.size(), "Clips that are silent at their ends for more than three quarters "
                + "of their length. Trim them with features.trimDb.", quiet);
        List<String> clipped = ids(recording -> recording.sound().level().clipped());
        add("clipping", Severity.WARNING, clipped.size(), "Clips whose peaks are cut off at full scale: they were recorded too "
                + "loud.", clipped);
    }

    private void classes() {
        Map<String, Long> counts = recordings.stream()
                .collect(Collectors.groupingBy(r -> r.clip().label(), Collectors.counting()));
        long largest = counts.values().stream().mapToLong(count -> count).max().orElse(0);
        List<String> small = corpus.labels().stream()
                .filter(label -> counts.getOrDefault(label, 0L) < SMALL_CLASS * largest)
                .map(label -> label + ": " + counts.getOrDefault(label, 0L) + " of " + largest).toList();
        add("class-imbalance", Severity.WARNING, small.size(), "Classes with less than two thirds of the clips of the "
                + "largest. Accuracy flatters a model that neglects them: read UAR, or weight the classes.", small);
        List<String> nameless = ids(recording -> recording.clip().speaker().isEmpty());
        add("unknown-speakers", Severity.WARNING, nameless.size(), "Clips that do not tell who speaks, so that no split "
                + "can keep speakers apart. Add a speaker column to a manifest.", nameless);
    }

    private List<String> ids(Predicate<Recording> which) {
        return recordings.stream().filter(Recording::readable).filter(which).map(r -> r.clip().id()).toList();
    }

    private void add(String code, Severity severity, int count, String message, List<String> examples) {
        if (count > 0) {
            findings.add(new Finding(code, severity, count, message, examples));
        }
    }

    private static String shown(List<Recording> same) {
        return same.stream().map(recording -> recording.clip().id()).collect(Collectors.joining(" = "));
    }
}
