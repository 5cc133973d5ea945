package serlab.notebook;

import java.awt.Color;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import serlab.Html;
import serlab.plot.ColorMap;
import tech.tablesaw.plotly.components.Figure;

/**
 * An interactive figure with a picture of the same. The picture is shown wherever scripts do not run or Plotly is not
 * there: on code hosts and in notebooks that are not trusted. The JupyterLab that {@code ./ser notebook} starts serves
 * Plotly itself and puts it into the pages that it exports, so no network is needed.
 *
 * @param figure  drawn by Plotly
 * @param picture of the figure
 */
public record Chart(Figure figure, Picture picture) {
    /** Where JupyterLab serves Plotly, below its own address. */
    static final String SCRIPT = "static/plotly.js";

    private static final int COLORS = 9;
    private static final String PICTURE = "<img alt=\"%s\" width=\"%d\" src=\"data:image/png;base64,%s\">";
    private static final String NO_PICTURE = "An interactive chart; to see it in JupyterLab, choose Trust Notebook.";
    private static final String PAGE = """
            <div id="%1$s">%2$s</div>
            <script>
            (() => {
                const draw = () => {
                    const place = document.getElementById('%1$s');
                    place.replaceChildren();
                    place.style.cssText = 'max-width:760px;height:460px';
                    %3$s
                };
                const settings = document.getElementById('jupyter-config-data');
                if (window.Plotly) {
                    draw();
                } else if (window.plotlyReady) {
                    window.plotlyReady.then(draw);
                } else if (settings) {
                    const script = document.createElement('script');
                    script.src = JSON.parse(settings.textContent).baseUrl + '%4$s';
                    script.onload = draw;
                    document.head.append(script);
                }
            })();
            </script>
            """;

    String html() {
        return html(figure, String.format(PICTURE, Html.escaped(picture.title()), picture.width(), Base64.getEncoder().encodeToString(picture.png())));
    }

    /** A figure without a picture. */
    static String html(Figure figure) {
        return html(figure, NO_PICTURE);
    }

    /** Tablesaw gives a heat map no colors; the rest of its look comes with the script that is served. */
    private static String html(Figure figure, String otherwise) {
        String script = figure.asJavascript("chart").replaceAll("</?script[^>]*>", "")
                .replace("type: 'heatmap',", "type: 'heatmap', colorscale: " + magma() + ",");
        String id = "chart" + UUID.nameUUIDFromBytes(script.getBytes(StandardCharsets.UTF_8)).toString().replace("-", "");
        return String.format(PAGE, id, otherwise, script.replace("getElementById('chart')", "getElementById('" + id + "')"),
                SCRIPT);
    }

    private static String magma() {
        return IntStream.range(0, COLORS).mapToObj(step -> {
            double share = step / (COLORS - 1.0);
            Color color = ColorMap.MAGMA.at(share);
            return String.format(Locale.ROOT, "[%.3f, '#%06x']", share, color.getRGB() & 0xffffff);
        }).collect(Collectors.joining(", ", "[", "]"));
    }
}
