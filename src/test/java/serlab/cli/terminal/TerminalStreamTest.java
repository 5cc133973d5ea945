package serlab.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TerminalStreamTest {
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final PrintStream terminal = new PrintStream(shown, true, StandardCharsets.UTF_8);

    @Test
    void everyWayOfPrintingEscapes() {
        PrintStream stream = TerminalStream.over(terminal);
        stream.print("a\u001b");
        stream.println("b\u0007");
        stream.print(new char[] {'c', '\u001b'});
        stream.println((Object) "d\u001b");
        stream.printf("%s %d%n", "e\u001b", 5);
        stream.append("f\u001b").append('\u001b').println();
        stream.println(new StringBuilder("g\u001b"));
        stream.print('\u009b');
        stream.println(7);
        stream.print("two\nlines\u202e ünï\n");
        stream.flush();
        assertEquals("a\\u001bb\\u0007\nc\\u001bd\\u001b\ne\\u001b 5\nf\\u001b\\u001b\ng\\u001b\n\\u009b7\ntwo\nlines\\u202e ünï\n",
                shown.toString(StandardCharsets.UTF_8));
    }

    @Test
    void whatIsMeantForTheTerminalGoesBeneath() throws IOException {
        PrintStream stream = TerminalStream.over(terminal);
        assertSame(terminal, TerminalStream.beneath(stream));
        assertSame(terminal, TerminalStream.beneath(terminal));
        assertSame(stream, TerminalStream.over(stream));
        TerminalStream.beneath(stream).print("\u001b[2A");
        stream.write("raw".getBytes(StandardCharsets.UTF_8));
        assertEquals("\u001b[2Araw", shown.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aStackTraceIsShownWithItsMessageEscaped() {
        new IllegalStateException("label \u001b[31m").printStackTrace(TerminalStream.over(terminal));
        String text = shown.toString(StandardCharsets.UTF_8);
        assertTrue(text.startsWith("java.lang.IllegalStateException: label \\u001b[31m\n\tat "), text);
    }
}
