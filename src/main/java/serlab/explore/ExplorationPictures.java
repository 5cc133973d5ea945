package serlab.explore;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import serlab.Counted;
import serlab.audio.Resampler;
import serlab.audio.Waveform;
import serlab.explore.effect.EffectPictures;
import serlab.explore.effect.FeatureEffects;
import serlab.feature.LogMelSpec;
import serlab.feature.MfccSpec;
import serlab.feature.voice.VoiceContours;
import serlab.plot.BarsPlot;
import serlab.plot.BoxesPlot;
import serlab.plot.ExamplesPlot;
import serlab.plot.ScatterPlot;

/** The charts of an exploration as PNG, by file name. */
final class ExplorationPictures {
    static final String EXAMPLES = "examples.png";
    static final String EFFECTS = "effects.png";
    static final String DISTRIBUTIONS = "distributions.png";

    private final Exploration exploration;
    private final Groups groups;
    private final String subject;

    ExplorationPictures(Exploration exploration) {
        this.exploration = exploration;
        this.groups = new Groups(exploration);
        this.subject = Groups.shown("", exploration.corpus().name()) + ", " + Counted.of(exploration.rows().size(), "clip");
    }

    Map<String, byte[]> all(Optional<FeatureEffects> effects) {
        Map<String, byte[]> all = new LinkedHashMap<>();
        all.put("counts.png", counts());
        all.put("durations.png", boxes("Durations", "Duration (s)", row -> row.measures().durationSeconds()));
        all.put("loudness.png", boxes("Loudness", "Loudness (LUFS)", row -> row.measures().loudnessLufs()));
        all.put("silence.png", silence());
        all.put("clipping.png", clipping());
        all.put(EXAMPLES, examples());
        all.put("pitch.png", boxes("Pitch: median of each clip", "Pitch (Hz)", row -> row.measures().pitch().medianHz()));
        all.put("energy.png", boxes("Energy: level of each clip without its silence", "RMS level (dB re full scale)",
                row -> row.measures().silence().soundDbfs()));
        all.put("map.png", map());
        effects.ifPresent(found -> {
            all.put(EFFECTS, EffectPictures.effects(found, Groups.shown("", exploration.corpus().name())));
            all.put(DISTRIBUTIONS, EffectPictures.distributions(found, Groups.shown("", exploration.corpus().name())));
        });
        return all;
    }

    private byte[] counts() {
        List<BarsPlot.Bars> panels = new ArrayList<>();
        groups.keys().forEach(key -> panels.add(new BarsPlot.Bars("Clips per " + key.replace('_', ' '), groups.counts(key))));
        return BarsPlot.png(panels, "Clips", subject);
    }

    private byte[] boxes(String title, String axis, ToDoubleFunction<Exploration.Row> measure) {
        return BoxesPlot.png(new BoxesPlot.Boxes(title, subject, axis, groups.measureBySex(measure)));
    }

    private byte[] silence() {
        Map<String, Map<String, double[]>> series = new LinkedHashMap<>();
        series.put("Before the first sound", groups.measure(row -> row.measures().silence().leadingSeconds()));
        series.put("After the last sound", groups.measure(row -> row.measures().silence().trailingSeconds()));
        return BoxesPlot.png(new BoxesPlot.Boxes("Silence", subject + "; silent is what lies 40 dB below the loudest 20 ms",
                "Silence (s)", series));
    }

    private byte[] clipping() {
        return BarsPlot.png(List.of(new BarsPlot.Bars("Clips with samples at full scale, per emotion", clipped(groups))),
                "Clipping", subject);
    }

    /** Clips that reach full scale, by emotion as shown. */
    static Map<String, Integer> clipped(Groups groups) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        groups.by(Groups.EMOTION, row -> row.measures().clippedSamples()).forEach((emotion, samples) ->
                counts.put(emotion, (int) samples.stream().filter(count -> count > 0).count()));
        return counts;
    }

    private byte[] examples() {
        List<ExamplesPlot.Example> rows = new ArrayList<>();
        exploration.examples().forEach((label, example) -> {
            Waveform slow = Resampler.resample(example.waveform(), LogMelSpec.defaults().sampleRate());
            Map<String, float[][]> matrices = new LinkedHashMap<>();
            matrices.put("Log-mel spectrogram (Hz), pitch, F1 to F3", LogMelSpec.defaults().full(slow));
            matrices.put("MFCC 1 to 39, each standardized", standardized(MfccSpec.defaults().full(slow)));
            rows.add(new ExamplesPlot.Example(Groups.shown(Groups.EMOTION, label), example.waveform().samples(),
                    example.waveform().durationSeconds(), matrices, VoicePicture.scale(LogMelSpec.defaults()),
                    VoiceContours.of(example.waveform())));
        });
        return ExamplesPlot.png(rows, "One clip per emotion", Groups.shown("", exploration.corpus().name()) + speaker()
                + "; each waveform is scaled to its own peak");
    }

    private String speaker() {
        List<String> speakers = exploration.examples().values().stream().map(example -> example.clip().speaker()).distinct()
                .filter(speaker -> !speaker.isEmpty()).toList();
        return speakers.size() == 1 ? ", speaker " + speakers.get(0) : "";
    }

    /** Coefficients from 1 with mean 0 and standard deviation 1 over time; the lowest would outweigh all others. */
    private static float[][] standardized(float[][] mfcc) {
        float[][] result = new float[mfcc.length - 1][];
        for (int i = 0; i < result.length; i++) {
            double[] moments = Exploration.moments(mfcc[i + 1]);
            result[i] = mfcc[i + 1].clone();
            for (int frame = 0; frame < result[i].length; frame++) {
                result[i][frame] = (float) ((result[i][frame] - moments[0]) / Math.max(1e-9, moments[1]));
            }
        }
        return result;
    }

    private byte[] map() {
        List<ScatterPlot.Panel> panels = new ArrayList<>();
        for (String key : mapKeys(groups)) {
            panels.add(new ScatterPlot.Panel("Colored by " + key, groups.by(key, row -> new double[] {row.x(), row.y()})));
        }
        return ScatterPlot.png(panels, "Map of the clips", subject + "; principal components of the mean and standard "
                + "deviation of 20 MFCC", axis(exploration, 0), axis(exploration, 1));
    }

    /** Emotion, and what else the map may be made of: sex, or else the speaker. */
    static List<String> mapKeys(Groups groups) {
        List<String> keys = new ArrayList<>(List.of(Groups.EMOTION));
        if (groups.has(Groups.SEX)) {
            keys.add(Groups.SEX);
        } else if (groups.has(Groups.SPEAKER) && groups.values(Groups.SPEAKER).size() <= 8) {
            keys.add(Groups.SPEAKER);
        }
        return keys;
    }

    /** Name of an axis of the map with what it explains. */
    static String axis(Exploration exploration, int component) {
        return String.format(Locale.ROOT, "%s component (%.0f %% of the variance)", component == 0 ? "First" : "Second",
                100 * exploration.explained()[component]);
    }
}
