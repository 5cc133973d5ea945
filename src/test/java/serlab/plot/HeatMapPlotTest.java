package serlab.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import serlab.InvalidInputException;

class HeatMapPlotTest {
    private static final List<String> NAMES = List.of("emodb", "a corpus with a very long name");

    private static HeatMapPlot.Panel panel(double first) {
        return new HeatMapPlot.Panel("mfcc-cnn", new double[][] {{first, 0.4}, {0.25, Double.NaN}},
                new String[][] {{"[60.1, 78.0]", "[33.0, 47.0]"}, {"one speaker", "–"}});
    }

    private static Set<Integer> colors(BufferedImage image) {
        Set<Integer> colors = new TreeSet<>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                colors.add(image.getRGB(x, y) & 0xFFFFFF);
            }
        }
        return colors;
    }

    @Test
    void everyCellHasTheColorOfItsValueAndOneWithoutAnyIsGray() {
        BufferedImage image = HeatMapPlot.image(List.of(panel(0.7)), NAMES, "mfcc-cnn: UAR in %", List.of("seed 1"));
        Set<Integer> colors = colors(image);
        for (double value : new double[] {0.7, 0.4, 0.25}) {
            assertTrue(colors.contains(ColorMap.BLUES.at(value).getRGB() & 0xFFFFFF), "no cell of " + value);
        }
        assertTrue(colors.contains(0xF2F2F2), "no gray cell");
    }

    @Test
    void panelsAndFactsAddHeightAndLongFactsAreBroken() {
        List<String> facts = List.of("a fact that is told in words ".repeat(40));
        BufferedImage one = HeatMapPlot.image(List.of(panel(0.7)), NAMES, "UAR", List.of("short"));
        BufferedImage two = HeatMapPlot.image(List.of(panel(0.7), panel(0.6)), NAMES, "UAR", List.of("short"));
        BufferedImage told = HeatMapPlot.image(List.of(panel(0.7)), NAMES, "UAR", facts);
        assertTrue(two.getHeight() > one.getHeight() * 1.5, two.getHeight() + " and " + one.getHeight());
        assertTrue(told.getHeight() > one.getHeight(), "the fact takes several lines");
        assertTrue(told.getWidth() < 2200, told.getWidth() + " pixels wide");
        assertEquals(one.getWidth(), two.getWidth());
    }

    @Test
    void nothingToDrawIsRefused() {
        assertThrows(InvalidInputException.class, () -> HeatMapPlot.image(List.of(), NAMES, "", List.of()));
    }
}
