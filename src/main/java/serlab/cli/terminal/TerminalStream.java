package serlab.cli.terminal;

import java.io.PrintStream;
import serlab.VisibleText;

/**
 * Standard output or error through which all text goes that may come from data; control characters but line breaks and
 * tabs are shown escaped. What moves the cursor on purpose goes to the stream {@link #beneath}.
 */
public final class TerminalStream extends PrintStream {
    private final PrintStream beneath;

    private TerminalStream(PrintStream beneath) {
        super(beneath, true);
        this.beneath = beneath;
    }

    /** A stream that escapes. */
    public static PrintStream over(PrintStream stream) {
        return stream instanceof TerminalStream ? stream : new TerminalStream(stream);
    }

    /** The stream as it is, for progress bars and tables that are drawn anew. */
    public static PrintStream beneath(PrintStream stream) {
        return stream instanceof TerminalStream terminal ? terminal.beneath : stream;
    }

    @Override
    public void print(String text) {
        beneath.print(VisibleText.lines(String.valueOf(text)));
    }

    @Override
    public void print(char[] text) {
        print(String.valueOf(text));
    }

    @Override
    public void print(char character) {
        print(String.valueOf(character));
    }

    @Override
    public void print(Object value) {
        print(String.valueOf(value));
    }

    @Override
    public void println() {
        beneath.println();
    }

    @Override
    public void println(String text) {
        beneath.println(VisibleText.lines(String.valueOf(text)));
    }

    @Override
    public void println(Object value) {
        println(String.valueOf(value));
    }

    @Override
    public void flush() {
        beneath.flush();
    }

    /** Standard streams are the process's. */
    @Override
    public void close() {
        flush();
    }
}
