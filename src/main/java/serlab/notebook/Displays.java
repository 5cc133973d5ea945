package serlab.notebook;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import serlab.Html;
import serlab.SerialFilter;
import serlab.audio.Waveform;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.experiment.ComparisonResult;
import serlab.feature.FeatureSpec;
import serlab.model.ModelBundle;
import serlab.notebook.table.TableHtml;
import serlab.predict.Prediction;
import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.components.Figure;

/**
 * Extension that tells the kernel how to show this library's values and Tablesaw's tables and figures; the kernel finds it
 * by itself.
 */
public final class Displays implements Extension {
    private static final MIMEType HTML = MIMEType.parse("text/html");
    private static final MIMEType TEXT = MIMEType.parse("text/plain");
    private static final MIMEType PNG = MIMEType.parse("image/png");

    private static final int MOST_ROWS = 12;
    private static final int MOST_SETTINGS = 40;

    @Override
    public void install(BaseKernel kernel) {
        SerialFilter.install();
        Renderer renderer = kernel.getRenderer();
        html(renderer, Table.class, TableHtml::of, table -> table.name() + ": " + table.rowCount() + " rows");
        html(renderer, Waveform.class, SoundHtml::of,
                sound -> String.format("%.2f s at %d Hz", sound.durationSeconds(), sound.sampleRate()));
        html(renderer, Players.class, Players::html, Players::toString);
        html(renderer, Prediction.class, PredictionHtml::of, Prediction::emotion);
        html(renderer, Corpus.class, corpus -> Html.escaped(shown(corpus)), Displays::shown);
        html(renderer, Clip.class, clip -> Html.escaped(shown(clip)), Displays::shown);
        html(renderer, ComparisonResult.class, result -> "<p>" + Html.escaped(CellCorpora.line(result.corpus())) + "</p>"
                + TableHtml.of(ResultTables.summary(result)), result -> CellCorpora.line(result.corpus()) + "\n" + result.provenance());
        table(renderer, List.class, ValueTables::of);
        table(renderer, Map.class, ValueTables::of, MOST_SETTINGS);
        table(renderer, FeatureSpec.class, spec -> ValueTables.of(spec.settings()).setName(FeatureTitle.of(spec)), MOST_SETTINGS);
        table(renderer, ModelBundle.class, ValueTables::of);
        List.of(float[].class, double[].class, int[].class, long[].class).forEach(type -> table(renderer, type, ValueTables::ofNumbers));
        List.of(float[][].class, double[][].class, int[][].class).forEach(type -> table(renderer, type, ValueTables::ofMatrix));
        table(renderer, String[].class, texts -> ValueTables.of(List.of(texts)));
        html(renderer, Chart.class, chart -> chart.html(), chart -> chart.picture().toString());
        html(renderer, SoundExplorer.class, SoundExplorer::html, SoundExplorer::toString);
        html(renderer, Figure.class, Chart::html, figure -> "interactive chart");
        html(renderer, Link.class, Link::html, Link::address);
        renderer.createRegistration(Picture.class).preferring(PNG).register((picture, context) ->
                show(picture, context.getOutputContainer()));
    }

    private static String shown(Corpus corpus) {
        return corpus.summary();
    }

    private static String shown(Clip clip) {
        return clip.id() + ": " + clip.label() + (clip.speaker().isEmpty() ? "" : ", speaker " + clip.speaker());
    }

    private static <T> void table(Renderer renderer, Class<T> type, Function<? super T, Table> table) {
        table(renderer, type, table, MOST_ROWS);
    }

    private static <T> void table(Renderer renderer, Class<T> type, Function<? super T, Table> table, int rows) {
        html(renderer, type, value -> TableHtml.of(table.apply(value), rows), value -> table.apply(value).print(rows));
    }

    private static <T> void html(Renderer renderer, Class<T> type, Function<T, String> html, Function<T, String> text) {
        renderer.createRegistration(type).preferring(HTML, TEXT).register((value, context) -> {
            context.renderIfRequested(HTML, () -> html.apply(value));
            context.renderIfRequested(TEXT, () -> text.apply(value));
        });
    }

    /** Puts a picture into what a cell shows. */
    static void show(Picture picture, DisplayData into) {
        into.putData(PNG, Base64.getEncoder().encodeToString(picture.png()), Map.of("width", picture.width()));
        into.putText(picture.toString());
    }
}
