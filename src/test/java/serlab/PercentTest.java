package serlab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PercentTest {
    @ParameterizedTest
    @CsvSource({"0.523, 52.3 %, 52 %", "0.99949, 99.9 %, >99 %", "0.9996, >99.9 %, >99 %", "1, >99.9 %, >99 %", "0.994, 99.4 %, 99 %",
        "0.0006, 0.1 %, <1 %", "0.0004, <0.1 %, <1 %", "0, <0.1 %, <1 %", "1e-30, <0.1 %, <1 %", "0.006, 0.6 %, 1 %"})
    void aModelIsNeverCertain(double probability, String tenths, String whole) {
        assertEquals(tenths, Percent.ofProbability(probability));
        assertEquals(whole, Percent.ofProbabilityWhole(probability));
    }

    @ParameterizedTest
    @CsvSource({"1, 100.0 %", "0, 0.0 %", "0.99999, 100.0 %"})
    void aMeasuredShareIsWhatItRoundsTo(double share, String words) {
        assertEquals(words, Percent.of(share));
    }
}
