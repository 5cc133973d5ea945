package serlab.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class EffectsPlotTest {
    private static BufferedImage image(EffectsPlot.Row... rows) {
        return EffectsPlot.image(new EffectsPlot.Effects("Title", List.of("facts"), "eta²", "Cohen's d against the rest",
                List.of("angry", "sad"), List.of(rows)));
    }

    /** What a row alone has no room for stands in the picture all the same. */
    @Test
    void fewRowsLeaveRoomForTheScale() {
        BufferedImage image = image(new EffectsPlot.Row("pitch", "0.24", new double[] {0.5, -0.5}));
        for (int x = 0; x < image.getWidth(); x++) {
            assertEquals(0xFFFFFFFF, image.getRGB(x, image.getHeight() - 1), "ink at the lower edge, x = " + x);
            assertEquals(0xFFFFFFFF, image.getRGB(x, 2 * 64), "ink between facts and header, x = " + x);
        }
    }

    @Test
    void equalSizesOfBothSignsAreEquallyStrongAndNoneIsGray() {
        BufferedImage image = image(new EffectsPlot.Row("pitch", "0.24", new double[] {2, -2}),
                new EffectsPlot.Row("loudness", "0.20", new double[] {0, Double.NaN}));
        double left = 20 + Fonts.width("loudness", Fonts.BODY) + 58 + 10;
        int[] x = {(int) ((left + 6) * Canvas.SCALE), (int) ((left + 58 + 6) * Canvas.SCALE)};
        int[] y = {(112 + 5) * Canvas.SCALE, (112 + 24 + 5) * Canvas.SCALE};
        assertEquals(ColorMap.BLUE_RED.at(1).getRGB(), image.getRGB(x[0], y[0]));
        assertEquals(ColorMap.BLUE_RED.at(0).getRGB(), image.getRGB(x[1], y[0]));
        assertEquals(ColorMap.BLUE_RED.at(0.5).getRGB(), image.getRGB(x[0], y[1]));
        assertEquals(0xFFF2F2F2, image.getRGB(x[1], y[1]));
    }
}
