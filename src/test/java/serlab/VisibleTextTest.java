package serlab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class VisibleTextTest {
    @Test
    void controlCharactersAreEscapedAndAllElseStays() {
        assertEquals("happy\\u001b[2J\\u0007", VisibleText.line("happy\u001b[2J\u0007"));
        assertEquals("a\\nb\\rc\\td", VisibleText.line("a\nb\rc\td"));
        assertEquals("a\nb\\rc\td", VisibleText.lines("a\nb\rc\td"));
        assertEquals("\\u009b31m \\u007f \\u0085", VisibleText.line("\u009b31m \u007f \u0085"));
        assertEquals("abc\\u202egpj.exe \\u2066", VisibleText.line("abc\u202egpj.exe \u2066"));
        String plain = "fröhlich 悲しい 🎤 ─ 'C:\\data' \"x\"";
        assertEquals(plain, VisibleText.line(plain));
    }

    @Test
    void aMessageIsOneLineWhateverStandsInIt() {
        assertEquals("label 'a\\nb\\u001b[31m' is unknown",
                new InvalidInputException("label 'a\nb\u001b[31m' is unknown").getMessage());
        String message = new InvalidInputException("x".repeat(100_000)).getMessage();
        assertEquals("x".repeat(4000) + "… (100000 characters)", message);
    }
}
