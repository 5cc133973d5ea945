package serlab.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A real Chromium without a window and with a microphone that beeps, driven through the DevTools protocol. */
final class Browser implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_SECONDS = 300;

    private final Process process;
    private final WebSocket socket;
    private final AtomicInteger requests = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> errors = new ConcurrentLinkedQueue<>();
    private final String session;

    private Browser(Process process, String address) throws Exception {
        this.process = process;
        this.socket = HttpClient.newHttpClient().newWebSocketBuilder()
                .buildAsync(URI.create(address), new Listener()).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        String target = send(null, "Target.createTarget", Map.of("url", "about:blank")).get("targetId").asText();
        this.session = send(null, "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .get("sessionId").asText();
        command("Page.enable", Map.of());
        command("Runtime.enable", Map.of());
        command("Log.enable", Map.of());
    }

    /** @param more options of the browser */
    static Browser start(Path program, Path profile, String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of(program.toString(), "--headless=new", "--no-sandbox", "--disable-gpu",
                "--disable-dev-shm-usage", "--remote-debugging-port=0", "--user-data-dir=" + profile, "--no-first-run",
                "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", "--mute-audio"));
        command.addAll(List.of(more));
        command.add("about:blank");
        Process process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        Path port = profile.resolve("DevToolsActivePort");
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
                !Files.exists(port) || Files.readAllLines(port).size() < 2; Thread.sleep(50)) {
            if (System.nanoTime() > end || !process.isAlive()) {
                process.destroyForcibly();
                throw new IOException(program + " did not open its DevTools port");
            }
        }
        List<String> lines = Files.readAllLines(port);
        return new Browser(process, "ws://127.0.0.1:" + lines.get(0) + lines.get(1));
    }

    JsonNode command(String method, Map<String, ?> parameters) throws Exception {
        return send(session, method, parameters);
    }

    private JsonNode send(String to, String method, Map<String, ?> parameters) throws Exception {
        int id = requests.incrementAndGet();
        ObjectNode request = JSON.createObjectNode().put("id", id).put("method", method);
        request.set("params", JSON.valueToTree(parameters));
        if (to != null) {
            request.put("sessionId", to);
        }
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        synchronized (socket) {
            socket.sendText(request.toString(), true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        JsonNode result = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (result.has("error")) {
            throw new IllegalStateException(method + ": " + result.get("error"));
        }
        return result.get("result");
    }

    void open(URI page) throws Exception {
        errors.clear();
        command("Page.navigate", Map.of("url", page.toString()));
        await("document.readyState === 'complete' && document.querySelector('#card-name')?.textContent.length > 0");
    }

    /** The value of a JavaScript expression; promises are waited for. */
    JsonNode evaluate(String script) throws Exception {
        JsonNode result = command("Runtime.evaluate",
                Map.of("expression", script, "returnByValue", true, "awaitPromise", true, "userGesture", true));
        if (result.has("exceptionDetails")) {
            throw new IllegalStateException(script + ": " + result.get("exceptionDetails"));
        }
        return result.get("result").path("value");
    }

    String text(String selector) throws Exception {
        return evaluate("document.querySelector(" + JSON.writeValueAsString(selector) + ")?.innerText ?? ''").asText();
    }

    /** Waits until a condition holds. */
    void await(String condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!evaluate("Boolean(" + condition + ")").asBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("never came true: " + condition + "; status: " + text("#status"));
            }
            Thread.sleep(50);
        }
    }

    /** Chooses files as a user does in the file dialogue. */
    void choose(String selector, Path... files) throws Exception {
        JsonNode root = command("DOM.getDocument", Map.of()).get("root");
        JsonNode node = command("DOM.querySelector", Map.of("nodeId", root.get("nodeId").asInt(), "selector", selector));
        command("DOM.setFileInputFiles", Map.of("nodeId", node.get("nodeId").asInt(), "files",
                Stream.of(files).map(Path::toString).toList()));
    }

    void press(String key, int code, String text) throws Exception {
        command("Input.dispatchKeyEvent", Map.of("type", text.isEmpty() ? "rawKeyDown" : "keyDown", "key", key, "code",
                key, "windowsVirtualKeyCode", code, "text", text));
        command("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key, "code", key, "windowsVirtualKeyCode", code));
    }

    void size(int width, int height) throws Exception {
        command("Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    }

    void colorScheme(String scheme) throws Exception {
        command("Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    byte[] screenshot() throws Exception {
        String data = command("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true))
                .get("data").asText();
        return Base64.getDecoder().decode(data);
    }

    /** What the page's console has complained of since it was opened. */
    List<String> errors() {
        return new ArrayList<>(errors);
    }

    @Override
    public void close() throws InterruptedException {
        socket.abort();
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
    }

    /** Hears answers and complaints. */
    private final class Listener implements WebSocket.Listener {
        private final StringBuilder message = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            message.append(part);
            if (last) {
                hear(message.toString());
                message.setLength(0);
            }
            from.request(1);
            return null;
        }

        private void hear(String text) {
            try {
                JsonNode node = JSON.readTree(text);
                if (node.has("id")) {
                    answers.remove(node.get("id").asInt()).complete(node);
                } else if (node.path("method").asText().equals("Runtime.exceptionThrown")
                        || node.path("method").asText().equals("Log.entryAdded")
                                && node.at("/params/entry/level").asText().equals("error")) {
                    errors.add(node.get("params").toString());
                }
            } catch (IOException e) {
                errors.add(e.toString());
            }
        }
    }
}
