package serlab.corpus.table;

import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import com.univocity.parsers.csv.UnescapedQuoteHandling;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import serlab.DocumentLimits;
import serlab.FormulaMark;
import serlab.InvalidInputException;

/**
 * A CSV file as RFC 4180 has it, in UTF-8 or, with a byte order mark, UTF-16, with any line end. Semicolons, tabs or bars may
 * stand in place of commas. Empty lines are passed over; values are stripped of the blanks around them and of a
 * {@link FormulaMark}.
 *
 * @param file      where it was read
 * @param delimiter what stands between columns
 * @param header    its first line
 * @param rows      the others
 * @param others    columns that are passed over
 */
public record CsvTable(Path file, Delimiter delimiter, Row header, List<Row> rows, OtherColumns others) {
    private static final int LARGEST = 64 << 20;
    /** What a Parquet file begins with: its mark, and the first field of a description. */
    private static final String PARQUET = "PAR1\u0015";

    /** The values of one record and the line, from 1, that it starts on. */
    public record Row(long line, List<String> values) {
    }

    /** Reads a manifest, JSON and Parquet too; quotes that stand inside a value are an error. */
    static CsvTable read(Path file) {
        if (ParquetRecords.isParquet(file)) {
            requireSize(file);
            return ParquetRecords.table(file);
        }
        return JsonRows.isJson(file) ? JsonRows.read(file, text(file)) : of(file, text(file), UnescapedQuoteHandling.RAISE_ERROR);
    }

    /**
     * Reads a table that somebody else wrote; quotes inside a value belong to it.
     *
     * @param file what messages call it
     * @param text its content without byte order mark
     */
    public static CsvTable lenient(Path file, String text) {
        return of(file, text.replace("\r\n", "\n").replace('\r', '\n'), UnescapedQuoteHandling.STOP_AT_DELIMITER);
    }

    private static CsvTable of(Path file, String text, UnescapedQuoteHandling quotes) {
        Delimiter delimiter = Delimiter.of(text.lines().filter(line -> !line.isBlank()).findFirst().orElse(""));
        CsvParser parser = new CsvParser(settings(delimiter, quotes));
        List<Row> rows = new ArrayList<>();
        LineIndex lines = new LineIndex(text);
        try {
            parser.beginParsing(new StringReader(text));
            for (String[] values = parser.parseNext(); values != null; values = parser.parseNext()) {
                rows.add(new Row(lines.nextRecord(values), Stream.of(values).map(FormulaMark::removed).toList()));
            }
        } catch (TextParsingException e) {
            throw new InvalidInputException(file + ":" + lines.nextLine() + ": the quotes of this line do not close or "
                    + "stand inside a value; write \"a \"\"quoted\"\" value\"", e);
        }
        if (rows.isEmpty()) {
            throw new InvalidInputException("'" + file + "' is empty; expected the header file,label and perhaps "
                    + "speaker and others");
        }
        return new CsvTable(file, delimiter, rows.get(0), List.copyOf(rows.subList(1, rows.size())), OtherColumns.NONE);
    }

    /** What is wrong with a line, as {@code file:line: what}, or with a row of a file without lines. */
    InvalidInputException error(long line, String what) {
        return new InvalidInputException(ParquetRecords.place(file, line) + ": " + what);
    }

    private static CsvParserSettings settings(Delimiter delimiter, UnescapedQuoteHandling quotes) {
        CsvParserSettings settings = new CsvParserSettings();
        settings.getFormat().setDelimiter(delimiter.character());
        settings.setNormalizeLineEndingsWithinQuotes(false);
        settings.getFormat().setLineSeparator("\n");
        settings.getFormat().setComment('\0');
        settings.setNullValue("");
        settings.setEmptyValue("");
        settings.setMaxColumns(1_000);
        settings.setMaxCharsPerColumn(100_000);
        settings.setUnescapedQuoteHandling(quotes);
        return settings;
    }

    private static void requireSize(Path file) {
        try {
            DocumentLimits.requireSize(Files.size(file), "manifest '" + file + "'", LARGEST);
        } catch (IOException e) {
            throw new InvalidInputException("'" + file + "' cannot be read (" + e + "); expected a manifest", e);
        }
    }

    private static String text(Path file) {
        requireSize(file);
        try {
            String text = Files.readString(file, charset(file));
            return (text.startsWith("\uFEFF") ? text.substring(1) : text).replace("\r\n", "\n").replace('\r', '\n');
        } catch (CharacterCodingException e) {
            throw new InvalidInputException(notUtf8(file), e);
        } catch (IOException e) {
            throw new InvalidInputException("'" + file + "' cannot be read (" + e + "); expected a CSV manifest", e);
        }
    }

    /**
     * UTF-16 where a file begins with its byte order mark, else UTF-8.
     *
     * @throws InvalidInputException if it is a Parquet file
     */
    static Charset charset(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] mark = stream.readNBytes(PARQUET.length());
            if (new String(mark, StandardCharsets.ISO_8859_1).equals(PARQUET)) {
                throw new InvalidInputException("'" + file + "' is a Parquet file by its content; rename it to end in .parquet");
            }
            int first = mark.length < 2 ? 0 : (mark[0] & 0xFF) << 8 | mark[1] & 0xFF;
            return first == 0xFEFF ? StandardCharsets.UTF_16BE : first == 0xFFFE ? StandardCharsets.UTF_16LE
                    : StandardCharsets.UTF_8;
        }
    }

    /** What to do with a file in another encoding; Western Windows is the likeliest. */
    static String notUtf8(Path file) {
        String name = file.getFileName().toString();
        return "'" + file + "' is not UTF-8 text; save it as CSV in UTF-8, such as with: iconv -f WINDOWS-1252 -t UTF-8 '"
                + file
                + "' > '" + file.resolveSibling("utf8-" + name) + "'";
    }

    /** Counts lines along with the parser, which itself counts neither empty lines nor those inside quotes alike. */
    private static final class LineIndex {
        private final String[] lines;
        private int next;

        LineIndex(String text) {
            lines = text.split("\n", -1);
        }

        /** The line, from 1, that the next record starts on. */
        long nextLine() {
            while (next < lines.length - 1 && lines[next].isBlank()) {
                next++;
            }
            return next + 1L;
        }

        /** Moves behind a record; line ends inside its quotes count. */
        long nextRecord(String[] values) {
            long line = nextLine();
            next++;
            for (String value : values) {
                next += (int) value.chars().filter(c -> c == '\n').count();
            }
            return line;
        }
    }
}
