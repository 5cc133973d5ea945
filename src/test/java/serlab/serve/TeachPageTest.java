package serlab.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.Chromium;
import serlab.lab.Workspace;

/** A model taught on the page, in a real Chromium. A picture is left in {@code target/page}. */
@Tag("slow")
class TeachPageTest {
    @TempDir
    Path folder;

    private Path[] clips(boolean high, int count) throws Exception {
        Path[] clips = new Path[count];
        for (int i = 0; i < count; i++) {
            clips[i] = Files.write(folder.resolve((high ? "high " : "low ") + i + ".wav"), TeachDeskTest.clip(i, high));
        }
        return clips;
    }

    @Test
    void ownClassesAreTaughtAndTheModelIsChosen() throws Exception {
        try (TestServer server = TestServer.teaching(new Workspace(folder.resolve("home"), Map.of()));
                Browser browser = Browser.start(Chromium.program(), folder.resolve("profile"))) {
            browser.size(1200, 900);
            browser.open(server.address());
            browser.await("!document.querySelector('#teach').hidden");
            browser.evaluate("document.querySelector('#teach-name').value = 'two voices';"
                    + "[...document.querySelectorAll('#teach-classes input[type=text]')].forEach((input, i) => input.value "
                            + "= ['low', 'high'][i])");
            browser.choose("#teach-files-1", clips(false, 6));
            Path[] high = clips(true, 6);
            browser.choose("#teach-files-2", Arrays.copyOf(high, 4));
            browser.evaluate("document.querySelector('#teach-learn').click()");
            assertEquals("high has 4 recordings; five of each class are needed at least.", browser.text("#teach-status"));
            Path broken = Files.writeString(folder.resolve("broken.wav"), "this is text, not sound");
            browser.choose("#teach-files-2", high[4], high[5], broken);
            browser.evaluate("document.querySelector('#teach-learn').click()");
            browser.await("!document.querySelector('#teach-found').hidden || document.querySelector('#teach-status.error')"
                    + " && !document.querySelector('#teach-status').textContent.includes('needed at least')");
            assertContains(browser.text("#teach-status"), "Learned. Left out: broken.wav");
            assertTrue(browser.text("#teach-score").replace('\u00a0', ' ').matches("Cross-validated: it tells \\w+, \\w+ "
                    + "apart with a UAR of [\\d.]+ %.*; "
                    + "guessing gives 50.0 %\\. A voice may have been on both sides.*"), browser.text("#teach-score"));
            assertTrue(browser.text("#teach-outlook").length() > 20, browser.text("#teach-outlook"));
            browser.await("document.querySelector('#model').value.endsWith('model')");
            assertContains(browser.text("#card-name"), "2 emotions");
            assertEquals(List.of(), Axe.violations(browser));
            Files.createDirectories(Path.of("target/page"));
            Files.write(Path.of("target/page/teach.png"), browser.screenshot());
            browser.size(360, 740);
            assertEquals(360, browser.evaluate("document.documentElement.scrollWidth").asInt());
        }
    }
}
