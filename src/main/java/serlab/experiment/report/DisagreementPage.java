package serlab.experiment.report;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import serlab.Html;
import serlab.Percent;
import serlab.corpus.Clip;
import serlab.corpus.FileSource;
import serlab.evaluation.Answer;
import serlab.evaluation.ClusteredUar;
import serlab.evaluation.ConfusionMatrix;
import serlab.evaluation.Interval;
import serlab.evaluation.TestScores;
import serlab.experiment.ComparisonResult;
import serlab.experiment.OutputFolder;
import serlab.experiment.TrainingResult;
import serlab.experiment.VariantResult;

/**
 * A comparison on one page that needs nothing else: the scores, and of the best variant against each other one the difference with
 * its interval and paired test, how their confusions differ, and the clips that they answer differently, to listen to. Sounds are
 * links to the files where the corpus lies on this machine; none is copied.
 */
public record DisagreementPage(ComparisonResult result) {
    /** Its file in the output folder. */
    public static final String FILE = "comparison.html";
    private static final int MOST_CLIPS = 300;
    private static final String STYLE = "body{font:1rem/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;"
            + "color:#1c2430;background:#fff;overflow-wrap:anywhere}.wide{overflow-x:auto}table{border-collapse:collapse;margin:.75rem 0}"
            + "th,td{padding:.25rem .75rem .25rem 0;text-align:left;border-bottom:1px solid #c9d1db;"
            + "overflow-wrap:break-word}audio{height:2.2rem;max-width:16rem}"
            + "@media(prefers-color-scheme:dark){body{color:#e6ebf2;background:#12161c}th,td{border-color:#3a4452}}";

    /** Whether there is anything to compare. */
    public static boolean of(ComparisonResult result) {
        return result.variants().size() > 1;
    }

    /** Writes it into a folder. */
    public Path write(Path folder) {
        return new OutputFolder(folder).write(FILE, html().getBytes(StandardCharsets.UTF_8));
    }

    String html() {
        String title = Html.escaped(result.spec().name());
        StringBuilder page = new StringBuilder("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
                + "content=\"width=device-width\"><title>" + title + "</title><style>" + STYLE + "</style></head>\n<body><main>\n<h1>"
                + title + "</h1>\n");
        paragraph(page, result.provenance());
        List<List<String>> rows = new ArrayList<>(List.of(List.of("variant", "UAR", "95 % interval", "accuracy", "macro F1")));
        result.variants().forEach(variant -> rows.add(List.of(variant.spec().name(), variant.uar().percent(),
                variant.uar().interval().map(Interval::percent).orElse("one value"), variant.accuracy().percent(),
                variant.macroF1().percent())));
        table(page, rows, "Scores of the variants");
        result.missing().forEach(line -> paragraph(page, line));
        VariantResult best = result.best();
        result.variants().stream().filter(other -> other != best).forEach(other -> pair(page, best, other));
        return page.append("</main></body></html>\n").toString();
    }

    private void pair(StringBuilder page, VariantResult one, VariantResult other) {
        page.append("<h2>").append(Html.escaped(one.spec().name() + " against " + other.spec().name())).append("</h2>\n");
        Optional<ClusteredUar> difference = TestScores.difference(one.scores(), other.scores());
        difference.ifPresent(by -> paragraph(page, String.format(Locale.ROOT, "UAR differs by %+.1f points %s (95 %% interval over speakers, or "
                + "clips where speakers are unknown).", 100 * by.value(), by.interval().points())));
        TestScores.paired(one.scores(), other.scores()).ifPresent(test -> paragraph(page, String.format(Locale.ROOT, "Paired by fold and "
                + "seed: %+.1f points %s, p = %.2f (corrected paired t-test).", 100 * test.meanDifference(),
                test.corrected().interval().points(), test.corrected().p())));
        confusion(page, one, other);
        clips(page, one, other);
    }

    private static void confusion(StringBuilder page, VariantResult one, VariantResult other) {
        ConfusionMatrix first = one.pooled();
        ConfusionMatrix second = other.pooled();
        List<List<String>> rows = new ArrayList<>();
        List<String> header = new ArrayList<>(List.of("truth \\ answer"));
        header.addAll(first.labels());
        rows.add(header);
        for (int truth = 0; truth < first.size(); truth++) {
            List<String> row = new ArrayList<>(List.of(first.labels().get(truth)));
            for (int answer = 0; answer < first.size(); answer++) {
                row.add(String.format(Locale.ROOT, "%+.1f", 100 * (share(first, truth, answer) - share(second, truth, answer))));
            }
            rows.add(row);
        }
        paragraph(page, "How often each class is taken for each, in points of the class's clips: " + one.spec().name() + " less "
                + other.spec().name() + ".");
        table(page, rows, "Difference of the confusion matrices");
    }

    private static double share(ConfusionMatrix matrix, int truth, int answer) {
        long all = IntStream.range(0, matrix.size()).mapToLong(c -> matrix.count(truth, c)).sum();
        return all == 0 ? 0 : (double) matrix.count(truth, answer) / all;
    }

    /**
     * A clip that two variants answer differently under the same fold and seed.
     *
     * @param firstSure probability that the first gives its answer
     */
    private record Disagreement(String clip, int truth, int first, float firstSure, int second, float secondSure) {
        double sure() {
            return firstSure + secondSure;
        }

        boolean decided() {
            return truth == first || truth == second;
        }
    }

    private static List<Disagreement> disagreements(VariantResult one, VariantResult other) {
        Map<List<Object>, TrainingResult> others = other.trainings().stream().collect(Collectors.toMap(DisagreementPage::key,
                training -> training));
        Map<String, Disagreement> all = new LinkedHashMap<>();
        for (TrainingResult training : one.trainings()) {
            TrainingResult twin = others.get(key(training));
            if (twin != null) {
                Map<String, Answer> answers = twin.answers().stream().collect(Collectors.toMap(Answer::clip, answer -> answer));
                for (Answer said : training.answers()) {
                    Answer theirs = answers.get(said.clip());
                    if (theirs != null && theirs.predicted() != said.predicted()) {
                        all.putIfAbsent(said.clip(), new Disagreement(said.clip(), said.truth(), said.predicted(), sure(training, said),
                                theirs.predicted(), sure(twin, theirs)));
                    }
                }
            }
        }
        return all.values().stream().sorted(Comparator.comparing(Disagreement::decided).reversed()
                .thenComparing(Comparator.comparingDouble(Disagreement::sure).reversed()).thenComparing(Disagreement::clip)).toList();
    }

    private static List<Object> key(TrainingResult training) {
        return List.of(training.key().fold(), training.key().seed());
    }

    private static float sure(TrainingResult training, Answer answer) {
        return answer.calibrated(training.validation().temperature())[answer.predicted()];
    }

    private void clips(StringBuilder page, VariantResult one, VariantResult other) {
        List<Disagreement> all = disagreements(one, other);
        List<String> labels = one.trainings().get(0).labels();
        Map<String, Clip> clips = result.corpus().clips().stream().collect(Collectors.toMap(Clip::id, clip -> clip));
        paragraph(page, all.size() + (all.size() == 1 ? " clip is" : " clips are") + " answered differently, with one seed or more"
                + (all.size() > MOST_CLIPS ? "; the first " + MOST_CLIPS + " follow" : "") + ". Those that one of them has right come first, the "
                + "surest before others.");
        if (all.isEmpty()) {
            return;
        }
        page.append("<div class=\"wide\" tabindex=\"0\"><table>\n<tr><th>clip</th><th>truth</th><th>").append(Html.escaped(one.spec().name()))
                .append("</th><th>").append(Html.escaped(other.spec().name())).append("</th><th>listen</th></tr>\n");
        all.stream().limit(MOST_CLIPS).forEach(each -> page.append("<tr><td>").append(Html.escaped(each.clip())).append("</td><td>")
                .append(Html.escaped(labels.get(each.truth()))).append("</td><td>").append(said(each.first(), each.firstSure(), each, labels))
                .append("</td><td>").append(said(each.second(), each.secondSure(), each, labels)).append("</td><td>")
                .append(sound(clips.get(each.clip()))).append("</td></tr>\n"));
        page.append("</table></div>\n");
    }

    private static String said(int answer, float sure, Disagreement of, List<String> labels) {
        String words = Html.escaped(labels.get(answer) + ", " + Percent.ofProbability(sure));
        return answer == of.truth() ? "<strong>" + words + " ✓</strong>" : words;
    }

    private static String sound(Clip clip) {
        if (clip == null || !(clip.source() instanceof FileSource source) || clip.source().isImage()) {
            return "in an archive or none";
        }
        String address = Html.escaped(source.file().toAbsolutePath().normalize().toUri().toString());
        return "<audio controls preload=\"none\" src=\"" + address + "\"></audio> <a href=\"" + address + "\">file</a>";
    }

    private static void paragraph(StringBuilder page, String text) {
        page.append("<p>").append(Html.escaped(text)).append("</p>\n");
    }

    private static void table(StringBuilder page, List<List<String>> rows, String caption) {
        page.append("<div class=\"wide\" tabindex=\"0\"><table><caption>").append(Html.escaped(caption)).append("</caption>\n");
        for (int i = 0; i < rows.size(); i++) {
            String tag = i == 0 ? "th" : "td";
            page.append(rows.get(i).stream().map(cell -> "<" + tag + ">" + Html.escaped(cell) + "</" + tag + ">")
                    .collect(Collectors.joining("", "<tr>", "</tr>\n")));
        }
        page.append("</table></div>\n");
    }
}
