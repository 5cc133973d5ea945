package serlab.explore.effect;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import serlab.plot.DistributionsPlot;
import serlab.plot.EffectsPlot;

/** Effects as pictures. */
public final class EffectPictures {
    private static final int PANELS = 6;
    private static final int ROWS = 16;

    private EffectPictures() {
    }

    /** Cohen's d of each class, of the strongest numbers. */
    public static byte[] effects(FeatureEffects effects, String subject) {
        List<EffectsPlot.Row> rows = effects.all().stream().filter(effect -> Double.isFinite(effect.etaSquared())).limit(ROWS)
                .map(effect -> new EffectsPlot.Row(effect.name(), String.format(Locale.ROOT, "%.2f", effect.etaSquared()),
                        effects.labels().stream().mapToDouble(label -> effect.classes().stream()
                                .filter(one -> one.label().equals(label)).mapToDouble(FeatureEffect.ClassEffect::d).findFirst()
                                .orElse(Double.NaN)).toArray())).toList();
        return EffectsPlot.png(new EffectsPlot.Effects("What differs between emotions", List.of(subject, effects.comparison()),
                "eta²", "Cohen's d against the rest", effects.labels(), rows));
    }

    /** The strongest numbers that do not tell the same, by class. */
    public static byte[] distributions(FeatureEffects effects, String subject) {
        List<DistributionsPlot.Panel> panels = effects.strongest(PANELS).stream().map(effect -> new DistributionsPlot.Panel(
                effect.name(), String.format(Locale.ROOT, "eta² %.2f", effect.etaSquared()), effect.unit(),
                byLabel(effect, effects))).toList();
        return DistributionsPlot.png(panels, "The strongest features by emotion", List.of(subject + "; of numbers that correlate "
                + "above 0.9 the strongest one", effects.withinSpeakers() ? "Each clip less the mean of its speaker, plus the mean of all"
                        : "Values as measured, not compared within speakers"));
    }

    private static Map<String, double[]> byLabel(FeatureEffect effect, FeatureEffects effects) {
        Map<String, double[]> values = new LinkedHashMap<>();
        effects.labels().forEach(label -> values.put(label, IntStream.range(0, effects.clips().size())
                .filter(i -> effects.clips().get(i).label().equals(label)).mapToDouble(i -> effect.values()[i]).toArray()));
        return values;
    }
}
