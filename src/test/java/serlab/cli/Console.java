package serlab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;
import static serlab.ContentAssertions.assertLacks;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a command line gave back.
 *
 * @param code its exit code
 * @param out  standard output
 * @param err  standard error
 */
record Console(int code, String out, String err) {
    private static final Pattern BESIDE = Pattern.compile("^(note|features|Exploring|Spectrograms): ");

    /** Runs a command line with both streams captured. */
    static Console run(String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream newOut = new ByteArrayOutputStream();
        ByteArrayOutputStream newErr = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(newOut, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(newErr, true, StandardCharsets.UTF_8));
            int code = Ser.execute(arguments);
            return new Console(code, newOut.toString(StandardCharsets.UTF_8), newErr.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    /** Asserts that a request was wrong; see {@link #refused(int, Console, String...)}. */
    static void refused(Console console, String... named) {
        refused(2, console, named);
    }

    /** Asserts an exit code and one line of error that says these, beside notes and progress. */
    static void refused(int code, Console console, String... named) {
        assertEquals(code, console.code, console.err);
        List<String> lines = console.err.lines().filter(line -> !BESIDE.matcher(line).find()).toList();
        assertEquals(1, lines.size(), console.err);
        assertTrue(lines.get(0).startsWith("ser: "), console.err);
        assertLacks(lines.get(0), "Exception");
        for (String name : named) {
            assertContains(lines.get(0), name);
        }
    }

    String lastLine() {
        List<String> lines = out.lines().toList();
        return lines.get(lines.size() - 1);
    }
}
