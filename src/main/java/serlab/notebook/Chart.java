package serlab.notebook;

import java.util.Base64;
import java.util.UUID;
import tech.tablesaw.plotly.components.Figure;

/**
 * An interactive figure with a picture of the same. The picture is shown wherever scripts do not run or Plotly is not
 * served: on code hosts, in notebooks that are not trusted and in exported pages. The JupyterLab that {@code ./ser notebook}
 * starts serves Plotly itself, so no network is needed.
 *
 * @param figure  drawn by Plotly
 * @param picture of the figure
 */
public record Chart(Figure figure, Picture picture) {
    /** Where JupyterLab serves Plotly, below its own address. */
    static final String SCRIPT = "static/plotly.js";

    private static final String PAGE = """
            <div id="%1$s"><img alt="chart" width="%2$d" src="data:image/png;base64,%3$s"></div>
            <script>
            (() => {
                const draw = () => {
                    document.getElementById('%1$s').replaceChildren();
                    %4$s
                };
                const settings = document.getElementById('jupyter-config-data');
                if (window.Plotly) {
                    draw();
                } else if (settings) {
                    const script = document.createElement('script');
                    script.src = JSON.parse(settings.textContent).baseUrl + '%5$s';
                    script.onload = draw;
                    document.head.append(script);
                }
            })();
            </script>
            """;

    /** Tablesaw writes titles as Plotly 2 took them; Plotly 3 takes them as a section. */
    String html() {
        String id = "chart" + UUID.nameUUIDFromBytes(picture.png()).toString().replace("-", "");
        String script = figure.asJavascript(id).replaceAll("</?script[^>]*>", "")
                .replaceAll("title: '([^']*)'", "title: {text: '$1'}");
        return String.format(PAGE, id, picture.width(), Base64.getEncoder().encodeToString(picture.png()), script, SCRIPT);
    }
}
