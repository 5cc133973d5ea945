package serlab.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.Chromium;
import serlab.audio.Waveform;
import serlab.audio.file.WavEncoder;
import serlab.bench.AssembledConversation;
import serlab.corpus.synthetic.SyntheticSpec;
import serlab.predict.SpeakerProfiles;

/** The page in a real Chromium. Pictures of it are left in {@code target/page}. */
@Tag("slow")
class PageTest {
    private static final int ENTER = 13;
    private static final int TAB = 9;

    @TempDir
    static Path temporary;
    private static TestServer server;
    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        Path program = Chromium.program();
        server = TestServer.keeping(new SpeakerProfiles(temporary.resolve("speakers")));
        browser = Browser.start(program, temporary.resolve("profile"));
    }

    @AfterAll
    static void stop() throws Exception {
        if (browser != null) {
            browser.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void open() throws Exception {
        browser.size(1200, 900);
        browser.colorScheme("light");
        browser.open(server.address());
    }

    private static Path clip(String name, double seconds) throws IOException {
        return Files.write(temporary.resolve(name), TestServer.voice(seconds, 16_000));
    }

    private static void predict(Path... files) throws Exception {
        browser.choose("#files", files);
        browser.await("document.querySelectorAll('#queue .done, #queue .failed').length === " + files.length);
    }

    private static void picture(String name) throws Exception {
        Files.createDirectories(Path.of("target/page"));
        Files.write(Path.of("target/page", name), browser.screenshot());
    }

    @Test
    void anUploadIsPredictedAndShown() throws Exception {
        predict(clip("rising.wav", 2));
        assertTrue(browser.text("#emotion").matches("Emotion Detected: \\w+ \\(\\d+\u00a0%\\)"), browser.text("#emotion"));
        assertEquals(8, browser.evaluate("document.querySelectorAll('#bars tr').length").asInt());
        assertTrue(browser.evaluate("document.querySelector('#mel').naturalWidth").asInt() > 50);
        assertTrue(browser.text("#seen").matches("Waveform; spectrogram with pitch \\(line, median \\d+\u00a0Hz\\) and formants \\(dots\\); "
                + "loudness"), browser.text("#seen"));
        for (String canvas : List.of("tracks", "loudness")) {
            assertTrue(browser.evaluate("(() => { const c = document.querySelector('#" + canvas + "'); return c.width > 100 "
                    + "&& c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some(v => v > 0); })()").asBoolean(), canvas);
        }
        browser.await("document.querySelector('#player').duration > 1.9");
        assertTrue(browser.evaluate("""
                (() => { const c = document.querySelector('#wave');
                  return c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some(v => v > 0); })()""").asBoolean());
        assertEquals(List.of(), browser.errors());
        picture("upload.png");
    }

    @Test
    void noProbabilityIsCertain() throws Exception {
        assertEquals("52.3\u00a0% >99.9\u00a0% >99.9\u00a0% <0.1\u00a0% 52\u00a0% >99\u00a0% <1\u00a0%", browser.evaluate("""
                import('/chart.js').then(({ probable }) => [probable(0.523), probable(0.9996), probable(1), probable(0.0004),
                  probable(0.523, 0), probable(0.996, 0), probable(0.004, 0)].join(' '))""").asText());
    }

    @Test
    void aLongRecordingIsShownOverTime() throws Exception {
        predict(clip("long.wav", 9));
        int windows = browser.evaluate("document.querySelectorAll('#windows li').length").asInt();
        assertTrue(windows >= 4, windows + " windows");
        assertEquals(windows, browser.evaluate("document.querySelectorAll('#strip i').length").asInt());
        browser.evaluate("document.querySelectorAll('#windows button')[2].click()");
        browser.await("document.querySelector('#player').currentTime >= 1");
        picture("long.png");
    }

    @Test
    void recordingsOfOneSpeakerAreHeardTogether() throws Exception {
        predict(clip("only.wav", 1));
        assertTrue(browser.evaluate("document.querySelector('#speaker').hidden").asBoolean());
        browser.choose("#files", clip("second.wav", 1.5), clip("third.wav", 2));
        browser.await("document.querySelectorAll('#queue .done').length === 3 && !document.querySelector('#speaker').hidden");
        String alone = browser.text("#bars");
        String player = browser.evaluate("document.querySelector('#player').src").asText();
        String hint = browser.text("#leaning");
        browser.evaluate("document.querySelector('#together').click()");
        browser.await("document.querySelector('#leaning').textContent.startsWith('Taken off: ')");
        assertNotEquals(alone, browser.text("#bars"));
        assertEquals("3 recordings of one speaker, heard together.", browser.text("#status"));
        assertTrue(browser.text("#leaning").matches("Taken off: in everything this voice says the model hears \\w+ and \\w+ too "
                + "much, \\w+ and \\w+ too little\\."), browser.text("#leaning"));
        picture("speaker.png");
        browser.evaluate("document.querySelector('#together').click()");
        browser.await("!document.querySelector('#leaning').textContent.startsWith('Taken off: ')");
        assertEquals(alone, browser.text("#bars"));
        assertEquals(hint, browser.text("#leaning"));
        assertEquals(player, browser.evaluate("document.querySelector('#player').src").asText());
        assertEquals(List.of(), browser.errors());
    }

    @Test
    void aSpeakerIsEnrolledChosenReplacedAndForgottenByKeyboard() throws Exception {
        predict(clip("first.wav", 2), clip("second.wav", 1.5));
        browser.await("!document.querySelector('#enroll').hidden");
        assertContains(browser.text("#enroll-hint"), "2 recordings, 4 s; all of it must be one person’s. Half a minute or more");
        assertTrue(browser.evaluate("document.querySelector('#who').hidden").asBoolean());
        String alone = browser.text("#bars");
        browser.evaluate("document.querySelector('#enroll-name').value = 'ann'; document.querySelector('#enroll-name').focus()");
        browser.press("Enter", ENTER, "\r");
        browser.await("!document.querySelector('#who').hidden && document.querySelectorAll('#queue .done').length === 2"
                + " && document.querySelector('#notes').textContent.includes('heard as a recording of ann')");
        assertEquals("ann", browser.evaluate("document.querySelector('#voice').value").asText());
        assertNotEquals(alone, browser.text("#bars"));
        assertTrue(browser.evaluate("document.querySelector('#enroll').hidden").asBoolean(), "no profile is made of adapted answers");
        assertEquals(List.of(), Axe.violations(browser));
        picture("speaker.png");

        browser.evaluate("document.querySelector('#voice').value = ''; document.querySelector('#voice').dispatchEvent(new Event('change'))");
        browser.await("!document.querySelector('#enroll').hidden");
        assertEquals(alone, browser.text("#bars"));
        assertEquals("Replace profile", browser.text("#enroll-button"));
        browser.evaluate("document.querySelector('#enroll-button').click()");
        browser.await("document.querySelector('#voice').value === 'ann' && document.querySelectorAll('#queue .done').length === 2");
        browser.evaluate("document.querySelector('#forget').click()");
        browser.await("document.querySelector('#who').hidden && document.querySelectorAll('#queue .done').length === 2");
        assertEquals(List.of(), browser.errors());
    }

    @Test
    void theMicrophoneIsRecordedAndPredicted() throws Exception {
        browser.evaluate("document.querySelector('#record').click()");
        browser.await("document.querySelector('#record').getAttribute('aria-pressed') === 'true'");
        browser.await("/\\(([2-9]|\\d\\d) s\\)/.test(document.querySelector('#record-text').textContent)");
        browser.evaluate("document.querySelector('#record').click()");
        browser.await("document.querySelector('#queue .done')");
        assertTrue(browser.text("#file").startsWith("recording "), browser.text("#file"));
        assertTrue(browser.text("#emotion").startsWith("Emotion Detected: "));
        assertEquals(List.of(), browser.errors());
    }

    @Test
    void theTurnsOfATalkArePlayedAndDownloaded() throws Exception {
        Waveform talk = AssembledConversation.of(new SyntheticSpec(3, 1, 1).open(null).clips(), 5, 2).sound();
        predict(Files.write(temporary.resolve("a talk.wav"), WavEncoder.encode16(talk)));
        browser.evaluate("document.querySelector('#talk-speakers').value = '2'; document.querySelector('#talk-find').click()");
        browser.await("!document.querySelector('#talk-found').hidden");
        assertEquals("a talk.wav: 2 speakers.", browser.text("#status"));
        assertEquals(2, browser.evaluate("document.querySelectorAll('#talk-strips .strip').length").asInt());
        int turns = browser.evaluate("document.querySelectorAll('#talk-turns tr').length").asInt();
        assertTrue(turns >= 5, turns + " turns");
        assertContains(browser.text("#talk-turns"), "speaker 2");
        browser.evaluate("document.querySelectorAll('#talk-turns button')[3].click()");
        browser.await("[...document.querySelectorAll('#talk-turns tr')].findIndex(row => row.getAttribute('aria-current') === 'true') >= 3");
        assertEquals("a talk.csv a talk.vtt a talk.TextGrid a talk.labels.txt",
                browser.evaluate("[...document.querySelectorAll('#talk-files a')].map(a => a.download).join(' ')").asText());
        assertEquals(List.of(), Axe.violations(browser));
        picture("turns.png");
        browser.size(360, 740);
        assertEquals(360, browser.evaluate("document.documentElement.scrollWidth").asInt());
        assertEquals(1, browser.evaluate("Math.max(...[...document.querySelectorAll('#talk-turns td:last-child')].map(cell => "
                + "{ const all = document.createRange(); all.selectNodeContents(cell); return all.getClientRects().length; }))")
                .asInt(), "lines of a percentage");
        browser.choose("#files", clip("short.wav", 1));
        browser.await("document.querySelectorAll('#queue .done').length === 2 && document.querySelector('#talk').hidden");
        assertEquals("", browser.text("#talk-strips"));
        assertEquals(List.of(), browser.errors());
    }

    @Test
    void aBrokenFileIsNamedAndTheOthersGoOn() throws Exception {
        Path broken = Files.writeString(temporary.resolve("broken <b>name.wav"), "this is text, not sound");
        predict(clip("first.wav", 1), broken, clip("last.wav", 1));
        assertEquals(1, browser.evaluate("document.querySelectorAll('#queue .failed').length").asInt());
        browser.evaluate("document.querySelector('#queue .failed button').click()");
        assertContains(browser.text("#status"), "contains text, not audio");
        assertContains(browser.text("#status"), "broken <b>name.wav");
        assertEquals(0, browser.evaluate("document.querySelectorAll('#queue b, #status b').length").asInt());
        assertTrue(browser.evaluate("document.querySelector('#status').classList.contains('error')").asBoolean());
    }

    @Test
    void theListSaysWhatMustBeKnownToJudgeAnAnswer() throws Exception {
        predict(clip("word.wav", 0.3), clip("sentence.wav", 2));
        String doubts = browser.evaluate("document.querySelector('#queue li:first-child .doubts').textContent").asText();
        assertEquals("note: only 0.30 s of sound: too short to tell an emotion; expected at least 0.5 s", doubts);
        assertTrue(browser.evaluate("document.querySelector('#queue li:first-child .doubts').getBoundingClientRect().height > 5").asBoolean());
        assertEquals("word.wav", browser.evaluate("document.querySelector('#queue li:first-child .name').textContent").asText());
        assertEquals(1, browser.evaluate("document.querySelectorAll('#queue .doubts').length").asInt(), "what holds for all answers stands once");
        picture("doubts.png");
    }

    @Test
    void aFileThatIsTooLargeIsRefusedBeforeItIsSent() throws Exception {
        predict(Files.write(temporary.resolve("large.wav"), new byte[21 << 20]));
        assertContains(browser.text("#status"), "larger than 20 MB");
    }

    @Test
    void everythingCanBeReachedByKeyboard() throws Exception {
        predict(clip("keys.wav", 1));
        List<String> reached = new ArrayList<>();
        browser.evaluate("document.activeElement.blur()");
        for (int i = 0; i < 18; i++) {
            browser.press("Tab", TAB, "");
            reached.add(browser.evaluate("document.activeElement.id || document.activeElement.className").asText());
        }
        assertTrue(reached.containsAll(List.of("skip", "files", "record", "live-switch", "live-keep", "quiet", "enroll-name", "enroll-button", "player")), reached.toString());
        browser.evaluate("document.querySelector('#record').focus()");
        browser.press("Enter", ENTER, "\r");
        browser.await("document.querySelector('#record').getAttribute('aria-pressed') === 'true'");
        browser.await("/\\(([2-9]|\\d\\d) s\\)/.test(document.querySelector('#record-text').textContent)");
        browser.press("Enter", ENTER, "\r");
        browser.await("document.querySelectorAll('#queue .done').length === 2");
    }

    @Test
    void theModelSaysWhatItIsAndHowItWasTested() throws Exception {
        assertTrue(browser.text("#card-tested").matches("Tested on \\d+ clips of synthetic voices, \\d+ speakers it had "
                + "never heard: UAR [\\d.]+\u00a0%, where guessing gives 12.5\u00a0%."), browser.text("#card-tested"));
        assertContains(browser.text("#card-caution"), "no human voice");
        browser.evaluate("document.querySelector('#card-more summary').click()");
        assertContains(browser.text("#card-text"), "What it cannot know");
        assertEquals(List.of(), Axe.violations(browser));
        browser.size(360, 740);
        browser.colorScheme("dark");
        assertEquals(360, browser.evaluate("document.documentElement.scrollWidth").asInt());
        picture("card.png");
    }

    @Test
    void aNarrowScreenNeedsNoSidewaysScrolling() throws Exception {
        browser.size(360, 740);
        predict(clip("a rather long name of a recording that would not fit into one line of a phone.wav", 5));
        picture("narrow.png");
        assertEquals(360, browser.evaluate("document.documentElement.scrollWidth").asInt());
    }

    @Test
    void darkModeIsDark() throws Exception {
        String light = browser.evaluate("getComputedStyle(document.body).backgroundColor").asText();
        browser.colorScheme("dark");
        predict(clip("dark.wav", 4));
        assertNotEquals(light, browser.evaluate("getComputedStyle(document.body).backgroundColor").asText());
        assertEquals(List.of(), Axe.violations(browser));
        picture("dark.png");
    }

    @Test
    void axeFindsNothingToMend() throws Exception {
        assertEquals(List.of(), Axe.violations(browser));
        Path broken = Files.writeString(temporary.resolve("broken.wav"), "text");
        predict(clip("axe.wav", 7), broken);
        assertEquals(List.of(), Axe.violations(browser));
        browser.size(360, 740);
        assertEquals(List.of(), Axe.violations(browser));
    }
}
