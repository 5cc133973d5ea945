package serlab.serve;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The files of the web page: a fixed list, read once. */
final class StaticFiles {
    private static final Map<String, String> TYPES = Map.of("html", "text/html;charset=utf-8", "css",
            "text/css;charset=utf-8", "js", "text/javascript;charset=utf-8", "svg", "image/svg+xml", "yaml",
            "application/yaml;charset=utf-8");
    private static final String[] NAMES = {"index.html", "style.css", "app.js", "api.js", "chart.js", "live.js", "live-view.js", "recorder.js",
        "recorder-worklet.js", "speakers.js", "teach.js", "turns.js", "icon.svg", "openapi.yaml"};

    private final Map<String, Reply> files = new LinkedHashMap<>();

    StaticFiles() {
        for (String name : NAMES) {
            files.put("/" + name, read(name));
        }
        files.put("/", files.get("/index.html"));
    }

    /** The file at a path, or null. */
    Reply get(String path) {
        return files.get(path);
    }

    private static Reply read(String name) {
        try (InputStream in = StaticFiles.class.getResourceAsStream(name)) {
            return new Reply(200, TYPES.get(name.substring(name.lastIndexOf('.') + 1)), in.readAllBytes(),
                    Map.of("Cache-Control", "no-cache"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
