package serlab.plot;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import serlab.Html;
import tech.tablesaw.plotly.components.Figure;

/**
 * A page of interactive charts that works without network: Plotly, styles and pictures are inside the one file.
 *
 * <p>Mutable: sections and charts are added in their order, then {@link #html()} is called.
 */
public final class PlotlyPage {
    private static final String PLOTLY = "/META-INF/resources/webjars/plotly.js-dist/3.3.1/plotly.js";

    /** How much of the page's width a chart takes; side by side on one line while they fit. */
    public enum Width {
        FULL, HALF, QUARTER,
        /** Half the width, and about as high. */
        SQUARE
    }

    private final StringBuilder header = new StringBuilder();
    private final StringBuilder body = new StringBuilder();
    private final String title;
    private boolean sectionOpen;
    private int figures;

    /** @param facts what stands in large letters at the top: a number by what it counts */
    public PlotlyPage(String title, String subtitle, Map<String, String> facts) {
        this.title = Html.escaped(title);
        header.append("<h1>").append(this.title).append("</h1>\n<p>").append(Html.escaped(subtitle)).append("</p>\n<ul class=facts>");
        facts.forEach((what, number) -> header.append("<li><b>").append(Html.escaped(number)).append("</b><span>")
                .append(Html.escaped(what)).append("</span></li>"));
        header.append("</ul>\n");
    }

    /** Starts a section; charts and pictures go into the last one started. */
    public PlotlyPage section(String heading, String text) {
        endSection();
        body.append("<section>\n<h2>").append(Html.escaped(heading)).append("</h2>\n<p>").append(Html.escaped(text))
                .append("</p>\n<div class=charts>\n");
        sectionOpen = true;
        return this;
    }

    public PlotlyPage chart(Figure figure, Width width) {
        String id = "chart" + ++figures;
        body.append("<div id=").append(id).append(" class=\"chart ").append(width.name().toLowerCase(Locale.ROOT))
                .append("\"></div>\n").append(figure.asJavascript(id)).append('\n');
        return this;
    }

    /** @param rows as wide as the header; a cell is text */
    public PlotlyPage table(List<String> header, List<List<String>> rows) {
        body.append("<div class=table><table><thead><tr>");
        header.forEach(cell -> body.append("<th>").append(Html.escaped(cell)).append("</th>"));
        body.append("</tr></thead><tbody>");
        rows.forEach(row -> {
            body.append("<tr>");
            row.forEach(cell -> body.append("<td>").append(Html.escaped(cell)).append("</td>"));
            body.append("</tr>\n");
        });
        body.append("</tbody></table></div>\n");
        return this;
    }

    /** @param alternative what the picture shows, for those who do not see it */
    public PlotlyPage picture(byte[] png, String alternative) {
        body.append("<div class=chart style=\"height:auto\"><img alt=\"").append(Html.escaped(alternative))
                .append("\" src=\"data:image/png;base64,").append(Base64.getEncoder().encodeToString(png)).append("\"></div>\n");
        return this;
    }

    /** The whole page. */
    public String html() {
        endSection();
        return "<!DOCTYPE html>\n<html lang=en>\n<head>\n<meta charset=utf-8>\n<meta name=viewport "
                + "content=\"width=device-width, initial-scale=1\">\n<title>" + title + "</title>\n<style>\n"
                + resource("page.css") + "</style>\n<script id=plotly type=\"application/gzip\">" + packed(script())
                + "</script>\n<script>\n" + resource("unpack.js") + "</script>\n</head>\n<body>\n<header><div>\n"
                + header
                + "</div></header>\n<main>\n" + body + "</main>\n</body>\n</html>\n";
    }

    /** Plotly with the look of these pages, for others that load it once. */
    public static String script() {
        String colors = IntStream.range(0, Palette.size())
                .mapToObj(i -> String.format(Locale.ROOT, "'#%06X'", Palette.series(i).getRGB() & 0xFFFFFF))
                .collect(Collectors.joining(",", "[", "]"));
        return resource(PLOTLY) + "\n" + resource("look.js").replace("COLORS", colors);
    }

    /** A script that unpacks {@link #script} and runs it; {@code window.plotlyReady} is a promise of that. A fifth of its size. */
    public static String packedScript() {
        return "window.plotlyReady = (async () => {\nconst bytes = Uint8Array.from(atob('" + packed(script())
                + "'), c => c.charCodeAt(0));\nconst script = document.createElement('script');\nscript.textContent = await new Response("
                + "new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).text();\ndocument.head.append(script);\n})();\n";
    }

    /** Compressed by gzip, as base64: a fifth of the script's size. */
    private static String packed(String script) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(script.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    /** A text that may stand in a label of a chart: Tablesaw puts labels into scripts as they are. */
    public static String label(String text) {
        return text.replace('\\', '/').replace('\'', '’').replace('"', '”').replace('<', '‹').replace('>', '›')
                .replaceAll("\\s+", " ");
    }

    private void endSection() {
        if (sectionOpen) {
            body.append("</div>\n</section>\n");
            sectionOpen = false;
        }
    }

    private static String resource(String name) {
        try (InputStream stream = PlotlyPage.class.getResourceAsStream(name.startsWith("/") ? name : "/serlab/plot/" + name)) {
            if (stream == null) {
                throw new IllegalStateException(name + " is missing from the class path");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read from the class path", e);
        }
    }
}
