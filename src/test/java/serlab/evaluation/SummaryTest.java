package serlab.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import serlab.InvalidInputException;

class SummaryTest {
    @Test
    void writesMeanAndSpreadInPercent() {
        assertEquals("52.0 ± 2.8 %", Summary.of(0.50, 0.54).percent());
        assertEquals("52.0 ± 2.8 % [26.6, 77.4]", Summary.of(0.50, 0.54).percentWithInterval());
    }

    @Test
    void singleValueHasNoInterval() {
        assertTrue(Summary.of(0.5).interval().isEmpty());
        assertEquals("50.0 %", Summary.of(0.5).percentWithInterval());
    }

    @Test
    void rejectsNothingAndNotANumber() {
        assertThrows(InvalidInputException.class, Summary::of);
        assertThrows(InvalidInputException.class, () -> Summary.of(0.5, Double.NaN));
    }

    @Test
    void equalFoldsGiveCertainty() {
        double[] same = {0.5, 0.75, 0.25};
        assertEquals(1, PairedTest.of(same, same, 0.25).corrected().p());
        assertEquals(0, PairedTest.of(new double[] {0.75, 0.5}, new double[] {0.5, 0.25}, 0.25).student().p());
    }

    @Test
    void pairedTestRejectsWhatCannotBePaired() {
        assertThrows(InvalidInputException.class, () -> PairedTest.of(new double[] {1, 2}, new double[] {1}, 0.25));
        assertThrows(InvalidInputException.class, () -> PairedTest.of(new double[] {1}, new double[] {1}, 0.25));
        assertThrows(InvalidInputException.class, () -> PairedTest.of(new double[] {1, 2}, new double[] {2, 1}, 0));
    }
}
