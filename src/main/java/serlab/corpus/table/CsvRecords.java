package serlab.corpus.table;

import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import com.univocity.parsers.csv.UnescapedQuoteHandling;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import serlab.FormulaMark;
import serlab.InvalidInputException;

/**
 * The records of a CSV file as RFC 4180 has it, one after another: one is in memory at a time. UTF-8 or, with a
 * byte order mark, UTF-16, any line end; empty lines are passed over. The header tells what stands between columns.
 */
final class CsvRecords implements TableRecords {
    static final int MAX_COLUMNS = 100_000;
    private static final int MAX_CHARACTERS_PER_VALUE = 100_000;
    private static final int MAX_CHARACTERS_PER_LINE = 16 << 20;

    private final Path file;
    private final BufferedReader reader;
    private final CsvParserSettings settings = new CsvParserSettings();
    private CsvParser parser;
    private Delimiter delimiter;
    private long linesRead;
    private long line;

    CsvRecords(Path file) {
        this.file = file;
        settings.setNullValue("");
        settings.setEmptyValue("");
        settings.getFormat().setComment('\0');
        settings.setMaxColumns(MAX_COLUMNS);
        settings.setMaxCharsPerColumn(MAX_CHARACTERS_PER_VALUE);
        settings.setUnescapedQuoteHandling(UnescapedQuoteHandling.RAISE_ERROR);
        try {
            this.reader = Files.newBufferedReader(file, CsvTable.charset(file));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public String[] next() {
        StringBuilder text = new StringBuilder();
        boolean quoted = false;
        do {
            String read = readLine();
            if (read == null) {
                if (text.isEmpty()) {
                    return null;
                }
                throw error("the quotes of this line do not close; write \"a \"\"quoted\"\" value\"");
            }
            if (text.isEmpty()) {
                line = linesRead;
                text.append(read.isBlank() ? "" : read);
            } else {
                text.append('\n').append(read);
            }
            quoted ^= read.chars().filter(c -> c == '"').count() % 2 != 0;
            if (text.length() > MAX_CHARACTERS_PER_LINE) {
                throw error("the quotes of this line do not close; write \"a \"\"quoted\"\" value\"");
            }
        } while (text.isEmpty() || quoted);
        if (parser == null) {
            delimiter = Delimiter.of(text.toString());
            settings.getFormat().setDelimiter(delimiter.character());
            parser = new CsvParser(settings);
        }
        try {
            String[] values = parser.parseLine(text.toString());
            Arrays.setAll(values, i -> FormulaMark.removed(values[i]));
            return values;
        } catch (TextParsingException e) {
            throw new InvalidInputException(error("the quotes of this line stand inside a value, or it has more than "
                    + MAX_COLUMNS + " columns; write \"a \"\"quoted\"\" value\"").getMessage(), e);
        }
    }

    @Override
    public Path file() {
        return file;
    }

    @Override
    public Delimiter delimiter() {
        return delimiter;
    }

    @Override
    public long line() {
        return line;
    }

    @Override
    public InvalidInputException error(String what) {
        return new InvalidInputException(file + ":" + line + ": " + what);
    }

    private String readLine() {
        try {
            String read = boundedLine();
            boolean first = linesRead++ == 0;
            return first && read != null && read.startsWith("\uFEFF") ? read.substring(1) : read;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** As {@link BufferedReader#readLine}, for lines that fit into memory. */
    private String boundedLine() throws IOException {
        StringBuilder read = new StringBuilder();
        for (int c = reader.read(); c >= 0; c = reader.read()) {
            if (c == '\n' || c == '\r') {
                if (c == '\r') {
                    reader.mark(1);
                    if (reader.read() != '\n') {
                        reader.reset();
                    }
                }
                return read.toString();
            }
            read.append((char) c);
            if (read.length() > MAX_CHARACTERS_PER_LINE) {
                throw new InvalidInputException("'" + file + "' has a line of more than " + MAX_CHARACTERS_PER_LINE
                        + " characters; expected a CSV file");
            }
        }
        return read.isEmpty() ? null : read.toString();
    }

    private InvalidInputException unreadable(IOException e) {
        return new InvalidInputException(e instanceof CharacterCodingException ? CsvTable.notUtf8(file)
                : "'" + file + "' cannot be read (" + e + "); expected a CSV file", e);
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }
}
