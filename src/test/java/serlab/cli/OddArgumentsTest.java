package serlab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static serlab.ContentAssertions.assertContains;
import static serlab.ContentAssertions.assertLacks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arguments that are empty, too many, misspelt, beside each other or of another kind. */
class OddArgumentsTest {
    @TempDir
    static Path temporary;
    private static SmallProject project;
    private static Path voices;
    private static String clip;

    @BeforeAll
    static void prepare() throws IOException {
        project = new SmallProject(temporary.resolve("home"));
        voices = SmallProject.voices(temporary.resolve("voices"), 1);
        clip = SmallProject.firstClip(voices).toString();
        Files.writeString(temporary.resolve("suite.yaml"), "name: s\nsystems: [{file: one.yaml}]\nprotocols: [{name: p}]\n");
        Files.writeString(temporary.resolve("sweep.yaml"), "name: w\nsearch: {}\nexperiment: {}\n");
        Files.write(temporary.resolve("binary.yaml"), new byte[] {'a', (byte) 0xff, (byte) 0xfe, 0, (byte) 0x80});
    }

    @AfterAll
    static void restore() {
        project.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        predict ''                                       | an argument is empty; name a file or folder (see ./ser predict --help)
        predict CLIP --parquet ''                        | --parquet is empty or no path; name a file or folder
        features mfcc CLIP --out ''                      | --out is empty or no path; name a file or folder
        audit --data ''                                  | --data is empty or no path; name a file or folder
        corpus export --out                              | (see ./ser corpus export --help)
        turns CLIP CLIP                                  | ' is one argument too many (see ./ser turns --help)
        explore --feature mfcc                           | unknown option '--feature'; did you mean '--features'? (see ./ser explore --help)
        predict CLIP --jsn                               | unknown option '--jsn'; did you mean '--json'? (see ./ser predict --help)
        predict CLIP --shares calm                       | --shares 'calm' is not as expected, EMOTION=N with a number as N
        predict CLIP --shares calm=x                     | is not as expected, EMOTION=N with a number as N
        predict CLIP --shares calm=-1 --speaker-of-folder | --shares calm=-1.0 is no share; expected how often it occurs, 0 or more
        features mfcc CLIP --data VOICES --out TEMP/f    | --data stands beside recordings that are named, of which there are 1; leave one of them out
        features mfcc CLIP --workers 0 --out TEMP/f      | --workers 0 is not positive
        explore --data VOICES --workers 0                | --workers 0 is not positive
        explore --data VOICES --cache-limit lots         | --cache-limit
        explore --data VOICES --engine spark://x:1       | --engine computes the numbers of --features, which is not asked for
        spectrograms --data VOICES --workers 0 --out TEMP/f | --workers 0 is not positive
        audit TEMP/suite.yaml --data VOICES              | the file describes a suite, which ./ser compare runs; expected an experiment here
        run TEMP/sweep.yaml --data VOICES                | the file describes a sweep, which ./ser sweep runs; expected an experiment here
        audit TEMP/binary.yaml                           | binary.yaml' holds no text; expected a YAML file such as
        turns VOICES                                     | : is a folder; name one recording, such as clip.wav
        turns TEMP/suit.yaml                             | : no such file; did you mean '
        """)
    void isOneLineThatSaysWhatIsExpected(String command, String said) {
        String[] arguments = command.replace("CLIP", clip).replace("VOICES", voices.toString()).replace("TEMP", temporary.toString()).split(" ");
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = arguments[i].equals("''") ? "" : arguments[i];
        }
        Console refused = Console.run(arguments);
        assertEquals(2, refused.code(), refused.out() + refused.err());
        assertContains(refused.err(), said);
        assertEquals(1, refused.err().lines().count(), refused.err());
        assertEquals("", refused.out());
        assertFalse(Files.exists(temporary.resolve("f")), "a folder was left");
    }

    @Test
    void featuresOfAnotherTypeInTheFolderAreNamedByTheirType() {
        String out = temporary.resolve("types").toString();
        assertEquals(0, Console.run("features", "zcr", clip, "--out", out, "--quiet").code());
        Console other = Console.run("features", "statistics", clip, "--out", out, "--quiet");
        assertEquals(2, other.code());
        assertContains(other.err(), "holds features of other settings (features.type zcr there, statistics here)");
        assertLacks(other.err(), "null");
    }
}
