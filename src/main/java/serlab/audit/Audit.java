package serlab.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import serlab.InvalidInputException;
import serlab.corpus.Corpus;
import serlab.corpus.split.SplitProtocol;
import serlab.corpus.split.SplitProtocols;
import serlab.experiment.ExperimentSpec;
import serlab.experiment.LeakyCorpus;
import serlab.feature.cache.FeatureCache;
import serlab.feature.cache.ProgressListener;
import serlab.feature.duplicate.SoundPrints;

/**
 * Audit of corpora and experiments. Every clip is decoded once, on all cores; the findings do not depend on their number.
 *
 * @param cache    where prints of recordings are kept
 * @param worth    what leaks are worth in points
 * @param progress told after each clip, from several threads
 */
public record Audit(FeatureCache cache, LeakCost worth, ProgressListener progress) {
    private static final long SEED = 1;

    /**
     * Audits recordings and labels, the split that a column {@code split} gives, and what each protocol would do.
     *
     * @param everyFile the corpus with every file a clip of its own, for what is wrong with the files
     * @param corpus    the same as experiments read it, for what protocols do with it
     */
    public AuditReport corpus(Corpus everyFile, Corpus corpus) {
        List<Recording> recordings = RecordingReader.read(everyFile.clips(), prints(), progress);
        SameAudio audio = compared(recordings);
        List<Finding> findings = new ArrayList<>(CorpusChecks.findings(everyFile, recordings, audio, worth));
        RecordingChecks recorded = new RecordingChecks(recordings);
        findings.addAll(recorded.findings());
        NamedSplit.given(everyFile).ifPresent(given -> {
            findings.addAll(SplitChecks.findings(given.name(), List.of(given), audio, worth));
            findings.addAll(recorded.findings(given.name(), List.of(given)));
        });
        List<ProtocolSummary> protocols = SplitProtocols.all().stream().filter(protocol -> protocol.suits(corpus))
                .map(protocol -> summary(protocol, corpus.with(audio.duplicates(corpus)), audio)).toList();
        return new AuditReport(subject(everyFile), findings, subject(corpus), protocols);
    }

    /**
     * Audits an experiment: its clips, its split over its folds and seeds, and the leaks that it switches on.
     *
     * @throws InvalidInputException if the protocol does not fit the corpus
     */
    public AuditReport experiment(ExperimentSpec experiment, Corpus corpus) {
        List<Recording> recordings = RecordingReader.read(corpus.clips(), prints(), progress);
        SameAudio audio = compared(recordings);
        List<Finding> findings = new ArrayList<>(LeakChecks.findings(experiment, corpus, worth));
        findings.addAll(CorpusChecks.findings(corpus, recordings, audio, worth));
        Corpus divided = LeakyCorpus.of(experiment, corpus.with(audio.duplicates(corpus)));
        List<NamedSplit> splits = new ArrayList<>();
        for (int fold : experiment.foldsOf(divided)) {
            for (long seed : experiment.seeds()) {
                splits.add(NamedSplit.of(experiment.protocol().split(divided, fold, seed)));
            }
        }
        findings.addAll(SplitChecks.findings(experiment.protocol().name(), splits, audio, worth));
        RecordingChecks recorded = new RecordingChecks(recordings);
        findings.addAll(recorded.findings());
        findings.addAll(recorded.findings(experiment.protocol().name(), splits));
        return new AuditReport(experiment.name() + " on " + subject(corpus) + ", " + experiment.protocol().name(),
                findings, subject(divided), List.of());
    }

    private ProtocolSummary summary(SplitProtocol protocol, Corpus corpus, SameAudio audio) {
        try {
            int folds = protocol.folds(corpus);
            List<NamedSplit> splits = IntStream.range(0, Math.max(1, folds))
                    .mapToObj(fold -> NamedSplit.of(protocol.split(corpus, fold, SEED))).toList();
            return new ProtocolSummary(protocol.name(), folds,
                    SplitChecks.findings(protocol.name(), splits, audio, worth), "");
        } catch (InvalidInputException e) {
            return new ProtocolSummary(protocol.name(), 0, List.of(), e.getMessage());
        }
    }

    private SoundPrints prints() {
        return new SoundPrints(cache);
    }

    private SameAudio compared(List<Recording> recordings) {
        return SameAudio.among(recordings.stream().filter(Recording::readable).toList(), prints());
    }

    private static String subject(Corpus corpus) {
        return corpus.summary();
    }
}
