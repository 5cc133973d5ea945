package serlab.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.InvalidInputException;
import serlab.corpus.Clip;
import serlab.corpus.synthetic.SyntheticSpec;
import serlab.lab.Workspace;
import serlab.model.SpeakerAdaptation;
import serlab.predict.Enrollment;
import serlab.predict.Prediction;
import serlab.predict.Predictor;
import serlab.predict.SpeakerProfile;
import serlab.predict.SpeakerProfiles;
import serlab.predict.StarterModel;

class EnrollTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAME = "enroll-test-voice";

    @TempDir
    private static Path folder;
    private static Path alone;

    @BeforeAll
    static void voices() throws IOException {
        for (Clip clip : new SyntheticSpec(1, 2, 5).open(null).clips()) {
            Path file = folder.resolve("labeled").resolve(clip.label()).resolve(clip.id() + ".wav");
            Files.createDirectories(file.getParent());
            Files.write(file, clip.source().bytes());
            alone = file;
        }
    }

    @Test
    void aSpeakerIsEnrolledHeardListedAndForgotten() throws IOException {
        Path profile = Workspace.here().speakers().resolve(NAME + ".json");
        try {
            Console enrolled = Console.run("enroll", NAME, folder.resolve("labeled").toString(), "--model", "starter", "--json");
            assertEquals(0, enrolled.code(), enrolled.err());
            assertContains(enrolled.out(), "16 recordings");
            assertContains(enrolled.out(), "held out, a fifth at a time: UAR ");
            JsonNode told = JSON.readTree(enrolled.lastLine());
            assertEquals(16, told.get("labeled").asInt());
            assertTrue(Files.exists(profile));

            if (profile.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(profile)));
            }
            Console again = Console.run("enroll", NAME, alone.toString(), "--model", "starter");
            assertEquals(2, again.code());
            assertContains(again.err(), "is enrolled already, for model 'starter' by 16 recordings");
            assertContains(again.err(), "add --replace");
            assertEquals(16, new SpeakerProfiles(profile.getParent()).find(NAME).recordings());
            Console replaced = Console.run("enroll", NAME, folder.resolve("labeled").toString(), "--model", "starter", "--replace");
            assertEquals(0, replaced.code(), replaced.err());
            assertContains(replaced.out(), "in place of the one before");

            JsonNode plain = JSON.readTree(Console.run("predict", "--model", "starter", "--json", alone.toString()).lastLine());
            JsonNode own = JSON.readTree(Console.run("predict", "--model", "starter", "--json", "--speaker", NAME,
                    alone.toString()).lastLine());
            assertNotEquals(plain.get("probabilities"), own.get("probabilities"));
            assertContains(own.get("notes").toString(), "heard as a recording of " + NAME);
            Path damaged = Files.writeString(profile.resolveSibling(NAME + "-damaged.json"), "{");
            Console listed = Console.run("enroll", "--list");
            Files.delete(damaged);
            assertEquals(0, listed.code(), listed.err());
            assertContains(listed.out(), NAME + " ");
            assertContains(listed.err(), "WARNING: ");
        } finally {
            Console removed = Console.run("enroll", "--delete", NAME, "--json");
            assertEquals(0, removed.code(), removed.err());
            assertEquals(profile.toString(), JSON.readTree(removed.lastLine()).get("removed").asText());
        }
        assertFalse(Files.exists(profile));
        Console unknown = Console.run("predict", "--model", "starter", "--speaker", NAME, alone.toString());
        assertEquals(2, unknown.code());
        assertContains(unknown.err(), NAME);
    }

    @Test
    void littleSpeechIsTakenWithAWordOfWhatIsAdvised() throws IOException {
        Path few = Files.createDirectories(folder.resolve("few"));
        Path profile = Workspace.here().speakers().resolve(NAME + "-few.json");
        Files.copy(alone, few.resolve("one.wav"));
        try {
            Console enrolled = Console.run("enroll", NAME + "-few", few.toString(), "--model", "starter");
            assertEquals(0, enrolled.code(), enrolled.err());
            assertContains(enrolled.err(), "s of speech are little to know a voice by");
            assertContains(enrolled.err(), "record half a minute or more");
        } finally {
            Files.deleteIfExists(profile);
        }
    }

    @Test
    void aRecordingThatIsNamedTwiceCountsOnce() throws IOException {
        Path profile = Workspace.here().speakers().resolve(NAME + "-once.json");
        Path copy = Files.copy(alone, folder.resolve("copy.wav"));
        try {
            Console enrolled = Console.run("enroll", NAME + "-once", alone.getParent().toString(), alone.toString(), copy.toString(),
                    "--model", "starter", "--json");
            assertEquals(0, enrolled.code(), enrolled.err());
            assertEquals(2, JSON.readTree(enrolled.lastLine()).get("recordings").asInt(), enrolled.out());
            assertContains(enrolled.err(), copy + " is left out: it is the same recording as " + alone);
        } finally {
            Files.deleteIfExists(profile);
            Files.delete(copy);
        }
    }

    @Test
    void labelsOfOneEmotionAreNone() {
        float[][] said = {{0.2f, 0.8f}, {0.3f, 0.7f}, {0.6f, 0.4f}};
        Enrollment one = new Enrollment(said, new int[] {1, 1, -1});
        assertEquals(0, one.labeled());
        assertArrayEquals(SpeakerAdaptation.unlabeled(said).apply(said[0]), one.adaptation().apply(said[0]));
        assertEquals(3, new Enrollment(said, new int[] {1, 1, 0}).labeled());
    }

    @Test
    void whatContradictsItselfIsRefused() {
        for (List<String> arguments : List.of(List.of("enroll"), List.of("enroll", "ann"), List.of("enroll", "ann", "--list"),
                List.of("enroll", "a/b", alone.toString(), "--model", "starter"), List.of("enroll", "ann", "nowhere.wav"),
                List.of("predict", "--speaker", "ann", "--coverage", "0.9", alone.toString()),
                List.of("predict", "--speaker", "ann", "--speaker-of-folder", folder.toString()),
                List.of("predict", "--guaranteed", alone.toString()),
                List.of("predict", "--coverage", "0.9", "--model", "starter", alone.toString()))) {
            Console refused = Console.run(arguments.toArray(String[]::new));
            assertEquals(2, refused.code(), arguments + ": " + refused.out() + refused.err());
            assertEquals(1, refused.err().lines().filter(line -> line.startsWith("ser: ")).count(), refused.err());
        }
    }

    @Test
    void aProfileIsReadAsItWasWrittenAndHoldsForItsModelAlone() {
        Prediction heard = new Predictor(StarterModel.load()).predict(alone);
        SpeakerAdaptation adaptation = SpeakerAdaptation.unlabeled(Prediction.values(List.of(heard)));
        SpeakerProfile profile = new SpeakerProfile("ann", "starter", SpeakerProfile.fingerprint(StarterModel.load()), 1,
                heard.durationSeconds(), 0, adaptation, List.of());
        SpeakerProfiles profiles = new SpeakerProfiles(folder.resolve("profiles"));
        assertEquals(List.of(), profiles.names());
        profiles.save(profile);
        assertEquals(List.of("ann"), profiles.names());
        assertEquals(profile.adapted(heard), profiles.find("ann").adapted(heard));
        assertEquals(1, profile.adapted(heard).probabilities().values().stream().mapToDouble(share -> share).sum(), 1e-5);
        SpeakerProfile other = new SpeakerProfile("ann", "starter", "0", 1, 1, 0, adaptation, List.of());
        String message = assertThrows(InvalidInputException.class,
                () -> other.of(StarterModel.load())).getMessage();
        assertContains(message, "enroll the speaker again");
    }
}
