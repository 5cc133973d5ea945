package serlab.explore;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import serlab.Counted;
import serlab.explore.effect.EffectTables;
import serlab.explore.effect.FeatureEffects;
import serlab.explore.effect.FeatureImportance;
import serlab.explore.effect.FeatureStudy;
import serlab.plot.PlotlyPage;
import serlab.plot.PlotlyPage.Width;
import tech.tablesaw.plotly.components.Axis;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.components.Layout;
import tech.tablesaw.plotly.components.Marker;
import tech.tablesaw.plotly.traces.BarTrace;
import tech.tablesaw.plotly.traces.BoxTrace;
import tech.tablesaw.plotly.traces.HistogramTrace;
import tech.tablesaw.plotly.traces.ScatterTrace;
import tech.tablesaw.plotly.traces.Trace;

/** An exploration as one page of interactive charts. */
final class ExplorationPage {
    private static final int MARKER_SIZE = 6;
    private static final double MARKER_OPACITY = 0.7;
    private static final int HISTOGRAM_BINS = 40;
    private static final int STRONGEST = 10;

    private final Exploration exploration;
    private final Groups groups;

    ExplorationPage(Exploration exploration) {
        this.exploration = exploration;
        this.groups = new Groups(exploration);
    }

    /** @param pictures by file name, those of examples and of effects among them */
    String html(Map<String, byte[]> pictures, Optional<FeatureStudy> study) {
        PlotlyPage page = new PlotlyPage(Groups.shown("", exploration.corpus().name()), subtitle(), facts());
        page.section("Clips", "How many clips there are of each kind. Uneven emotions call for class weights and for UAR "
                + "rather than accuracy.");
        for (String key : groups.keys()) {
            page.chart(counts(key), width(groups.values(key).size()));
        }
        if (!exploration.telltales().isEmpty()) {
            page.section("How it was recorded", "The emotions can be told without listening, by "
                    + String.join("; by ", exploration.telltales()) + ". A model may learn that instead of the emotion: "
                    + "record or convert all clips alike.");
        }
        page.section("Duration", "A feature of fixed length pads shorter clips and cuts longer ones.")
                .chart(durations(), Width.HALF)
                .chart(boxes("By emotion", "Duration (s)", row -> row.measures().durationSeconds()), Width.HALF);
        page.section("Loudness", "Loudness as heard (ITU-R BS.1770, pauses left out).")
                .chart(boxes("By emotion", "Loudness (LUFS)", row -> row.measures().loudnessLufs()), Width.FULL);
        page.section("Silence and clipping", "Silent is what lies 40 dB below the loudest 20 ms of a clip. " + clippingText())
                .chart(silence(), Width.FULL);
        if (clippedClips() > 0) {
            page.chart(bars("Clips that reach full scale", ExplorationPictures.clipped(groups)), Width.FULL);
        }
        page.section("Pitch and energy", "Pitch: median over the voiced frames of a clip (YIN). Energy: level of a clip "
                        + "without its silence.")
                .chart(boxes("Pitch", "Pitch (Hz)", row -> row.measures().pitch().medianHz()), Width.FULL)
                .chart(boxes("Energy", "RMS level (dB re full scale)",
                        row -> row.measures().silence().soundDbfs()), Width.FULL);
        page.section("Examples", "One clip per emotion: waveform, log-mel spectrogram with pitch (line) and formants (dots), and "
                        + "MFCC over the same time.")
                .picture(pictures.get(ExplorationPictures.EXAMPLES), "Waveform, log-mel spectrogram and MFCC of one clip per emotion");
        page.section("Map of the clips", "Clips near each other sound alike: principal components of the mean and standard "
                + "deviation of 20 MFCC. Where speakers rather than emotions form the clusters, a split that mixes speakers "
                + "flatters.");
        List<String> keys = ExplorationPictures.mapKeys(groups);
        keys.forEach(key -> page.chart(map(key), keys.size() > 1 ? Width.SQUARE : Width.FULL));
        study.ifPresent(found -> features(page, found, pictures));
        return page.html();
    }

    private static void features(PlotlyPage page, FeatureStudy study, Map<String, byte[]> pictures) {
        FeatureEffects effects = study.effects();
        List<List<String>> rows = EffectTables.strongest(effects, STRONGEST);
        page.section("Features", "How strongly each number differs between emotions: " + effects.comparison() + ". Eta² is the share "
                        + "of the variance that the emotions explain; under each emotion stands Cohen's d against all others. "
                        + effects.caution().map(caution -> "Caution: " + caution + ". ").orElse("") + "All "
                        + effects.all().size() + " are in effects.csv and distributions.csv.")
                .table(rows.get(0), rows.subList(1, rows.size()))
                .picture(pictures.get(ExplorationPictures.EFFECTS), "Cohen's d of each emotion, of the strongest features")
                .picture(pictures.get(ExplorationPictures.DISTRIBUTIONS), "Box plots of the strongest features by emotion");
        if (study.importance().isEmpty()) {
            page.section("Importance", "Not computed: " + study.withoutImportance() + ".");
        }
        study.importance().ifPresent(importance -> {
            page.section("Importance", "What " + importance.judge() + " loses where the values of one number are exchanged among the "
                    + "held-out clips" + (importance.bySpeakers() ? " of a speaker" : "") + ": mean and standard deviation of "
                    + FeatureImportance.REPEATS + " exchanges. Numbers that tell the same stand in for each other, so each of "
                    + "them seems to matter little" + (importance.some() ? "" : "; here " + FeatureStudy.NONE_MATTERS)
                    + ". All are in importance.csv.");
            if (importance.some()) {
                List<List<String>> lost = EffectTables.mostImportant(importance, STRONGEST);
                page.table(lost.get(0), lost.subList(1, lost.size()));
            }
        });
    }

    private static Width width(int bars) {
        return bars > 4 ? Width.FULL : Width.QUARTER;
    }

    private String subtitle() {
        return (exploration.corpus().synthetic() ? "No human spoke: the voices are synthetic. " : "")
                + (!exploration.corpus().faults().isEmpty() ? String.join(" ", exploration.corpus().faults())
                : exploration.skipped().isEmpty() ? "Every clip could be read."
                : Counted.of(exploration.skipped().size(), "clip") + " could not be used and " + (exploration.skipped().size() == 1 ? "is" : "are")
                        + " left out.");
    }

    private Map<String, String> facts() {
        double seconds = exploration.rows().stream().mapToDouble(row -> row.measures().durationSeconds()).sum();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("clips", Integer.toString(exploration.rows().size()));
        facts.put("emotions", Integer.toString(groups.values(Groups.EMOTION).size()));
        int speakers = exploration.corpus().speakers().size();
        facts.put("speakers", speakers == 0 ? "unknown" : Integer.toString(speakers));
        facts.put("of recordings", seconds < 5400 ? String.format(Locale.ROOT, "%.0f min", seconds / 60)
                : String.format(Locale.ROOT, "%.1f h", seconds / 3600));
        facts.put("sampling rate", exploration.rows().stream().map(row -> row.measures().sampleRate()).distinct().sorted()
                .map(rate -> String.format(Locale.ROOT, "%.4g kHz", rate / 1000.0)).reduce((a, b) -> a + ", " + b).orElse(""));
        return facts;
    }

    private long clippedClips() {
        return exploration.rows().stream().filter(row -> row.measures().clippedSamples() > 0).count();
    }

    private String clippingText() {
        long clips = clippedClips();
        return clips == 0 ? "No clip reaches full scale, so none is clipped."
                : clips + (clips == 1 ? " clip reaches" : " clips reach") + " full scale, where peaks are cut off.";
    }

    private Figure counts(String key) {
        return bars("Clips per " + PlotlyPage.label(key.replace('_', ' ')), groups.counts(key));
    }

    private static Figure bars(String title, Map<String, Integer> counts) {
        BarTrace trace = BarTrace.builder(labels(counts.keySet().toArray(String[]::new)),
                counts.values().stream().mapToDouble(Integer::doubleValue).toArray()).build();
        return new Figure(layout(title, "", "Clips", false), trace);
    }

    private Figure durations() {
        double[] seconds = exploration.rows().stream().mapToDouble(row -> row.measures().durationSeconds()).toArray();
        return new Figure(layout("All clips", "Duration (s)", "Clips", false),
                HistogramTrace.builder(seconds).nBinsX(HISTOGRAM_BINS).build());
    }

    private Figure boxes(String title, String axis, ToDoubleFunction<Exploration.Row> measure) {
        return boxes(title, axis, groups.measureBySex(measure));
    }

    private Figure silence() {
        Map<String, Map<String, double[]>> series = new LinkedHashMap<>();
        series.put("Before the first sound", groups.measure(row -> row.measures().silence().leadingSeconds()));
        series.put("After the last sound", groups.measure(row -> row.measures().silence().trailingSeconds()));
        return boxes("Silence at the ends", "Silence (s)", series);
    }

    private static Figure boxes(String title, String axis, Map<String, Map<String, double[]>> series) {
        Trace[] traces = series.entrySet().stream().map(one -> {
            String[] categories = one.getValue().entrySet().stream()
                    .flatMap(e -> Collections.nCopies(e.getValue().length, e.getKey()).stream()).toArray(String[]::new);
            double[] values = one.getValue().values().stream().flatMapToDouble(Arrays::stream).toArray();
            return BoxTrace.builder((Object[]) labels(categories), values).name(PlotlyPage.label(one.getKey())).build();
        }).toArray(Trace[]::new);
        return new Figure(layout(title, "", axis, traces.length > 1), traces);
    }

    private Figure map(String key) {
        Map<String, List<Exploration.Row>> parts = groups.by(key, row -> row);
        Trace[] traces = parts.entrySet().stream().map(part -> ScatterTrace.builder(
                        part.getValue().stream().mapToDouble(Exploration.Row::x).toArray(),
                        part.getValue().stream().mapToDouble(Exploration.Row::y).toArray())
                .mode(ScatterTrace.Mode.MARKERS).name(PlotlyPage.label(part.getKey()))
                .marker(Marker.builder().size(MARKER_SIZE).opacity(MARKER_OPACITY).build())
                .text(labels(part.getValue().stream().map(row -> row.clip().id()).toArray(String[]::new)))
                .build()).toArray(Trace[]::new);
        return new Figure(layout("Colored by " + key, ExplorationPictures.axis(exploration, 0),
                ExplorationPictures.axis(exploration, 1), true), traces);
    }

    private static String[] labels(String[] texts) {
        return Arrays.stream(texts).map(PlotlyPage::label).toArray(String[]::new);
    }

    private static Layout layout(String title, String horizontal, String vertical, boolean legend) {
        return Layout.builder(title).xAxis(Axis.builder().title(horizontal).build())
                .yAxis(Axis.builder().title(vertical).build()).showLegend(legend).build();
    }
}
