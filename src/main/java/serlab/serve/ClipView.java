package serlab.serve;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import serlab.audio.Waveform;
import serlab.explore.VoicePicture;
import serlab.feature.FeatureSpec;
import serlab.feature.LogMelSpec;
import serlab.feature.voice.VoiceContours;
import serlab.plot.BandAxis;
import serlab.plot.ColorMap;

/** Pictures of a recording: its outline, its log-mel spectrogram, and pitch, formants and loudness to draw into it. */
final class ClipView {
    private static final int COLUMNS = 600;
    private static final double PICTURE_SECONDS = 120;
    /** Of longer recordings tracks would be too fine to see. */
    private static final double VOICE_SECONDS = 30;
    private static final LogMelSpec LOG_MEL = (LogMelSpec) FeatureSpec.of(Map.of("type", "log-mel", "bands", 96));

    private ClipView() {
    }

    /**
     * {@code peaks}: lowest and highest amplitude per column; {@code log_mel}: a PNG as data address, {@code log_mel_hz}: the middles of
     * its bands; {@code voice}: contours, of recordings of up to 30 s.
     */
    static Map<String, Object> of(Waveform waveform) {
        Map<String, Object> views = new LinkedHashMap<>();
        views.put("peaks", peaks(waveform.samples()));
        if (waveform.durationSeconds() <= PICTURE_SECONDS) {
            views.put("log_mel", "data:image/png;base64," + Base64.getEncoder().encodeToString(png(waveform)));
            BandAxis.MelScale scale = VoicePicture.scale(LOG_MEL);
            views.put("log_mel_hz", IntStream.range(0, scale.bands()).mapToObj(band -> tenths(scale.centerHz(band))).toList());
        }
        if (waveform.durationSeconds() <= VOICE_SECONDS) {
            views.put("voice", voice(VoiceContours.of(waveform)));
        }
        return views;
    }

    private static Map<String, Object> voice(VoiceContours contours) {
        Map<String, Object> voice = new LinkedHashMap<>();
        voice.put("seconds_per_frame", VoiceContours.HOP_SECONDS);
        voice.put("first_seconds", contours.voiceSeconds(0));
        voice.put("pitch_hz", tenths(contours.pitchHz()));
        voice.put("formants_hz", Stream.of(contours.formantsHz()).map(ClipView::tenths).toList());
        voice.put("first_loudness_seconds", contours.loudnessSeconds(0));
        voice.put("loudness", Arrays.stream(contours.loudness()).mapToObj(value -> Math.round(value * 1000) / 1000.0).toList());
        return voice;
    }

    /** Null where there is no value, since JSON has no NaN. */
    private static List<Double> tenths(double[] values) {
        return Arrays.stream(values).mapToObj(value -> Double.isNaN(value) ? null : tenths(value)).toList();
    }

    private static Double tenths(double value) {
        return Math.round(value * 10) / 10.0;
    }

    private static float[][] peaks(float[] samples) {
        int columns = Math.min(COLUMNS, samples.length);
        float[][] peaks = new float[columns][2];
        for (int column = 0; column < columns; column++) {
            int from = (int) ((long) samples.length * column / columns);
            int to = (int) ((long) samples.length * (column + 1) / columns);
            float low = samples[from];
            float high = samples[from];
            for (int i = from; i < to; i++) {
                low = Math.min(low, samples[i]);
                high = Math.max(high, samples[i]);
            }
            peaks[column] = new float[] {rounded(low), rounded(high)};
        }
        return peaks;
    }

    private static float rounded(float amplitude) {
        return Math.round(amplitude * 1000) / 1000f;
    }

    /** Lowest band at the bottom, -80 dB darkest, the loudest point brightest. */
    private static byte[] png(Waveform waveform) {
        float[][] decibels = LOG_MEL.full(waveform);
        int frames = decibels[0].length;
        int width = Math.min(COLUMNS, frames);
        BufferedImage image = new BufferedImage(width, decibels.length, BufferedImage.TYPE_INT_RGB);
        for (int band = 0; band < decibels.length; band++) {
            for (int x = 0; x < width; x++) {
                float value = decibels[band][(int) ((long) frames * x / width)];
                image.setRGB(x, decibels.length - 1 - band, ColorMap.MAGMA.at(1 + value / 80).getRGB());
            }
        }
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            ImageIO.write(image, "png", bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
