package serlab.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import serlab.InvalidInputException;
import serlab.evaluation.Confidences;
import serlab.evaluation.ConfusionMatrix;

class PlotTest {
    @Test
    void cellColorFollowsItsCount() {
        List<String> labels = List.of("angry", "calm");
        ConfusionMatrixPlot.Layout layout = ConfusionMatrixPlot.Layout.of(labels, "t", "s");
        int x = (int) (layout.left() + 8) * Canvas.SCALE;
        int y = (int) (layout.top() + 8) * Canvas.SCALE;
        BufferedImage few = ConfusionMatrixPlot.image(new ConfusionMatrix(labels, new long[][] {{1, 9}, {2, 3}}), false, "t", "s");
        BufferedImage many = ConfusionMatrixPlot.image(new ConfusionMatrix(labels, new long[][] {{8, 9}, {2, 3}}), false, "t", "s");
        assertNotEquals(few.getRGB(x, y), many.getRGB(x, y));
    }

    @Test
    void longLabelsOfTwelveClassesStayInsideThePicture() throws IOException {
        List<String> labels = IntStream.range(0, 12).mapToObj(i -> "a rather unusually long emotion name " + i).toList();
        byte[] png = ConfusionMatrixPlot.png(new ConfusionMatrix(labels, new long[12][12]), true, "Title", "Subtitle");
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        List<String> shown = labels.stream().map(Fonts::shown).toList();
        ConfusionMatrixPlot.Layout layout = ConfusionMatrixPlot.Layout.of(shown, "Title", "Subtitle");
        assertEquals(Math.ceil(layout.width() * Canvas.SCALE), image.getWidth());
        assertTrue(layout.left() > Fonts.width(shown.get(11), Fonts.BODY));
        for (int x = 0; x < image.getWidth(); x++) {
            assertEquals(0xFFFFFFFF, image.getRGB(x, image.getHeight() - 1), "ink at the lower edge, x = " + x);
        }
        for (int y = 0; y < image.getHeight(); y++) {
            assertEquals(0xFFFFFFFF, image.getRGB(0, y), "ink at the left edge, y = " + y);
            assertEquals(0xFFFFFFFF, image.getRGB(image.getWidth() - 1, y), "ink at the right edge, y = " + y);
        }
    }

    @Test
    void spectrogramHasItsLowestBandAtTheBottom() {
        BufferedImage pixels = SpectrogramPlot.pixels(new float[][] {{0, 0, 0}, {-80, -80, -80}},
                new ColorRange(ColorMap.MAGMA, -80, 0, false, false));
        assertEquals(ColorMap.MAGMA.at(1).getRGB(), pixels.getRGB(0, 1));
        assertEquals(ColorMap.MAGMA.at(0).getRGB(), pixels.getRGB(2, 0));
    }

    @Test
    void trainingCurvesAndComparisonsDecode() throws IOException {
        Map<String, double[]> losses = new LinkedHashMap<>();
        losses.put("train", new double[] {2, 1.2, 0.7});
        losses.put("validation", new double[] {2.1, 1.5, 1.6});
        TrainingCurves curves = new TrainingCurves(losses, Map.of("validation UAR", new double[] {0.2, 0.5, 0.48}), 2);
        BufferedImage training = ImageIO.read(new ByteArrayInputStream(TrainingCurvesPlot.png(curves, "Training")));
        assertEquals(960 * Canvas.SCALE, training.getWidth());
        ComparisonPlot.Variant variant = new ComparisonPlot.Variant("mfcc", Map.of("UAR", new double[] {0.5, 0.6}));
        assertTrue(ImageIO.read(new ByteArrayInputStream(ComparisonPlot.png(List.of(variant), 0.125, "folds", "t", "s"))).getHeight() > 0);
    }

    @Test
    void groupsOfOneColorDifferInShape() {
        Map<String, List<double[]>> groups = new LinkedHashMap<>();
        IntStream.range(0, 24).forEach(i -> groups.put("%02d".formatted(i), List.of(new double[] {i % 8, i / 8})));
        BufferedImage map = ScatterPlot.image(List.of(new ScatterPlot.Panel("by speaker", groups)), "t", "s", "x", "y");
        List<Integer> inks = IntStream.of(0, 8, 16).mapToObj(i -> legendInk(map, i)).toList();
        assertEquals(3, inks.stream().distinct().count(), "pixels of the marks: " + inks);
    }

    /** Pixels of the mark of the {@code row}-th group that are as dark as its color. */
    private static int legendInk(BufferedImage map, int row) {
        int middle = (104 + 8 + 20 * row) * Canvas.SCALE;
        int from = (74 + 420 + 12) * Canvas.SCALE;
        int ink = 0;
        for (int y = middle - 9 * Canvas.SCALE; y < middle + 9 * Canvas.SCALE; y++) {
            for (int x = from; x < from + 20 * Canvas.SCALE; x++) {
                ink += map.getRGB(x, y) == Palette.series(row).getRGB() ? 1 : 0;
            }
        }
        assertTrue(ink > 20, "no mark is drawn for group " + row);
        return ink;
    }

    @Test
    void theFirstEpochIsAPointAndNoneIsChosenYet() {
        TrainingCurves first = new TrainingCurves(Map.of("training", new double[] {2}), Map.of("training UAR", new double[] {0.3}), 0);
        BufferedImage picture = TrainingCurvesPlot.image(first, "");
        int above = picture.getHeight() * 2 / 3;
        assertTrue(pixels(picture, above, Palette.series(0)) > 20, "no point is drawn");
        assertTrue(pixels(picture, above, Canvas.QUIET) < 20, "an epoch is marked as chosen");
        BufferedImage chosen = TrainingCurvesPlot.image(new TrainingCurves(first.losses(), first.scores(), 1), "");
        assertTrue(pixels(chosen, above, Canvas.QUIET) > 20, "the chosen epoch is not marked");
    }

    /** How many pixels of the upper rows have a color. */
    private static int pixels(BufferedImage picture, int rows, Color color) {
        int found = 0;
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                found += picture.getRGB(x, y) == color.getRGB() ? 1 : 0;
            }
        }
        return found;
    }

    @Test
    void aReliabilityBarIsAsHighAsItsAccuracy() {
        float[][] sure = new float[10][];
        int[] truth = new int[10];
        for (int i = 0; i < 10; i++) {
            sure[i] = new float[] {0.9f, 0.1f};
            truth[i] = i < 6 ? 0 : 1;
        }
        BufferedImage image = ReliabilityPlot.image(Map.of("As trained", new Confidences(sure, truth).reliability()),
                "model", "corpus");
        int blue = 0x0072B2;
        // bin 14 of 15 (0.867 to 0.933): pixels of its color over the height of the panel
        int x = (int) (Canvas.SCALE * (74 + 13.3 / 15 * 280));
        int height = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            height += (image.getRGB(x, y) & 0xFFFFFF) == blue ? 1 : 0;
        }
        assertEquals(0.6 * 280 * Canvas.SCALE, height, 8);
        assertThrows(InvalidInputException.class, () -> ReliabilityPlot.png(Map.of(), "model", "corpus"));
    }

    @Test
    void rejectsEmptySeries() {
        assertThrows(InvalidInputException.class, () -> new TrainingCurves(Map.of(), Map.of(), 1));
        assertThrows(InvalidInputException.class,
                () -> new TrainingCurves(Map.of("a", new double[0]), Map.of("b", new double[0]), 1));
        assertThrows(InvalidInputException.class, () -> ComparisonPlot.png(List.of(), 0.1, "folds", "t", "s"));
        assertThrows(InvalidInputException.class, () -> new SpectrogramPlot.Spectrogram(new float[0][0], 0.01, "t", "Band",
                null, ColorRange.whole(new float[0][0]), "dB"));
    }
}
