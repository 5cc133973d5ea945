package serlab.feature;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import serlab.InvalidInputException;
import serlab.Settings;
import serlab.feature.dsp.FrameGrid;
import serlab.feature.dsp.SignalAnalysis;
import serlab.feature.dsp.Statistic;

/**
 * Statistics of each band over all frames of the recording, one column {@code [bands * statistics][1]}: the first statistic
 * of all bands, then the next. Neither padding nor frames without a value are counted; a band without any has no statistics
 * but its share of 0.
 *
 * @param of         the feature
 * @param statistics at least one, each once
 */
public record StatisticsSpec(FeatureSpec of, List<Statistic> statistics) implements FeatureSpec {
    /** The name in experiment files. */
    public static final String TYPE = "statistics";

    public StatisticsSpec {
        statistics = List.copyOf(statistics);
        FeatureTypes.requireSequence(TYPE, of);
        if (statistics.isEmpty() || statistics.stream().distinct().count() != statistics.size()) {
            throw new InvalidInputException("statistics " + words(statistics) + ": expected at least one, each once, such "
                    + "as [mean, std]");
        }
    }

    /** The means of 40 MFCCs: 40 x 1. */
    public static StatisticsSpec defaults() {
        return new StatisticsSpec(MfccSpec.defaults(), List.of(Statistic.MEAN));
    }

    static FeatureSpec read(Settings settings) {
        List<Statistic> statistics = settings.list("statistics", List.of("mean")).stream()
                .map(name -> Settings.constant(settings.path("statistics"), name, Statistic.class)).toList();
        return new StatisticsSpec(FeatureTypes.readOf(settings, MfccSpec.defaults()), statistics);
    }

    private static List<String> words(List<Statistic> statistics) {
        return statistics.stream().map(Settings::word).toList();
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public int bands() {
        return of.bands() * statistics.size();
    }

    @Override
    public int frames() {
        return 1;
    }

    @Override
    public FrameGrid grid() {
        return of.grid();
    }

    @Override
    public boolean isSequence() {
        return false;
    }

    /** {@code f0_0_mean}: the feature, its band, the statistic. */
    @Override
    public List<String> valueNames() {
        return statistics.stream().flatMap(statistic -> of.valueNames().stream()
                .map(band -> band + "_" + Settings.word(statistic))).toList();
    }

    @Override
    public boolean mayLackValues() {
        return of.mayLackValues();
    }

    @Override
    public int[] units() {
        return FeatureTypes.units(Collections.nCopies(statistics.size(), of), FeatureSpec::units);
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("type", TYPE);
        settings.put("of", of.settings());
        settings.put("statistics", words(statistics));
        return Collections.unmodifiableMap(settings);
    }

    @Override
    public float[][] full(SignalAnalysis analysis) {
        float[][] feature = of.full(analysis);
        List<float[]> column = new ArrayList<>();
        for (Statistic statistic : statistics) {
            for (float[] band : feature) {
                column.add(new float[] {(float) statistic.of(band)});
            }
        }
        return column.toArray(float[][]::new);
    }

    /** One column is a whole; further ones would be zeros. */
    @Override
    public float[][] fit(float[][] full, int columns) {
        return Align.START.fit(full, columns, 0);
    }
}
