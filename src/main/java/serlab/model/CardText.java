package serlab.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import serlab.Counted;
import serlab.Html;
import serlab.Percent;
import serlab.feature.EncoderSpec;

/**
 * A model's card in plain words: what it hears, what it was trained on, how good it is and for whom, how sure it may be and what
 * it cannot know. The same text as Markdown and as a page that needs nothing else.
 *
 * @param title    name of the model
 * @param sections in order
 */
public record CardText(String title, List<Section> sections) {
    /** Its file in a bundle, as Markdown. */
    public static final String MARKDOWN = "model-card.md";
    /** Its file in a bundle, as a page. */
    public static final String PAGE = "model-card.html";
    private static final double ROUNDING = 1e-9;
    private static final double LEAST_POINT = 0.001;
    private static final String STYLE = "body{font:1rem/1.5 system-ui,sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem;"
            + "color:#1c2430;background:#fff;overflow-wrap:anywhere}h1{line-height:1.2}.wide{overflow-x:auto}"
            + "table{border-collapse:collapse;margin:.75rem 0}th,td{padding:.25rem .75rem .25rem 0;text-align:left;"
            + "border-bottom:1px solid #c9d1db;white-space:nowrap}"
            + "@media(prefers-color-scheme:dark){body{color:#e6ebf2;background:#12161c}th,td{border-color:#3a4452}}";

    public CardText {
        sections = List.copyOf(sections);
    }

    /**
     * A heading with what stands below it.
     *
     * @param paragraphs sentences, each on its own
     * @param points     a list
     * @param tables     the first row of each is its header
     */
    public record Section(String heading, List<String> paragraphs, List<String> points, List<List<List<String>>> tables) {
    }

    /** The card of a bundle; of one without a card the little that is known. */
    public static CardText of(ModelBundle bundle) {
        List<Section> all = new ArrayList<>();
        all.add(what(bundle));
        bundle.card().ifPresent(card -> {
            if (card.tested()) {
                all.add(score(bundle, card));
                if (card.details().equals(CardDetails.NONE)) {
                    all.add(new Section("For whom, and how sure", List.of(card.synthetic() ? "Not measured: it has heard synthetic voices "
                            + "alone, as the starter model that is shipped with the program, so what it does for people is not known. A model "
                            + "that is trained on recordings of people tells." : "Not known: the model is from before such things were kept "
                            + "with it. Train it again to learn them."), List.of(), List.of()));
                    return;
                }
                groups(card).ifPresent(all::add);
                all.add(sureness(bundle, card.details()));
                curve(card.details()).ifPresent(all::add);
            }
        });
        all.add(limits(bundle));
        bundle.card().ifPresent(card -> all.add(origin(bundle, card)));
        return new CardText("Model card: " + bundle.name(), all);
    }

    /** Who knows what of it, in a sentence or two, for where there is room for no more. */
    public static String summary(ModelBundle bundle) {
        return bundle.card().map(card -> trained(card) + (card.tested() ? " " + score(card) : "") + " "
                + bundle.card().get().cautions(1.0 / bundle.labels().size()).stream().map(CardText::sentence)
                .collect(Collectors.joining(" "))).orElse("It has no card: nothing is known of what it was trained on, nor of how it was "
                + "tested.");
    }

    private static Section what(ModelBundle bundle) {
        List<String> paragraphs = new ArrayList<>(List.of("It takes a recording of a voice for one of "
                + bundle.labels().size() + " classes" + ": " + String.join(", ", bundle.labels())
                + "."));
        paragraphs.add(bundle.card().map(CardText::trained).orElse("It has no card: nothing is known of what it was trained on, nor of "
                + "how it was tested."));
        List<String> encoders = EncoderSpec.described(bundle.features());
        if (!encoders.isEmpty()) {
            paragraphs.add("It hears through a pretrained encoder: " + String.join("; ", encoders) + ".");
        }
        return new Section("What it is", paragraphs, List.of(), List.of());
    }

    private static String trained(ModelCard card) {
        String speakers = card.trainingSpeakers() == 0 ? "who speaks is not known" : "of " + Counted.of(card.trainingSpeakers(), "speaker");
        return "It has learned of " + Counted.of(card.trainingClips(), "clip") + " of " + card.corpus() + ", " + speakers
                + (card.synthetic() ? ", all of them synthetic." : ". License of the corpus: "
                + (card.details().license().isEmpty() ? "not known here; ask who made it" : card.details().license()) + ".");
    }

    private static String score(ModelCard card) {
        String speakers = card.testSpeakers() == 0 ? "" : " of " + Counted.of(card.testSpeakers(), "speaker");
        return "On " + Counted.of(card.testClips(), "clip") + speakers + " that " + (card.details().crossed() > 1 ? "the model that answered"
                : "it") + " had not learned of, it found " + share(card.uar()) + interval(card.details().interval())
                + " of each class on average (UAR" + (flat(card.details().interval()) ? "; too few clips for an interval" : "") + ").";
    }

    private static Section score(ModelBundle bundle, ModelCard card) {
        List<String> paragraphs = new ArrayList<>(List.of(score(card) + " Guessing finds " + share(1.0 / bundle.labels().size())
                + ". Right answers of all: " + share(card.accuracy()) + "; macro F1 " + share(card.macroF1()) + "."));
        paragraphs.add(card.speakerIndependent() ? "No speaker of these clips was heard in training, so the score is one for new voices ("
                + card.protocol() + ")." : "Speakers may stand in training and test alike (" + card.protocol()
                + "), so the score is too high for new voices.");
        if (card.details().crossed() > 1) {
            paragraphs.add("The score is that of cross-validation: the clips were divided into " + card.details().crossed()
                    + " parts, and each part was answered by a model that had learned of the others. This model has learned of all of them, "
                    + "and should be as good or a little better.");
        }
        if (card.testDuplicates() > 0) {
            paragraphs.add(Counted.of(card.testDuplicates(), "test clip") + " sound like one that was learned of, which flatters the score.");
        }
        List<List<String>> classes = table(card.details(), CardDetails.BY_CLASS, "class", "found");
        return new Section("How good it is", paragraphs, List.of(), classes.size() > 1 ? List.of(classes) : List.of());
    }

    private static List<List<String>> table(CardDetails details, String by, String heading, String figure) {
        List<List<String>> rows = new ArrayList<>(List.of(List.of(heading, "clips", figure, "95 % interval")));
        details.groups().stream().filter(group -> group.by().equals(by)).forEach(group -> rows.add(List.of(group.group(),
                String.valueOf(group.clips()), Percent.of(group.uar()), ends(group.interval(), "–"))));
        return rows;
    }

    private static Optional<Section> groups(ModelCard card) {
        CardDetails details = card.details();
        Map<String, List<CardDetails.Group>> by = details.groups().stream().filter(group -> !group.by().equals(CardDetails.BY_CLASS))
                .collect(Collectors.groupingBy(CardDetails.Group::by, LinkedHashMap::new, Collectors.toList()));
        by.values().removeIf(groups -> groups.size() < 2);
        if (by.isEmpty()) {
            return Optional.empty();
        }
        List<String> points = new ArrayList<>();
        details.differences().forEach(one -> points.add(String.format(Locale.ROOT, "%s, %s less %s: %+.1f points %s%s", one.by(), one.first(),
                one.second(), 100 * one.difference(), points(one.interval()), one.clear() ? ", a clear difference"
                        : ", which may be chance")));
        by.forEach((grouping, groups) -> {
            if (details.differences().stream().noneMatch(one -> one.by().equals(grouping))) {
                CardDetails.Group worst = groups.stream().min((a, b) -> Double.compare(a.uar(), b.uar())).orElseThrow();
                CardDetails.Group best = groups.stream().max((a, b) -> Double.compare(a.uar(), b.uar())).orElseThrow();
                points.add(String.format(Locale.ROOT, "%s: from %s (%s) to %s (%s)", grouping, Percent.of(worst.uar()), worst.group(),
                        Percent.of(best.uar()), best.group()));
            }
        });
        return Optional.of(new Section("For whom", List.of("UAR of each group, over the classes that occur in it. Intervals are over "
                + "speakers, of a single speaker over clips; a difference is over the classes that both groups have."), points,
                by.keySet().stream().map(grouping -> table(details, grouping, grouping, "UAR")).toList()));
    }

    private static Section sureness(ModelBundle bundle, CardDetails details) {
        List<String> paragraphs = new ArrayList<>();
        if (details.calibration() >= 0) {
            paragraphs.add(String.format(Locale.ROOT, "Its probabilities were off by %s points on average on the test clips (expected "
                    + "calibration error): where it says 70 %%, expect it to be right about that often, give or take this.",
                    details.calibration() < LEAST_POINT / 2 ? "less than 0.1" : number(100 * details.calibration())));
        }
        for (CardDetails.Kept kept : details.promises()) {
            paragraphs.add(String.format(Locale.ROOT, "Asked for the classes that hold the right one in %.0f %% of a new speaker's clips, "
                    + "it covered %s, with %s a clip, and %s of the clips had one class alone. Calibrated on %s.",
                    100 * kept.asked(), share(kept.covered()), number(kept.size()).equals("1") ? "1 class" : number(kept.size()) + " classes",
                    share(kept.answered()),
                    Counted.of(kept.speakers(), "speaker")));
        }
        if (bundle.calibration().isEmpty()) {
            paragraphs.add("It can promise no coverage: it keeps no answers to speakers that it had not heard.");
        }
        return new Section("How sure it may be", paragraphs, List.of(), List.of());
    }

    private static Optional<Section> curve(CardDetails details) {
        if (details.curve().isEmpty()) {
            return Optional.empty();
        }
        List<List<String>> rows = new ArrayList<>(List.of(List.of("clips of each class", "UAR", "95 % interval")));
        details.curve().forEach(step -> rows.add(List.of(number(step.clips()), Percent.of(step.uar()),
                ends(step.interval(), "–"))));
        return Optional.of(new Section("What more clips would bring", List.of(details.outlook()), List.of(), List.of(rows)));
    }

    private static Section limits(ModelBundle bundle) {
        List<String> points = new ArrayList<>();
        bundle.card().ifPresent(card -> card.cautions(1.0 / bundle.labels().size()).forEach(caution -> points.add(sentence(caution))));
        points.add("It knows these " + bundle.labels().size() + " classes alone: whatever else there is to hear is taken for one of them.");
        points.add("It hears how something sounds, not what is meant, why, or what a person feels.");
        bundle.card().filter(card -> card.tested() && !card.details().equals(CardDetails.NONE)).ifPresent(card -> {
            List<String> unknown = List.of("speaker", "sex", "language", "intensity").stream().filter(by -> card.details().groups()
                    .stream().noneMatch(group -> group.by().equals(by))).toList();
            if (!unknown.isEmpty()) {
                points.add("Not measured, since the clips do not tell or are all alike: " + String.join(", ", unknown)
                        + ". Of age, accent, health and microphones nothing is known either.");
            }
        });
        points.add("Not for decisions about people.");
        return new Section("What it cannot know", List.of(), points, List.of());
    }

    private static Section origin(ModelBundle bundle, ModelCard card) {
        List<List<String>> rows = List.of(List.of("fact", "value"), List.of("method", bundle.spec().type()),
                List.of("features", bundle.features().type()), List.of("parameters", String.format(Locale.ROOT, "%,d", bundle.parameters())),
                List.of("split", card.protocol() + (card.details().crossed() > 1 ? "" : ", fold " + card.fold())),
                List.of("seed", String.valueOf(card.seed())), List.of("corpus SHA-256", card.corpusFingerprint()),
                List.of("library", card.library() + (card.commit().isEmpty() ? "" : ", commit " + card.commit())));
        return new Section("Where it comes from", List.of("Every setting is in experiment.yaml."), List.of(), List.of(rows));
    }

    private static String sentence(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + ".";
    }

    private static String interval(List<Double> ends) {
        return ends.isEmpty() || flat(ends) ? "" : " " + ends(ends, "");
    }

    /** Without any width, but for rounding. It tells nothing: where all clips are right, so are all draws of them. */
    private static boolean flat(List<Double> ends) {
        return !ends.isEmpty() && ends.get(1) - ends.get(0) < ROUNDING;
    }

    private static String ends(List<Double> ends, String none) {
        return ends.isEmpty() || flat(ends) ? none : String.format(Locale.ROOT, "[%.1f, %.1f]", 100 * Math.max(0, ends.get(0)),
                100 * Math.min(1, ends.get(1)));
    }

    /** With one decimal, or as a whole number if it is one. */
    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value - Math.rint(value)) < ROUNDING ? "%.0f" : "%.1f", value);
    }

    private static String share(double share) {
        return number(100 * share) + " %";
    }

    private static String points(List<Double> ends) {
        return ends.isEmpty() ? "(no interval: too few speakers)" : String.format(Locale.ROOT, "[%+.1f, %+.1f]", 100 * ends.get(0),
                100 * ends.get(1));
    }

    /** As Markdown. */
    public String markdown() {
        StringBuilder text = new StringBuilder("# " + title + "\n");
        for (Section section : sections) {
            text.append("\n## ").append(section.heading).append("\n\n");
            List<String> blocks = new ArrayList<>(section.paragraphs);
            if (!section.points.isEmpty()) {
                blocks.add(section.points.stream().map(point -> "- " + point).collect(Collectors.joining("\n")));
            }
            section.tables.forEach(table -> blocks.add((row(table.get(0)) + "|---".repeat(table.get(0).size()) + "|\n"
                    + table.subList(1, table.size()).stream().map(CardText::row).collect(Collectors.joining())).stripTrailing()));
            text.append(String.join("\n\n", blocks)).append('\n');
        }
        return text.toString();
    }

    private static String row(List<String> cells) {
        return cells.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /** As a page, style included. */
    public String html() {
        return "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">"
                + "<title>" + Html.escaped(title) + "</title><style>" + STYLE + "</style></head>\n<body>\n<main>\n<h1>"
                + Html.escaped(title) + "</h1>\n" + body(2) + "</main>\n</body></html>\n";
    }

    /**
     * The sections as part of a page.
     *
     * @param level of their headings, 1 to 6
     */
    public String body(int level) {
        StringBuilder text = new StringBuilder();
        for (Section section : sections) {
            text.append("<h").append(level).append('>').append(Html.escaped(section.heading)).append("</h").append(level).append(">\n");
            section.paragraphs.forEach(paragraph -> text.append("<p>").append(Html.escaped(paragraph)).append("</p>\n"));
            if (!section.points.isEmpty()) {
                text.append(section.points.stream().map(point -> "<li>" + Html.escaped(point) + "</li>\n")
                        .collect(Collectors.joining("", "<ul>\n", "</ul>\n")));
            }
            section.tables.forEach(table -> text.append("<div class=\"wide\" tabindex=\"0\"><table>\n").append(cells(table.get(0), "th")).append(table
                    .subList(1, table.size()).stream().map(row -> cells(row, "td")).collect(Collectors.joining())).append("</table></div>\n"));
        }
        return text.toString();
    }

    private static String cells(List<String> row, String tag) {
        return row.stream().map(cell -> "<" + tag + ">" + Html.escaped(cell) + "</" + tag + ">")
                .collect(Collectors.joining("", "<tr>", "</tr>\n"));
    }
}
