package serlab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormulaMarkTest {
    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+anna", "-anna", "@sum", "\tx", "\rx", "=", "-", "--5", "+-5", "-5 %", "-1,5", "＝1"})
    void whatASpreadsheetTakesForAFormulaIsMarked(String text) {
        assertEquals("'" + text, FormulaMark.put(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "happy", "-5", "+5", "-0.25", "-.5", "-1e-5", "-1.5E+3", "-Infinity", "NaN", "a=b", "'quoted'",
        "folder/-x.wav", " x"})
    void numbersAndPlainTextsStay(String text) {
        assertEquals(text, FormulaMark.put(text));
    }

    @Test
    void everyTextComesBack() {
        for (String text : List.of("=1", "'=1", "''=1", "-5", "'-5", "'happy", "'", "", "-", "'-", "@a\nb", "\t", "x")) {
            assertEquals(text, FormulaMark.removed(FormulaMark.put(text)));
        }
    }
}
