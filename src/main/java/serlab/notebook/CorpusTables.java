package serlab.notebook;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import serlab.audit.AuditReport;
import serlab.audit.ProtocolSummary;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.corpus.Split;
import serlab.corpus.split.SplitProtocol;
import serlab.corpus.split.SplitProtocols;
import serlab.feature.Scaler;
import serlab.feature.cache.Features;
import serlab.feature.encoder.EncoderModel;
import serlab.feature.encoder.EncoderShape;
import serlab.feature.encoder.EncoderStore;
import serlab.notebook.table.TableBuilder;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Corpora, splits and audits as tables. */
final class CorpusTables {
    private static final long SEED = 1;

    private CorpusTables() {
    }

    static Table clips(Corpus corpus) {
        return clips(corpus.name(), corpus.clips());
    }

    static Table clips(String name, List<Clip> clips) {
        Table table = Table.create(name, column("clip", clips, Clip::id), column("emotion", clips, Clip::label),
                column("speaker", clips, Clip::speaker));
        clips.stream().flatMap(clip -> clip.fields().keySet().stream()).distinct().sorted().forEach(field ->
                table.addColumns(column(field, clips, clip -> clip.fields().getOrDefault(field, ""))));
        return table;
    }

    private static StringColumn column(String name, List<Clip> clips, Function<Clip, String> value) {
        return StringColumn.create(name, clips.stream().map(value));
    }

    /** A pretrained encoder. */
    static Table encoder(String name) {
        EncoderStore store = EncoderStore.ofUser();
        EncoderModel model = store.describe(name);
        Path file = store.find(model);
        EncoderShape shape = store.shapeOf(model).orElseThrow();
        return new TableBuilder("Encoder", "name", "layers", "width", "mel bands", "seconds at once", "MB", "SHA-256").add(name, shape.depth(),
                shape.width(), shape.bands(), shape.melFrames() / 100.0, file.toFile().length() / 1e6, model.sha256()).table();
    }

    static Table splits(Corpus corpus) {
        TableBuilder rows = new TableBuilder("Fold 0 of every protocol", "protocol", "folds", "training", "validation", "test",
                "test speakers heard in training", "note");
        SplitProtocol suited = SplitProtocols.standard().on(corpus);
        for (SplitProtocol protocol : SplitProtocols.all()) {
            Optional<String> misfit = SplitProtocols.misfit(protocol, corpus).or(() -> protocol.suits(corpus) ? Optional.empty()
                    : Optional.of("it is for corpora of another kind"));
            if (misfit.isPresent()) {
                rows.add(protocol.name(), 0, 0, 0, 0, "", "does not fit: " + misfit.get());
                continue;
            }
            Split split = protocol.split(corpus, 0, SEED);
            rows.add(protocol.name(), protocol.folds(corpus), split.training().size(), split.validation().size(),
                    split.test().size(), sharedSpeakers(split), (split.speakerIndependent() ? "speakers apart" : "")
                            + (protocol.equals(suited) ? (split.speakerIndependent() ? "; " : "") + "what speakers means here" : ""));
        }
        return rows.table();
    }

    private static String sharedSpeakers(Split split) {
        Set<String> trained = speakers(split.training());
        Set<String> tested = speakers(split.test());
        long shared = tested.stream().filter(trained::contains).count();
        return tested.isEmpty() ? "unknown" : shared + " of " + tested.size();
    }

    private static Set<String> speakers(List<Clip> clips) {
        return clips.stream().map(Clip::speaker).filter(speaker -> !speaker.isEmpty()).collect(Collectors.toSet());
    }

    static Table split(Corpus corpus, Split split) {
        TableBuilder rows = new TableBuilder(split.protocol() + ", fold " + split.fold(), "set", "clips", "speakers", "emotions");
        List<List<Clip>> sets = List.of(split.training(), split.validation(), split.test());
        List<String> names = List.of("training", "validation", "test");
        for (int i = 0; i < sets.size(); i++) {
            long emotions = sets.get(i).stream().map(Clip::label).distinct().count();
            rows.add(names.get(i), sets.get(i).size(), speakers(sets.get(i)).size(), emotions + " of "
                    + corpus.labels().size());
        }
        return rows.table();
    }

    static Table scaling(Features features, Split split) {
        Scaler scaler = Scaler.fit(matrices(features, split.training()));
        TableBuilder rows = new TableBuilder("Scaler fitted on the training clips", "set", "mean before", "sd before", "mean after",
                "sd after");
        for (String set : List.of("training", "test")) {
            List<float[][]> before = matrices(features, set.equals("test") ? split.test() : split.training());
            double[] raw = moments(before);
            double[] scaled = moments(before.stream().map(scaler::apply).toList());
            rows.add(set, raw[0], raw[1], scaled[0], scaled[1]);
        }
        return rows.table();
    }

    private static List<float[][]> matrices(Features features, List<Clip> clips) {
        Set<String> ids = clips.stream().map(Clip::id).collect(Collectors.toSet());
        List<float[][]> matrices = new ArrayList<>();
        features.items().stream().filter(item -> ids.contains(item.clip().id())).forEach(item -> matrices.add(item.feature()));
        return matrices;
    }

    /** Mean and standard deviation of all values that are not missing. */
    static double[] moments(List<float[][]> matrices) {
        double count = 0;
        double sum = 0;
        double squares = 0;
        for (float[][] matrix : matrices) {
            for (float[] band : matrix) {
                for (float value : band) {
                    if (!Float.isNaN(value)) {
                        count++;
                        sum += value;
                        squares += (double) value * value;
                    }
                }
            }
        }
        double mean = sum / count;
        return new double[] {mean, Math.sqrt(Math.max(0, squares / count - mean * mean))};
    }

    static Table findings(AuditReport report) {
        TableBuilder rows = new TableBuilder("Findings: " + report.subject(), "severity", "finding", "count", "what it means");
        report.findings().forEach(finding -> rows.add(finding.severity().name().toLowerCase(Locale.ROOT),
                finding.code(), finding.count(), finding.message()));
        return rows.table();
    }

    static Table protocols(AuditReport report) {
        TableBuilder rows = new TableBuilder("On both sides of a split, over all folds", "protocol", "folds", "same audio", "speakers",
                "sentences");
        for (ProtocolSummary protocol : report.protocols()) {
            if (protocol.misfit().isEmpty()) {
                rows.add(protocol.name(), protocol.folds(), protocol.count("same-audio-across-split"),
                        protocol.count("speakers-across-split"), protocol.count("sentences-across-split"));
            }
        }
        return rows.table();
    }
}
