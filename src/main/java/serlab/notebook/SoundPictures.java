package serlab.notebook;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import serlab.InvalidInputException;
import serlab.audio.Waveform;
import serlab.augment.Augmentation;
import serlab.augment.FeatureAugmentation;
import serlab.augment.Need;
import serlab.augment.WaveformAugmentation;
import serlab.explore.VoicePicture;
import serlab.feature.DeltaSpec;
import serlab.feature.FeatureSpec;
import serlab.feature.LogMelSpec;
import serlab.feature.MelSpectrogramSpec;
import serlab.feature.MfccSpec;
import serlab.feature.Scaler;
import serlab.feature.dsp.MelSettings;
import serlab.feature.dsp.Statistic;
import serlab.model.ModelBundle;
import serlab.notebook.table.TableBuilder;
import serlab.plot.BandAxis;
import serlab.plot.ColorRange;
import serlab.plot.SpectrogramPlot;
import serlab.predict.Occlusion;
import tech.tablesaw.api.Table;

/** Features of sounds as pictures and tables. */
final class SoundPictures {
    private static final int PATCHES_DOWN = 10;
    private static final int PATCHES_ACROSS = 20;

    private SoundPictures() {
    }

    static Picture of(Waveform sound, FeatureSpec spec) {
        return draw(spec.full(sound), spec, FeatureTitle.of(spec), unit(spec));
    }

    /** The same picture with time, band and value under the pointer. */
    static Chart interactive(Waveform sound, FeatureSpec spec) {
        return new Chart(InteractiveCharts.spectrogram(spectrogram(spec.full(sound), spec, FeatureTitle.of(spec), unit(spec))),
                of(sound, spec));
    }

    static Picture augmented(Waveform sound, FeatureSpec spec, Augmentation augmentation, long seed) {
        if (augmentation instanceof WaveformAugmentation change) {
            return draw(spec.full(change.apply(sound, new SplittableRandom(seed))), spec, FeatureTitle.of(spec) + " after "
                    + augmentation.type(), unit(spec));
        }
        if (augmentation instanceof FeatureAugmentation change) {
            float[][] feature = spec.full(sound);
            float[][] scaled = Scaler.fit(List.<float[][]>of(feature)).apply(feature);
            change.apply(scaled, spec.channels(), new SplittableRandom(seed));
            return draw(scaled, spec, FeatureTitle.of(spec) + ", scaled, after " + augmentation.type(), "");
        }
        throw new InvalidInputException("augmentation '" + augmentation.type() + "' needs " + augmentation.needs().stream()
                .map(Need::words).sorted().collect(Collectors.joining(" and ")) + "; there is nothing to draw of one clip");
    }

    static Picture saliency(ModelBundle model, Waveform sound, String emotion) {
        FeatureSpec spec = model.features();
        Occlusion occlusion = new Occlusion(Math.max(1, spec.bands() / PATCHES_DOWN),
                Math.max(1, spec.frames() / PATCHES_ACROSS));
        float[][] map = occlusion.map(model, sound, emotion);
        for (float[] band : map) {
            for (int frame = 0; frame < band.length; frame++) {
                band[frame] *= 100;
            }
        }
        SpectrogramPlot.Spectrogram lost = new SpectrogramPlot.Spectrogram(map, hopSeconds(spec), "What '" + emotion
                + "' rests on: points of probability lost when covered", bands(spec), scale(spec), ColorRange.aroundZero(map), "");
        return Picture.of(SpectrogramPlot.overlaid(spectrogram(spec.extract(sound), spec, "", ""), lost), lost.title());
    }

    /**
     * Waveform, spectrogram with pitch and formants, and loudness.
     *
     * @param name what the title calls the sound; may be empty
     */
    static Picture voice(Waveform sound, String name) {
        String title = name.isEmpty() ? "Pitch, formants and loudness" : name;
        return Picture.of(VoicePicture.png(sound, title), title);
    }

    private static Picture draw(float[][] values, FeatureSpec spec, String title, String unit) {
        return Picture.of(SpectrogramPlot.png(spectrogram(values, spec, title, unit)), title);
    }

    private static SpectrogramPlot.Spectrogram spectrogram(float[][] values, FeatureSpec spec, String title, String unit) {
        ColorRange colors = changing(spec) instanceof MfccSpec ? ColorRange.ofCepstra(values)
                : spec instanceof DeltaSpec ? ColorRange.aroundZero(values) : ColorRange.whole(values);
        return new SpectrogramPlot.Spectrogram(values, hopSeconds(spec), title, bands(spec), scale(spec), colors, unit);
    }

    private static double hopSeconds(FeatureSpec spec) {
        return spec.hopLength() / (double) spec.sampleRate();
    }

    /** Of mel bands and of what changes in them; null for others. */
    private static BandAxis.MelScale scale(FeatureSpec spec) {
        FeatureSpec of = changing(spec);
        MelSettings mel = of instanceof LogMelSpec log ? log.mel() : of instanceof MelSpectrogramSpec power ? power.mel() : null;
        return mel == null ? null : new BandAxis.MelScale(mel.bands(), mel.fMinHz(), mel.fMaxHz());
    }

    private static String bands(FeatureSpec spec) {
        return changing(spec) instanceof MfccSpec ? "Coefficient" : "Band";
    }

    /** Of deltas what they are deltas of. */
    private static FeatureSpec changing(FeatureSpec spec) {
        return spec instanceof DeltaSpec delta ? delta.of() : spec;
    }

    private static String unit(FeatureSpec spec) {
        return spec instanceof LogMelSpec ? "dB" : "";
    }

    /** Of the bands that have one. */
    private static double[] each(Statistic statistic, float[][] values) {
        return Arrays.stream(values).mapToDouble(statistic::of).filter(value -> !Double.isNaN(value)).toArray();
    }

    /** Shape and range of several features. */
    static Table table(Waveform sound, List<FeatureSpec> specs) {
        TableBuilder rows = new TableBuilder("Features of the sound", "feature", "bands", "frames", "mean", "sd", "least", "most",
                "share with a value");
        for (FeatureSpec spec : specs) {
            float[][] values = spec.full(sound);
            double[] moments = CorpusTables.moments(List.<float[][]>of(values));
            double[] least = each(Statistic.MIN, values);
            double[] most = each(Statistic.MAX, values);
            rows.add(FeatureTitle.of(spec), values.length, values[0].length, moments[0], moments[1],
                    Arrays.stream(least).min().orElse(Double.NaN), Arrays.stream(most).max().orElse(Double.NaN),
                    Arrays.stream(each(Statistic.SHARE, values)).average().orElseThrow());
        }
        return rows.percentages("share with a value");
    }
}
