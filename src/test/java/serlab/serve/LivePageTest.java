package serlab.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.Chromium;

/** The page's live switch in a real Chromium whose microphone plays a voice. Pictures are left in {@code target/page}. */
@Tag("slow")
class LivePageTest {
    private static final String MICROPHONE = """
            (() => { const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
              navigator.mediaDevices.getUserMedia = async wanted => window.microphone = await real(wanted); })()""";

    @TempDir
    Path folder;

    private static void picture(Browser browser, String name) throws Exception {
        Files.createDirectories(Path.of("target/page"));
        Files.write(Path.of("target/page", name), browser.screenshot());
    }

    private static void click(Browser browser, String selector) throws Exception {
        browser.evaluate("document.querySelector('" + selector + "').click()");
    }

    private static void heard(Browser browser) throws Exception {
        browser.await("/^\\w+ \\(\\d+\u00a0%\\)$/.test(document.querySelector('#live-emotion').textContent)");
    }

    @Test
    void aVoiceIsHeardWhileItSpeaksThroughALostMicrophoneAndALostServer() throws Exception {
        Path voice = Files.write(folder.resolve("voice.wav"), TestServer.voice(20, 48_000));
        TestServer server = TestServer.start();
        try (Browser browser = Browser.start(Chromium.program(), folder.resolve("profile"),
                "--use-file-for-fake-audio-capture=" + voice)) {
            browser.size(1200, 900);
            browser.open(server.address());
            browser.evaluate(MICROPHONE);
            click(browser, "#live-keep");
            click(browser, "#live-switch");
            heard(browser);
            browser.await("/\\d Hz/.test(document.querySelector('#live-pitch').textContent.replace('\u00a0', ' '))"
                    + " && /\\d ms/.test(document.querySelector('#live-behind').textContent.replace('\u00a0', ' '))");
            assertEquals(8, browser.evaluate("document.querySelectorAll('#live-legend li').length").asInt());
            assertTrue(browser.evaluate("(() => { const c = document.querySelector('#live-lines'); return c.width > 100 "
                    + "&& c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some(v => v > 0); })()")
                            .asBoolean(), "no lines");
            assertContains(browser.text("#live-note"), "synthetic voices");
            assertEquals("Listening.", browser.text("#live-status"));
            assertTrue(browser.text("#live-db").matches("-\\d+\u00a0dB"), browser.text("#live-db"));
            assertEquals(List.of(), Axe.violations(browser));

            browser.evaluate("window.microphone.getTracks()[0].stop(); "
                    + "window.microphone.getTracks()[0].dispatchEvent(new Event('ended'))");
            assertContains(browser.text("#live-status"), "The microphone gives no sound any more");
            browser.await("document.querySelector('#live-status').textContent === 'The microphone is back.'");
            assertEquals(List.of(), browser.errors());

            int port = server.address().getPort();
            server.close();
            browser.await("document.querySelector('#live-status').textContent.startsWith('The connection is lost')");
            server = new TestServer(ServeSettings.local(port));
            browser.await("document.querySelector('#live-status').textContent === 'The connection is back.'");
            heard(browser);
            picture(browser, "live.png");

            click(browser, "#live-stop");
            browser.await("!document.querySelector('#live-file').hidden");
            assertEquals(0, browser.evaluate("document.querySelector('#live-now').offsetHeight").asInt(), "what is said now");
            assertTrue(browser.text("#live-summary").replace('\u00a0', ' ').matches("Heard [\\d.]+ s, a voice in "
                    + "[\\d.]+ % of it: \\w+ [\\d.]+ "
                    + "%.*\\. "
                    + "Answers came \\d+ ms behind the sound, 95 % of them within \\d+ ms; \\d+ were left out\\."),
                            browser.text("#live-summary"));
            double heardSeconds = Double.parseDouble(browser.text("#live-summary").replaceFirst("Heard ([\\d.]+) s.*",
                    "$1"));
            double keptSeconds = browser.evaluate("new Promise(done => { const a = new "
                    + "Audio(document.querySelector('#live-download').href);"
                    + " a.onloadedmetadata = () => done(a.duration); })").asDouble();
            assertEquals(heardSeconds, keptSeconds, 12, "what was heard and what was kept");
            assertTrue(browser.evaluate("document.querySelector('#live-download').download").asText().endsWith(".wav"));

            browser.size(360, 740);
            browser.colorScheme("dark");
            click(browser, "#live-switch");
            heard(browser);
            assertEquals(360, browser.evaluate("document.documentElement.scrollWidth").asInt());
            assertEquals(List.of(), Axe.violations(browser));
            picture(browser, "live-narrow.png");
        } finally {
            server.close();
        }
    }
}
