package serlab.serve;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.ImageIO;
import serlab.audio.Waveform;
import serlab.feature.FeatureSpec;
import serlab.plot.ColorMap;

/** Pictures of a recording: its outline, and its log-mel spectrogram. */
final class ClipView {
    private static final int COLUMNS = 600;
    private static final double PICTURE_SECONDS = 120;
    private static final FeatureSpec LOG_MEL = FeatureSpec.of(Map.of("type", "log-mel", "bands", 96));

    private ClipView() {
    }

    /** {@code peaks}: lowest and highest amplitude per column; {@code logMel}: a PNG as data address. */
    static Map<String, Object> of(Waveform waveform) {
        Map<String, Object> views = new LinkedHashMap<>();
        views.put("peaks", peaks(waveform.samples()));
        if (waveform.durationSeconds() <= PICTURE_SECONDS) {
            views.put("logMel", "data:image/png;base64," + Base64.getEncoder().encodeToString(png(waveform)));
        }
        return views;
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
