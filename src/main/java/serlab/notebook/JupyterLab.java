package serlab.notebook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import serlab.AtomicFile;
import serlab.ShutdownHook;
import serlab.plot.PlotlyPage;

/**
 * JupyterLab of a Python environment, with the Java kernel that a {@link KernelSpec} describes.
 *
 * @param environment folder of the Python environment
 * @param settings    folder for what is written for Jupyter: kernel and JupyterLab's own settings
 */
public record JupyterLab(Path environment, Path settings) {
    /** No question about news, no look for updates. */
    private static final String QUIET = """
            {"@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": false}}
            """;

    /**
     * Pages with interactive charts hold Plotly, packed; none asks the network for a script. Every picture has its title as alternative
     * text, and pages break between outputs when they are printed.
     */
    private static final String EXPORT = """
            {%- extends 'lab/index.html.j2' -%}
            {%- block html_head_js -%}
            {%- if 'Plotly' in nb | string %}{{ resources.include_js('static/plotly.js') }}{% endif -%}
            {%- endblock -%}
            {%- block html_head_css -%}
            {{ super() }}
            <style>
            @media print {
                .jp-Cell, .jp-OutputArea-child, table, img { break-inside: avoid; }
                h1, h2 { break-after: avoid; }
                img, table { max-width: 100%; }
                .jp-Notebook { padding: 0; }
                audio { display: none; }
            }
            </style>
            {%- endblock -%}
            {%- block data_png scoped -%}
            <div class="jp-RenderedImage jp-OutputArea-output {{ extra_class }}"><img alt="{{ output.data['text/plain'] | escape_html }}"
            {%- set width = output | get_metadata('width', 'image/png') %}
            {%- if width is not none %} width="{{ width | escape_html }}"{% endif %} src="data:image/png;base64,{{ output.data['image/png'] | escape_html }}"></div>
            {%- endblock data_png -%}
            """;
    /** How long Jupyter has to end its kernels, which tell the tracking server of what they leave. */
    private static final Duration PATIENCE = Duration.ofMillis(1400);
    private static final Pattern SHIPPED = Pattern.compile("\\]\\(([\\w-]+\\.ipynb)\\)");
    /** The template of exported pages. */
    static final String TEMPLATE = "serlab";

    /** Writes kernel, settings and the template of exported pages; the variables under which Jupyter's programs find them. */
    public Map<String, String> prepare() {
        KernelSpec.ofThisProcess(environment).write(settings);
        new AtomicFile(settings.resolve("lab-settings/overrides.json")).write(QUIET.getBytes(StandardCharsets.UTF_8));
        byte[] plotly = PlotlyPage.script().getBytes(StandardCharsets.UTF_8);
        new AtomicFile(settings.resolve(Chart.SCRIPT)).write(plotly);
        Path template = settings.resolve("nbconvert/templates").resolve(TEMPLATE);
        new AtomicFile(template.resolve("conf.json")).write("{\"base_template\": \"lab\"}".getBytes(StandardCharsets.UTF_8));
        new AtomicFile(template.resolve("index.html.j2")).write(EXPORT.getBytes(StandardCharsets.UTF_8));
        new AtomicFile(template.resolve(Chart.SCRIPT)).write(PlotlyPage.packedScript().getBytes(StandardCharsets.UTF_8));
        return Map.of("JUPYTER_PATH", settings.toString(), "JUPYTER_PREFER_ENV_PATH", "0");
    }

    /** Runs {@code jupyter lab} over a folder of notebooks until it is ended; its exit status. */
    public int run(Path notebooks, int port, boolean browser, Map<String, String> variables)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(environment.resolve("bin/jupyter").toString(), "lab",
                "--ServerApp.root_dir=" + notebooks, "--LabServerApp.app_settings_dir=" + settings.resolve("lab-settings"),
                "--ServerApp.extra_static_paths=" + settings.resolve("static"), "--ServerApp.ip=127.0.0.1",
                "--ServerApp.port=" + port, "--ServerApp.log_level=WARN", "--HTMLExporter.template_name=" + TEMPLATE,
                "--MultiKernelManager.default_kernel_name=java"));
        if (!browser) {
            command.add("--no-browser");
        }
        if (System.getProperty("user.name").equals("root")) {
            command.add("--allow-root");
        }
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().putAll(prepare());
        builder.environment().putAll(variables);
        trust(notebooks);
        Process process = builder.start();
        try (ShutdownHook stop = ShutdownHook.of("end of Jupyter", () -> end(process))) {
            return process.waitFor();
        }
    }

    /** Trusts the notebooks that come with the project, which their page lists, so that their stored charts are drawn. */
    private void trust(Path notebooks) throws IOException {
        Path page = notebooks.resolve("README.md");
        if (!Files.exists(page)) {
            return;
        }
        List<String> command = new ArrayList<>(List.of(environment.resolve("bin/jupyter").toString(), "trust"));
        SHIPPED.matcher(Files.readString(page)).results().map(found -> notebooks.resolve(found.group(1))).filter(Files::exists)
                .map(Path::toString).forEach(command::add);
        new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    /** Asks the server to end its kernels; what is still there a moment later is ended by force. */
    private static void end(Process process) {
        List<ProcessHandle> kernels = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kernels.forEach(ProcessHandle::destroyForcibly);
    }
}
