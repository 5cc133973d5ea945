package serlab.explore;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import serlab.audio.Resampler;
import serlab.audio.Waveform;
import serlab.feature.FeatureSpec;
import serlab.feature.LogMelSpec;
import serlab.feature.voice.VoiceContours;
import serlab.plot.BandAxis;
import serlab.plot.VoicePlot;

/** A recording's picture: waveform, spectrogram with pitch and formants in it, loudness. */
public final class VoicePicture {
    private static final double LOWEST_DB = -60;
    /** At 16 kHz, every 4 ms: fine enough to see harmonics, and formants as bands. */
    private static final LogMelSpec FINE = (LogMelSpec) FeatureSpec.of(Map.of("type", "log-mel", "sampleRate", 16_000, "fftSize",
            1024, "hopLength", 64, "bands", 160));

    private VoicePicture() {
    }

    /**
     * The picture as PNG.
     *
     * @param sound of any rate and length above 0
     * @param title what it is of
     */
    public static byte[] png(Waveform sound, String title) {
        Waveform slow = Resampler.resample(sound, FINE.sampleRate());
        VoiceContours contours = VoiceContours.of(sound);
        return VoicePlot.png(new VoicePlot.Voice(title, facts(sound, contours), sound.samples(), sound.durationSeconds(),
                FINE.full(slow), FINE.hopLength() / (double) FINE.sampleRate(), scale(FINE), LOWEST_DB, contours));
    }

    /** Where frequencies lie among the bands of a spectrogram. */
    public static BandAxis.MelScale scale(LogMelSpec spec) {
        return new BandAxis.MelScale(spec.bands(), spec.mel().fMinHz(), spec.mel().fMaxHz());
    }

    private static String facts(Waveform sound, VoiceContours contours) {
        String length = String.format(Locale.ROOT, "%.2f s", sound.durationSeconds());
        double[] voiced = Arrays.stream(contours.pitchHz()).filter(Double::isFinite).sorted().toArray();
        return voiced.length == 0 ? length + ", nothing voiced" : length + String.format(Locale.ROOT,
                ", median pitch %.0f Hz, quartiles %.0f and %.0f Hz, voiced %.0f %%", Quantiles.of(voiced, 0.5),
                Quantiles.of(voiced, 0.25), Quantiles.of(voiced, 0.75), 100.0 * voiced.length / contours.frames());
    }
}
