package serlab.notebook;

import java.util.Locale;
import serlab.Html;
import serlab.Percent;
import serlab.predict.Prediction;

/** A prediction as a bar for each emotion, the most probable first. */
final class PredictionHtml {
    private PredictionHtml() {
    }

    static String of(Prediction prediction) {
        StringBuilder html = new StringBuilder("<table style=\"font-variant-numeric:tabular-nums\">");
        prediction.probabilities().entrySet().stream().sorted((a, b) -> Float.compare(b.getValue(), a.getValue()))
                .forEach(entry -> html.append(String.format(Locale.ROOT, "<tr><td style=\"text-align:left\">%s</td>"
                        + "<td style=\"text-align:right\">%s</td><td style=\"text-align:left\"><div style=\"background:"
                        + "#0072b2;height:.8em;width:%.0fpx\"></div></td></tr>", Html.escaped(entry.getKey()),
                        Html.escaped(Percent.ofProbability(entry.getValue())), Math.max(1, 240 * entry.getValue()))));
        html.append("</table>");
        if (prediction.probabilities().isEmpty()) {
            html.append("<p>").append(Html.escaped(prediction.emotion())).append("</p>");
        }
        prediction.notes().forEach(note -> html.append("<p>").append(Html.escaped(note)).append("</p>"));
        return html.toString();
    }
}
