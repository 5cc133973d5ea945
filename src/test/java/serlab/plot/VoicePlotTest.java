package serlab.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import serlab.InvalidInputException;
import serlab.audio.Tones;
import serlab.feature.LogMelSpec;
import serlab.feature.voice.VoiceContours;

class VoicePlotTest {
    private static final BandAxis.MelScale SCALE = new BandAxis.MelScale(128, 0, 11_025);

    private static float[][] filled(int bands, int frames, float value) {
        float[][] matrix = new float[bands][frames];
        for (float[] band : matrix) {
            Arrays.fill(band, value);
        }
        return matrix;
    }

    @ParameterizedTest
    @ValueSource(doubles = {300, 1000, 2500, 8000})
    void aToneIsBrightestWhereTheAxisHasItsFrequency(double hz) {
        float[][] decibels = LogMelSpec.defaults().full(Tones.tone(hz, 0.5, 22_050, 22_050));
        int brightest = 0;
        for (int band = 0; band < decibels.length; band++) {
            brightest = decibels[band][20] > decibels[brightest][20] ? band : brightest;
        }
        assertEquals(SCALE.position(hz), brightest + 0.5, 1);
        assertEquals(7.5, SCALE.position(SCALE.centerHz(7)), 1e-9);
    }

    @Test
    void hertzStandApartAndRise() {
        List<BandAxis.Mark> marks = BandAxis.hertz(SCALE, 0.05).marks();
        assertEquals(List.of("200", "500", "700", "1000", "1500", "2000", "3000", "4000", "6000", "8000"),
                marks.stream().map(BandAxis.Mark::text).toList());
        for (int i = 1; i < marks.size(); i++) {
            assertTrue(marks.get(i).position() - marks.get(i - 1).position() >= 0.05 * 128, marks.toString());
        }
    }

    @Test
    void colorsAroundZeroAreAsFarBelowAsAbove() {
        float[][] values = filled(10, 20, 0.5f);
        values[3][4] = -2;
        values[3][5] = -2;
        values[3][6] = -2;
        values[9][19] = 70;
        ColorRange range = ColorRange.aroundZero(values);
        assertEquals(2, range.high(), 1e-6);
        assertEquals(-2, range.low(), 1e-6);
        assertArrayEquals(new String[] {"-2.0", "0.0", "≥ 2.0"}, range.labels(""));
        assertEquals(ColorMap.BLUE_RED.at(0.5), range.at(0));
        assertEquals(ColorMap.BLUE_RED.at(0.5), ColorRange.aroundZero(filled(2, 2, 0)).at(0));
    }

    @Test
    void theLevelDoesNotTakeTheColorsOfTheOtherCoefficients() {
        ColorRange range = ColorRange.ofCepstra(new float[][] {{-500, -480}, {190, 170}, {-30, 10}, {Float.NaN, 40}});
        assertArrayEquals(new String[] {"≤ -40", "0", "≥ 40"}, range.labels(""));
        assertArrayEquals(new String[] {"-500 dB", "-490 dB", "-480 dB"}, ColorRange.ofCepstra(new float[][] {{-500, -480}}).labels("dB"));
    }

    @Test
    void aMapLiesOverItsSpectrogram() throws IOException {
        float[][] map = filled(4, 8, 0);
        map[0][0] = 10;
        SpectrogramPlot.Spectrogram lost = new SpectrogramPlot.Spectrogram(map, 0.1, "lost", "Band", null, ColorRange.aroundZero(map), "");
        SpectrogramPlot.Spectrogram below = new SpectrogramPlot.Spectrogram(filled(4, 8, -3), 0.1, "", "Band", null,
                new ColorRange(ColorMap.MAGMA, -6, 0, false, false), "");
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(SpectrogramPlot.overlaid(below, lost)));
        int gray = image.getRGB(400, 300);
        assertEquals(gray >> 16 & 0xff, gray & 0xff, "what nothing lies over is gray");
        int red = image.getRGB(160, 600);
        assertTrue((red >> 16 & 0xff) > (red & 0xff) + 40, "the lowest band begins red: " + Integer.toHexString(red));
        SpectrogramPlot.Spectrogram longer = new SpectrogramPlot.Spectrogram(filled(4, 9, 0), 0.1, "", "Band", null,
                ColorRange.whole(filled(4, 9, 0)), "");
        assertContains(assertThrows(InvalidInputException.class, () -> SpectrogramPlot.overlaid(longer, lost)).getMessage(), "4 x 9");
    }

    @Test
    void pitchAndFormantsLieAtTheirFrequency() {
        int frames = 97;
        double[] pitch = new double[frames];
        Arrays.fill(pitch, 0, 50, 200);
        Arrays.fill(pitch, 50, frames, Double.NaN);
        double[][] formants = {new double[frames], new double[frames], new double[frames]};
        for (int i = 0; i < 3; i++) {
            Arrays.fill(formants[i], 500 + 1000 * i);
        }
        BufferedImage image = VoicePlot.image(new VoicePlot.Voice("t", "s", new float[16_000], 1, filled(128, 101, -30), 0.01, SCALE, -70,
                new VoiceContours(pitch, formants, new double[frames])));
        assertEquals(VoicePlot.TRACKS[0].getRGB(), at(image, 0.25, 200));
        assertTrue(VoicePlot.TRACKS[0].getRGB() != at(image, 0.75, 200), "pitch where nothing is voiced");
        for (int i = 0; i < 3; i++) {
            assertEquals(VoicePlot.TRACKS[i + 1].getRGB(), at(image, 0.23, 500 + 1000 * i), "formant " + (i + 1));
        }
    }

    private static int at(BufferedImage image, double seconds, double hz) {
        double x = 78 + seconds * (860 - 78 - 24);
        double y = 164 + 320 * (1 - SCALE.position(hz) / 128);
        return image.getRGB((int) Math.round(x * Canvas.SCALE), (int) Math.round(y * Canvas.SCALE));
    }
}
