package serlab.feature.voice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * Statistics of voice descriptors over a recording: mean and normalized deviation (standard deviation over N, divided by the mean, with
 * its sign), percentiles and slopes of pitch and loudness, measures of time. Means of the voice are over voiced frames; a value of exactly
 * 0, that of digital silence, is none.
 */
final class VoiceFunctionals {
    private static final int[] SHAPE = {ShortFrames.ALPHA, ShortFrames.HAMMARBERG, ShortFrames.SLOPE_LOW, ShortFrames.SLOPE_HIGH,
        ShortFrames.FLUX};
    private static final List<String> SHAPE_NAMES = List.of("alphaRatio%s_sma3nz", "hammarbergIndex%s_sma3nz", "slope%s0-500_sma3nz",
            "slope%s500-1500_sma3nz", "spectralFlux%s_sma3nz");
    private static final VoiceTrack NOTHING = new VoiceTrack(VoiceLike.TRUTH, new double[ShortFrames.COUNT][0],
            new double[VoiceTrack.VOICE][0], new boolean[0], 0);
    private static final List<String> ALL = new VoiceFunctionals(NOTHING).names;
    private static final double LEAST_POWER = 1e-12;

    private final VoiceTrack track;
    private final List<String> names = new ArrayList<>();
    private final List<Double> values = new ArrayList<>();

    private VoiceFunctionals(VoiceTrack track) {
        this.track = track;
        pitchAndLoudness();
        overAllFrames();
        overVoiceFrames();
        overVoicedFrames();
        overUnvoicedFrames();
        time();
        put("equivalentSoundLevel_dBp", 10 * Math.log10(Math.max(track.meanPower(), LEAST_POWER)));
    }

    static List<String> names(boolean extended) {
        return ALL.stream().filter(belongs(extended)).toList();
    }

    private static Predicate<String> belongs(boolean extended) {
        return name -> extended || !(name.startsWith("spectralFlux") || name.startsWith("mfcc") || name.startsWith("F2bandwidth")
                || name.startsWith("F3bandwidth") || name.startsWith("equivalent"));
    }

    /** One column. */
    static float[][] of(VoiceTrack track, boolean extended) {
        VoiceFunctionals all = new VoiceFunctionals(track);
        List<float[]> column = new ArrayList<>();
        for (int i = 0; i < all.names.size(); i++) {
            if (belongs(extended).test(all.names.get(i))) {
                column.add(new float[] {all.values.get(i).floatValue()});
            }
        }
        return column.toArray(float[][]::new);
    }

    private void put(String name, double value) {
        names.add(name);
        values.add(Double.isFinite(value) ? value : track.like() == VoiceLike.OPENSMILE ? 0 : Double.NaN);
    }

    private void moments(String name, double[] present) {
        double mean = Contour.mean(present);
        put(name + "_amean", mean);
        put(name + "_stddevNorm", Contour.deviation(present) / mean);
    }

    private void pitchAndLoudness() {
        contour("F0semitoneFrom27.5Hz_sma3nz", Contour.present(track.smoothVoice(VoiceTrack.PITCH)));
        contour("loudness_sma3", Contour.smooth(track.spectral()[ShortFrames.LOUDNESS]));
    }

    private void contour(String name, double[] values) {
        moments(name, values);
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double low = Contour.percentile(sorted, 20);
        double high = Contour.percentile(sorted, 80);
        put(name + "_percentile20.0", low);
        put(name + "_percentile50.0", Contour.percentile(sorted, 50));
        put(name + "_percentile80.0", high);
        put(name + "_pctlrange0-2", high - low);
        Slopes slopes = Slopes.of(values, track.like());
        put(name + "_meanRisingSlope", slopes.rising()[0]);
        put(name + "_stddevRisingSlope", slopes.rising()[1]);
        put(name + "_meanFallingSlope", slopes.falling()[0]);
        put(name + "_stddevFallingSlope", slopes.falling()[1]);
    }

    private void overAllFrames() {
        moments("spectralFlux_sma3", Contour.smooth(track.spectral()[ShortFrames.FLUX]));
        for (int c = 0; c < 4; c++) {
            moments("mfcc" + (c + 1) + "_sma3", Contour.smooth(track.spectral()[ShortFrames.MFCC + c]));
        }
    }

    private void overVoiceFrames() {
        for (int i = VoiceTrack.JITTER; i < VoiceTrack.VOICE; i++) {
            moments(VoiceTrack.NAMES.get(ShortFrames.COUNT + i), Contour.present(track.smoothVoice(i)));
        }
    }

    private double[] shape(int descriptor, boolean voiced) {
        double[] values = Contour.where(track.spectral()[descriptor], track.voiced(), voiced);
        for (int t = 0; t < values.length; t++) {
            values[t] = values[t] == 0 ? Double.NaN : values[t];
        }
        return Contour.present(Contour.smoothPresent(values));
    }

    private void overVoicedFrames() {
        for (int i = 0; i < SHAPE.length; i++) {
            moments(SHAPE_NAMES.get(i).formatted("V"), shape(SHAPE[i], true));
        }
        for (int c = 0; c < 4; c++) {
            moments("mfcc" + (c + 1) + "V_sma3nz", shape(ShortFrames.MFCC + c, true));
        }
    }

    private void overUnvoicedFrames() {
        for (int i = 0; i < SHAPE.length; i++) {
            put(SHAPE_NAMES.get(i).formatted("UV") + "_amean", Contour.mean(shape(SHAPE[i], false)));
        }
    }

    private void time() {
        double[] loudness = Contour.smooth(track.spectral()[ShortFrames.LOUDNESS]);
        put("loudnessPeaksPerSec", Slopes.of(loudness, track.like()).peaks() / (loudness.length * VoiceGrid.HOP_SECONDS));
        Segments segments = Segments.of(track.voiced());
        put("VoicedSegmentsPerSec", segments.voiced().length / segments.seconds());
        put("MeanVoicedSegmentLengthSec", Contour.mean(segments.voiced()));
        put("StddevVoicedSegmentLengthSec", Contour.deviation(segments.voiced()));
        put("MeanUnvoicedSegmentLength", Contour.mean(segments.unvoiced()));
        put("StddevUnvoicedSegmentLength", Contour.deviation(segments.unvoiced()));
    }
}
