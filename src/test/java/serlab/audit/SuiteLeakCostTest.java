package serlab.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.InvalidInputException;

@Tag("slow")
class SuiteLeakCostTest {
    private static final String HEADER =
            "system,protocol,leaky,seeds,folds,accuracy,macro_f1,uar,uar_low,uar_high,minutes\n";

    @TempDir
    private Path root;
    private Path suite;
    private Path results;

    @BeforeEach
    void write() throws IOException {
        for (String name : new String[] {"one", "two"}) {
            Files.writeString(root.resolve(name + ".yaml"), """
                    name: %s
                    split: {protocol: random-stratified}
                    features: {type: mfcc, coefficients: 20, frames: 32}
                    model: {type: mfcc-cnn, filters: [4, 8], dense: 16}
                    leaks: [%s]
                    """.formatted(name, name.equals("one") ? "doubled-clips"
                    : "augmented-before-split, scaler-on-everything"));
        }
        suite = Files.writeString(root.resolve("suite.yaml"), """
                name: published
                systems: [{file: one.yaml}, {file: two.yaml}]
                protocols:
                  - {name: as published}
                  - {name: random, set: {leaks: []}}
                  - {name: by actor, set: {leaks: [], split: {protocol: actor-folds-5}}}
                """);
        results = root.resolve("results.csv");
    }

    private LeakCost worth(String rows) throws IOException {
        return SuiteLeakCost.read(suite, Files.writeString(results, HEADER + rows));
    }

    @Test
    void comparesTheSameSystemWithAndWithoutALeak() throws IOException {
        LeakCost worth = worth("""
                "one","as published",true,3,5,0.934000,0.9,0.9,0.8,0.95,10.00
                "one","random",false,3,5,0.682000,0.6,0.6,0.5,0.7,10.00
                "one","by actor",false,3,5,0.560000,0.5,0.5,0.4,0.6,10.00
                "two","as published",true,1,1,0.900000,0.9,0.9,0.9,0.9,10.00
                "two","random",false,1,1,0.800000,0.8,0.8,0.8,0.8,10.00
                """);
        assertEquals(" Measured, in points of accuracy over random-stratified without leaks: +25.2 for one.",
                worth.ofLeak("doubled-clips"));
        assertEquals(" Measured, in points of accuracy over random-stratified without leaks: +10.0 for two "
                + "(augmented-before-split, scaler-on-everything together).", worth.ofLeak("scaler-on-everything"));
        assertEquals(" Measured, in points of accuracy over actor-folds-5 without leaks: +12.2 for one.",
                worth.ofSpeakers());
        assertEquals("", worth.ofLeak("checkpoint-on-test"));
    }

    @Test
    void saysNothingWhereNothingWasMeasured() throws IOException {
        assertSame(LeakCost.UNKNOWN, SuiteLeakCost.read(suite, results));
        LeakCost half = worth("\"one\",\"as published\",true,3,5,0.93,0.9,0.9,0.8,0.95,10.00\n");
        assertEquals("", half.ofLeak("doubled-clips"));
        assertEquals("", LeakCost.UNKNOWN.ofSpeakers());
        assertSame(LeakCost.UNKNOWN, SuiteLeakCost.read(root.resolve("absent.yaml"), results));
    }

    @Test
    void refusesRowsWithoutAccuracy() {
        assertThrows(InvalidInputException.class,
                () -> worth("\"one\",\"random\",false,3,5,much,0.9,0.9,0.8,0.95,10.00\n"));
    }
}
