package serlab.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Loss on the left and scores on the right over epochs, the chosen epoch, if there is one, marked by a dashed line. */
public final class TrainingCurvesPlot {
    private static final int PANEL_WIDTH = 480;
    private static final int PANEL_HEIGHT = 340;
    private static final int HEADER = 44;

    private TrainingCurvesPlot() {
    }

    /** As {@link #image}, encoded as PNG. */
    public static byte[] png(TrainingCurves curves, String title) {
        return Canvas.encode(image(curves, title));
    }

    public static BufferedImage image(TrainingCurves curves, String title) {
        Canvas canvas = new Canvas(2 * PANEL_WIDTH, HEADER + PANEL_HEIGHT);
        String heading = Fonts.fitted(title, Fonts.TITLE, 2 * PANEL_WIDTH - 40);
        canvas.text(heading, 20, 26, Fonts.TITLE, Canvas.INK, Canvas.Align.LEFT);
        XYChart scores = panel(curves.scores(), "Score", curves.bestEpoch(), 0, 1);
        scores.getStyler().setYAxisMin(0.0).setYAxisMax(1.0);
        double highest = highest(curves.losses());
        XYChart losses = panel(curves.losses(), "Loss", curves.bestEpoch(), 0, highest);
        losses.getStyler().setYAxisMin(0.0).setYAxisMax(highest);
        paint(canvas.graphics(), losses, 0);
        paint(canvas.graphics(), scores, PANEL_WIDTH);
        return canvas.image();
    }

    private static void paint(Graphics2D graphics, XYChart chart, double x) {
        AffineTransform before = graphics.getTransform();
        graphics.translate(x, HEADER);
        chart.paint(graphics, PANEL_WIDTH, PANEL_HEIGHT);
        graphics.setTransform(before);
        graphics.setClip(null);
    }

    private static XYChart panel(Map<String, double[]> series, String axis, int bestEpoch, double low, double high) {
        XYChart chart = new XYChart(PANEL_WIDTH, PANEL_HEIGHT);
        chart.setXAxisTitle("Epoch");
        chart.setYAxisTitle(axis);
        style(chart.getStyler());
        int index = 0;
        for (Map.Entry<String, double[]> entry : series.entrySet()) {
            double[] epochs = IntStream.rangeClosed(1, entry.getValue().length).asDoubleStream().toArray();
            XYSeries drawn = chart.addSeries(Fonts.shown(entry.getKey()), epochs, entry.getValue());
            line(drawn, Palette.series(index), new BasicStroke(2));
            if (epochs.length == 1) { // no line can be drawn through one point
                drawn.setMarker(SeriesMarkers.CIRCLE);
                drawn.setMarkerColor(Palette.series(index));
            }
            index++;
        }
        if (bestEpoch == 0) {
            return chart;
        }
        XYSeries chosen = chart.addSeries("Chosen epoch: " + bestEpoch, new double[] {bestEpoch, bestEpoch},
                new double[] {low, high});
        line(chosen, Canvas.QUIET, new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {5, 4}, 0));
        return chart;
    }

    private static void line(XYSeries series, Color color, BasicStroke stroke) {
        series.setMarker(SeriesMarkers.NONE);
        series.setLineColor(color);
        series.setLineStyle(stroke);
    }

    private static void style(XYStyler style) {
        style.setChartBackgroundColor(Color.WHITE);
        style.setPlotBorderVisible(false);
        style.setPlotGridLinesColor(Canvas.GRID);
        style.setPlotGridVerticalLinesVisible(false);
        style.setChartTitleVisible(false);
        style.setLegendPosition(Styler.LegendPosition.OutsideS);
        style.setLegendLayout(Styler.LegendLayout.Horizontal);
        style.setLegendBorderColor(Color.WHITE);
        style.setLegendFont(Fonts.SMALL);
        style.setAxisTitleFont(Fonts.AXIS);
        style.setAxisTickLabelsFont(Fonts.SMALL);
        style.setXAxisDecimalPattern("0");
    }

    private static double highest(Map<String, double[]> series) {
        double highest = series.values().stream().flatMapToDouble(Arrays::stream).max().orElse(1);
        return highest > 0 ? highest * 1.05 : 1;
    }
}
