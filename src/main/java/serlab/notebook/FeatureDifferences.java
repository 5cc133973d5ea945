package serlab.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import serlab.corpus.Corpus;
import serlab.explore.effect.EffectPictures;
import serlab.explore.effect.FeatureEffect;
import serlab.explore.effect.FeatureEffects;
import serlab.notebook.table.TableBuilder;
import tech.tablesaw.api.Table;

/** How strongly the numbers of a feature differ between the emotions of a corpus, as table and pictures. */
public final class FeatureDifferences {
    private final String corpus;
    private final FeatureEffects effects;

    FeatureDifferences(Corpus corpus, FeatureEffects effects) {
        this.corpus = corpus.name();
        this.effects = effects;
    }

    /** One row per number, the strongest first: eta squared, and Cohen's d of each emotion against all others. */
    public Table table() {
        List<String> header = new ArrayList<>(List.of("feature", "unit", "eta squared"));
        header.addAll(effects.labels());
        TableBuilder rows = new TableBuilder(corpus + ": " + effects.comparison() + "; under each emotion Cohen's d against the rest",
                header.toArray(String[]::new));
        for (FeatureEffect effect : effects.all()) {
            List<Object> row = new ArrayList<>(List.of(effect.name(), effect.unit(), effect.etaSquared()));
            effects.labels().forEach(label -> row.add(effect.classes().stream().filter(one -> one.label().equals(label))
                    .map(FeatureEffect.ClassEffect::d).findFirst().orElse(Double.NaN)));
            rows.add(row.toArray());
        }
        return rows.table();
    }

    /** Cohen's d of each emotion against the rest, of the strongest numbers: red is above the rest, blue below. */
    public Picture picture() {
        return Picture.of(EffectPictures.effects(effects, corpus), "Cohen's d of numbers by emotion, " + corpus);
    }

    /** Box plots by emotion of the strongest numbers that do not tell the same. */
    public Picture distributions() {
        return Picture.of(EffectPictures.distributions(effects, corpus), "numbers by emotion, " + corpus);
    }

    /** The strongest numbers that do not tell the same, with the emotion that each sets apart most. */
    public String found() {
        Stream<String> strongest = effects.strongest(3).stream().map(effect -> String.format(Locale.ROOT,
                "%s (eta squared %.2f; %s by %+.1f standard deviations)", effect.name(), effect.etaSquared(), effect.strongest().label(),
                effect.strongest().d()));
        return "of " + effects.all().size() + " numbers the strongest: " + strongest.collect(Collectors.joining(", ")) + " (" + corpus
                + ", " + effects.comparison() + ")" + effects.caution().map(caution -> "; caution: " + caution).orElse("");
    }

    @Override
    public String toString() {
        return effects.all().size() + " numbers of " + effects.comparison() + "; try .table() or .picture()";
    }
}
