package serlab.feature;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import serlab.InvalidInputException;
import serlab.Settings;
import serlab.feature.dsp.FrameGrid;
import serlab.feature.dsp.SignalAnalysis;
import serlab.feature.dsp.Statistic;
import serlab.part.Declaration;
import serlab.part.Option;
import serlab.part.Part;

/**
 * Statistics of each band over all frames of the recording, one column {@code [bands * statistics][1]}: the first statistic
 * of all bands, then the next. Neither padding nor frames without a value are counted; a band without any has no statistics
 * but its share of 0.
 */
@Part(name = "statistics", does = "statistics of each band over all frames, one column")
public record StatisticsSpec(
        @Option(value = "mfcc", meaning = "the feature") FeatureSpec of,
        @Option(value = "[mean]", meaning = "which, each once") List<Statistic> statistics)
        implements FeatureSpec {
    public StatisticsSpec {
        Declaration.check(StatisticsSpec.class, of, statistics);
        statistics = List.copyOf(statistics);
        FeatureTypes.requireSequence("statistics", of);
        if (statistics.stream().distinct().count() != statistics.size()) {
            throw new InvalidInputException("statistics " + statistics.stream().map(Settings::word).toList()
                    + ": expected each once, such as [mean, std]");
        }
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
    public Optional<String> cutting(double seconds) {
        return of.cutting(seconds);
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

    /** Those of the feature; a share has none. */
    @Override
    public List<String> valueUnits() {
        return statistics.stream().flatMap(statistic -> of.valueUnits().stream()
                .map(unit -> statistic == Statistic.SHARE ? "" : unit)).toList();
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
