package serlab.explore.effect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import serlab.evaluation.Csv;

/**
 * Effects and importance as tables: {@code effects.csv}, {@code distributions.csv} and {@code importance.csv}, and the rows of the
 * strongest.
 */
public final class EffectTables {
    private EffectTables() {
    }

    /** A line per number, the strongest first: eta squared, then Cohen's d of each class; empty where it is not defined. */
    public static String effects(FeatureEffects effects) {
        List<String> header = new ArrayList<>(List.of("feature", "unit", "clips", "eta_squared"));
        effects.labels().forEach(label -> header.add("d_" + label));
        StringBuilder csv = new StringBuilder(Csv.line(header));
        for (FeatureEffect effect : effects.all()) {
            List<String> line = new ArrayList<>(List.of(effect.name(), effect.unit(), Integer.toString(effect.clips()),
                    number(effect.etaSquared(), "%.4f")));
            line.addAll(ds(effect, effects.labels(), "%.3f"));
            csv.append(Csv.line(line));
        }
        return csv.toString();
    }

    /** A line per number and class: clips with a value, mean, standard deviation and quartiles as measured, in the number's unit. */
    public static String distributions(FeatureEffects effects) {
        StringBuilder csv = new StringBuilder(Csv.line(List.of("feature", "unit", "emotion", "clips", "mean", "std", "q25", "median",
                "q75", "d")));
        for (FeatureEffect effect : effects.all()) {
            for (FeatureEffect.ClassEffect one : effect.classes()) {
                csv.append(Csv.line(List.of(effect.name(), effect.unit(), one.label(), Integer.toString(one.clips()),
                        number(one.mean(), "%.6g"), number(one.std(), "%.6g"), number(one.lower(), "%.6g"),
                        number(one.median(), "%.6g"), number(one.upper(), "%.6g"), number(one.d(), "%.3f"))));
            }
        }
        return csv.toString();
    }

    /** The header and the strongest numbers, for people. */
    public static List<List<String>> strongest(FeatureEffects effects, int most) {
        List<List<String>> rows = new ArrayList<>();
        List<String> header = new ArrayList<>(List.of("feature", "unit", "eta²"));
        header.addAll(effects.labels());
        rows.add(header);
        effects.all().stream().limit(most).forEach(effect -> {
            List<String> row = new ArrayList<>(List.of(effect.name(), effect.unit(), number(effect.etaSquared(), "%.3f")));
            row.addAll(ds(effect, effects.labels(), "%+.2f"));
            rows.add(row);
        });
        return rows;
    }

    /** A line per number, the most important first: UAR that is lost without it, in points, and the deviation over the repeats. */
    public static String importance(FeatureImportance importance) {
        StringBuilder csv = new StringBuilder(Csv.line(List.of("feature", "unit", "uar_lost", "std")));
        importance.all().forEach(lost -> csv.append(Csv.line(List.of(lost.name(), lost.unit(), Csv.fixed(lost.mean(), 6),
                Csv.fixed(lost.deviation(), 6)))));
        return csv.toString();
    }

    /** The header and the most important numbers, for people. */
    public static List<List<String>> mostImportant(FeatureImportance importance, int most) {
        List<List<String>> rows = new ArrayList<>(List.of(List.of("feature", "unit", "points of UAR lost without it")));
        importance.all().stream().limit(most).forEach(lost -> rows.add(List.of(lost.name(), lost.unit(),
                String.format(Locale.ROOT, "%.1f ± %.1f", 100 * lost.mean(), 100 * lost.deviation()))));
        return rows;
    }

    private static List<String> ds(FeatureEffect effect, List<String> labels, String format) {
        Map<String, Double> ds = effect.classes().stream().collect(Collectors.toMap(FeatureEffect.ClassEffect::label,
                FeatureEffect.ClassEffect::d));
        return labels.stream().map(label -> number(ds.getOrDefault(label, Double.NaN), format)).toList();
    }

    private static String number(double value, String format) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : "";
    }
}
