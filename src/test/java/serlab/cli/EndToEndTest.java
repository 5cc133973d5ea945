package serlab.cli;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole way, from recordings to what a real MLflow server shows; one comparison, looked at from all sides: each interface holds the
 * tests of one.
 */
@Tag("slow")
class EndToEndTest implements ResultOfComparison, TrackingOfComparison, ModelsOfComparison, ReproductionOfComparison {
    @TempDir
    static Path temporary;
    private static SharedComparison comparison;

    @BeforeAll
    static void compareOnce() throws Exception {
        comparison = SharedComparison.train(temporary);
    }

    @AfterAll
    static void stop() throws Exception {
        comparison.close();
    }

    @Override
    public SharedComparison shared() {
        return comparison;
    }
}
