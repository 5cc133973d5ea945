package serlab.notebook;

import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import serlab.audio.Waveform;
import tech.tablesaw.api.Table;

/** Tells the kernel how to show this library's values and Tablesaw's tables; the kernel finds it by itself. */
public final class Displays implements Extension {
    private static final String HTML = "text/html";
    private static final String TEXT = "text/plain";

    @Override
    public void install(BaseKernel kernel) {
        Renderer renderer = kernel.getRenderer();
        renderer.createRegistration(Table.class).preferring(HTML).supporting(TEXT).register((table, context) -> {
            context.renderIfRequested(MIMEType.parse(HTML),
                    () -> TableHtml.of(table));
            context.renderIfRequested(MIMEType.parse(TEXT), table::toString);
        });
        renderer.createRegistration(Waveform.class).preferring(HTML).register((sound, context) ->
                context.renderIfRequested(MIMEType.parse(HTML),
                        () -> SoundHtml.of(sound)));
    }
}
