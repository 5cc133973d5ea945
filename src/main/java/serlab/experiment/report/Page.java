package serlab.experiment.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import serlab.Percent;
import serlab.evaluation.ClassificationReport;
import serlab.evaluation.ConfusionMatrix;
import serlab.evaluation.GroupDifference;
import serlab.evaluation.GroupScore;
import serlab.evaluation.Interval;
import serlab.evaluation.MarkdownTable;
import serlab.evaluation.Summary;
import serlab.experiment.SpeakerAdjustment;

/** The page of a report, in Markdown. */
record Page(Report report) {
    static final String CONFUSION = "confusion.png";
    static final String RELIABILITY = "reliability.png";

    String markdown() {
        Row headline = report.headline();
        String where = report.folder().toString();
        StringBuilder page = new StringBuilder("# Results of `" + report.folder().getFileName() + "`\n\n");
        page.append("Corpus: ").append(headline.comparison().corpus()).append(", ")
                .append(headline.comparison().clips().size()).append(" clips, ")
                .append(headline.comparison().labels().size()).append(" classes (chance is ")
                .append(Percent.number(1.0 / headline.comparison().labels().size())).append(" % UAR). All figures in %. ")
                .append("This page and `results.csv` are made by `./ser report ").append(where)
                .append("` from finished runs; every look at a test fold is a run in MLflow.\n\n");
        if (!report.missing().isEmpty()) {
            page.append("Not run yet: ").append(String.join(", ", report.missing())).append(".\n\n");
        }
        List<String> failed = report.all().stream().flatMap(row -> row.comparison().failed().stream()).distinct().toList();
        if (!failed.isEmpty()) {
            page.append("Failed, and missing from all means:\n\n- ").append(String.join("\n- ", failed)).append("\n\n");
        }
        page.append("## Models\n\n").append(models(report.rows(), false));
        if (report.rows().stream().anyMatch(row -> row.variant().transductive())) {
            page.append("## Transductive track\n\nThese models standardize features by the unlabeled clips of the test "
                    + "speaker, all of them at once. They are not compared with those above.\n\n").append(models(report.rows(), true));
        }
        page.append(pretrained());
        page.append(withoutBias()).append(knownShares());
        page.append("## Folds\n\nUAR of each fold, mean of its seeds.\n\n").append(folds(report.rows()));
        page.append("## ").append(headline.name()).append("\n\nThe model with the highest UAR on validation clips, under `")
                .append(headline.variant().protocol()).append("`; rows are the truth, columns the answer, folds and seeds "
                        + "pooled.\n\n").append(confusion(headline));
        page.append("![Confusion matrix](" + CONFUSION + ")\n\n").append(groups(headline));
        page.append("## Calibration\n\nExpected calibration error over 15 bins, before and after dividing the logits by a "
                + "temperature fitted on the validation clips of each fold.\n\n").append(calibration());
        page.append("![Reliability](" + RELIABILITY + ")\n\n");
        report.ablations().ifPresent(ablations -> page.append("## What was tried\n\nEvery design choice was judged inside the "
                + "training actors (`inner-actor-folds`): no test actor of an outer fold stands in these numbers. Differences "
                + "are paired by fold and seed, with the 95 % interval of the corrected resampled t-test. Entries that did "
                + "not help are listed too.\n\n").append(ablations.markdown()));
        return page.toString().stripTrailing() + "\n";
    }

    private String pretrained() {
        if (report.pretrained().isEmpty()) {
            return "";
        }
        StringBuilder part = new StringBuilder("## Pretrained encoders\n\nA track of its own: heads over the numbers of a speech "
                + "encoder that was trained on other recordings before, and is left as it is; where a row says fine-tuned, its upper "
                + "layers go on learning. The name of the encoder stands in every row. Encoders have heard much of the web, perhaps "
                + "this corpus too, though without its labels. Settings of heads are chosen by cross-validation over the training "
                + "speakers; heads in which chance has no part have one "
                + "seed. Members of ensembles that know nothing of an encoder stand in the tables above.\n\n")
                .append(models(report.pretrained(), false));
        if (report.pretrained().stream().anyMatch(row -> row.variant().transductive())) {
            part.append("With numbers standardized by the unlabeled clips of the test speaker (transductive):\n\n")
                    .append(models(report.pretrained(), true));
        }
        return part.append(folds(report.pretrained())).toString();
    }

    private String models(List<Row> shown, boolean transductive) {
        MarkdownTable rows = new MarkdownTable("model", "protocol", "UAR", "sd over folds", "95 % interval by actor",
                "UAR of each seed", "accuracy", "macro F1", "parameters", "minutes per fold");
        shown.stream().filter(row -> row.variant().transductive() == transductive).forEach(row -> {
            Summary uar = row.summary(ClassificationReport::uar);
            rows.add(row.name(), row.variant().protocol() + ", " + uar.n() + (uar.n() == 1 ? " fold" : " folds"),
                    "**" + Percent.number(uar.mean()) + "**", uar.n() == 1 ? "–" : Percent.number(uar.sd()), row.interval(),
                    row.seeds().size() == 1 ? "–" : row.perSeed(), Percent.number(row.summary(ClassificationReport::accuracy).mean()),
                    Percent.number(row.summary(report -> report.macro().f1()).mean()),
                    String.format(Locale.ROOT, "%,d", row.variant().parameters()),
                    String.format(Locale.ROOT, "%.1f", row.minutesPerFold()));
        });
        return rows + "UAR is the mean over folds, each the mean of its seeds. The interval is that of all test clips "
                + "together, whole actors drawn with replacement (2000 draws). Minutes are those of the clock, whatever "
                + "else the machine did." + duplicates(shown) + "\n\n";
    }

    private static String duplicates(List<Row> shown) {
        List<String> marked = shown.stream().map(Row::comparison).filter(known -> !known.duplicates().isEmpty())
                .map(known -> " `" + known.name() + "`: " + known.duplicates() + ".").distinct().toList();
        return String.join("", marked);
    }

    /** Every model with the answers to a test speaker's clips adjusted together; empty if that makes no sense for any. */
    private Optional<String> adjusted(SpeakerAdjustment how) {
        MarkdownTable rows = new MarkdownTable("model", "protocol", "UAR", "gain", "sd over folds",
                "95 % interval by actor", "UAR of each seed", "accuracy", "macro F1");
        boolean any = false;
        for (Row row : report.rows()) {
            Optional<Row> adjusted = row.adjusted(how);
            any |= adjusted.isPresent();
            adjusted.ifPresent(own -> {
                Summary uar = own.summary(ClassificationReport::uar);
                rows.add(row.name(), row.variant().protocol(), "**" + Percent.number(uar.mean()) + "**",
                        String.format(Locale.ROOT, "%+.1f", 100 * (uar.mean() - row.summary(ClassificationReport::uar).mean())),
                        uar.n() == 1 ? "–" : Percent.number(uar.sd()), own.interval(),
                        own.seeds().size() == 1 ? "–" : own.perSeed(), Percent.number(own.summary(ClassificationReport::accuracy).mean()),
                        Percent.number(own.summary(report -> report.macro().f1()).mean()));
            });
        }
        return any ? Optional.of(rows.toString()) : Optional.empty();
    }

    private String withoutBias() {
        return adjusted(SpeakerAdjustment.WITHOUT_BIAS).map(rows -> "## Without a speaker's bias\n\nThe same answers, less the "
                + "emotions that a model hears in everything a speaker says: from the log probabilities of each clip those of the "
                + "speaker's clips are taken off, their mean shrunk as though four more clips showed no bias, and held below 1.5 "
                + "(`./ser predict --speaker-of-folder --without-bias`). No label and no count of emotions is used; how to do it was "
                + "chosen inside the training actors, see the last table. Transductive, whatever the model, and as the "
                + "standardized features above it takes a speaker's clips to be of mixed emotions.\n\n" + rows
                + "What it takes: accuracy on parts of the recordings of each test speaker, drawn at random, with the answers of "
                + report.headline().name() + ".\n\n" + PartsOfSpeakers.of(report.headline())).orElse("");
    }

    private String knownShares() {
        return adjusted(SpeakerAdjustment.KNOWN_SHARES).map(rows -> "## With known shares\n\nThe same answers, had it been known "
                + "how many of each test speaker's clips are of which emotion, though not which ones, as it is by design where "
                + "actors record every emotion equally often (`./ser predict --speaker-of-folder --shares`). A speaker's answers "
                + "are scaled by one weight per emotion until their means are these shares (Sinkhorn scaling; nothing is trained "
                + "or tuned). Transductive, whatever the model, and with more knowledge than any other table here: read it as "
                + "what a speaker's bias towards some emotions costs, not as recognition in the open.\n\n" + rows).orElse("");
    }

    private static String folds(List<Row> shown) {
        TreeSet<Integer> folds = new TreeSet<>();
        shown.forEach(row -> folds.addAll(row.folds(ClassificationReport::uar).keySet()));
        List<String> header = new ArrayList<>(List.of("model", "protocol"));
        folds.forEach(fold -> header.add("fold " + fold));
        MarkdownTable rows = new MarkdownTable(header.toArray(String[]::new));
        for (Row row : shown) {
            List<String> cells = new ArrayList<>(List.of(row.name(), row.variant().protocol()));
            folds.forEach(fold -> cells.add(row.folds(ClassificationReport::uar).containsKey(fold)
                    ? Percent.number(row.folds(ClassificationReport::uar).get(fold)) : ""));
            rows.add(cells.toArray(String[]::new));
        }
        return rows.toString();
    }

    private static String confusion(Row row) {
        ConfusionMatrix matrix = row.scores().pooled();
        List<String> header = new ArrayList<>(List.of(""));
        header.addAll(matrix.labels());
        MarkdownTable rows = new MarkdownTable(header.toArray(String[]::new));
        for (int truth = 0; truth < matrix.size(); truth++) {
            List<String> cells = new ArrayList<>(List.of("**" + matrix.labels().get(truth) + "**"));
            for (int predicted = 0; predicted < matrix.size(); predicted++) {
                cells.add(String.valueOf(matrix.count(truth, predicted)));
            }
            rows.add(cells.toArray(String[]::new));
        }
        return rows.toString();
    }

    private static String groups(Row row) {
        MarkdownTable rows = new MarkdownTable("by", "group", "predictions", "UAR", "95 % interval", "accuracy");
        for (GroupScore score : row.groups()) {
            rows.add(score.grouping(), score.group(), String.valueOf(score.items()), Percent.number(score.uar()),
                    score.interval().map(Interval::percent).orElse("–"), Percent.number(score.accuracy()));
        }
        return "UAR of a group is over the classes that occur in it: neutral has one intensity only. Intervals draw whole "
                + "actors; those of a single actor draw clips.\n\n" + rows + differences(row);
    }

    private static String differences(Row row) {
        if (row.differences().isEmpty()) {
            return "";
        }
        MarkdownTable rows = new MarkdownTable("by", "group", "less group", "UAR points", "95 % interval", "verdict");
        for (GroupDifference one : row.differences()) {
            rows.add(one.grouping(), one.first(), one.second(), String.format(Locale.ROOT, "%+.1f", 100 * one.difference()),
                    one.interval().map(Interval::points).orElse("–"), one.interval().isEmpty() ? "too few actors" : one.clear() ? "differ"
                            : "may be chance");
        }
        return "Differences between these groups, over the classes that both have. Intervals draw whole actors, those heard in both groups "
                + "for both at once (2000 draws); of twenty such intervals one leaves 0 out by chance.\n\n" + rows;
    }

    private String calibration() {
        MarkdownTable rows = new MarkdownTable("model", "protocol", "mean temperature", "error as trained",
                "error with temperature");
        report.rows().forEach(row -> rows.add(row.name(), row.variant().protocol(),
                String.format(Locale.ROOT, "%.2f", row.temperature()),
                Percent.number(row.variant().confidences(false).reliability().expectedCalibrationError()),
                Percent.number(row.variant().confidences(true).reliability().expectedCalibrationError())));
        return rows.toString();
    }
}
