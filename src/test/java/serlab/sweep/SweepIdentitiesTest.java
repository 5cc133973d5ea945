package serlab.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import serlab.experiment.ExperimentFile;

/** What sweeps are known by, and the parameters of their runs: byte by byte what they were, so that stores are found again. */
class SweepIdentitiesTest {
    private static final Path IDENTITIES = Path.of("src/test/resources/identities");
    private static final Path ACTUAL = Path.of("target/identities/sweeps.txt");

    @Test
    void everySweepIsWhatItWas() throws IOException {
        StringBuilder all = new StringBuilder();
        Map<String, Object> given = ExperimentFile.read(IDENTITIES.resolve("given.yaml")).values();
        for (Object name : (List<?>) given.get("sweeps")) {
            describe(name.toString(), ExperimentFile.read(Path.of("experiments", name.toString())).forCorpus(false), all);
        }
        for (Object entry : (List<?>) given.get("sweep")) {
            Map<String, Object> sweep = ExperimentFile.parse("""
                    name: small
                    experiment: {features: {type: mfcc}, model: {type: mfcc-cnn}}
                    search: {training.batch: {choices: [16, 32]}}
                    """, "small").values();
            ((Map<?, ?>) entry).forEach((key, value) -> sweep.put(String.valueOf(key), value));
            describe(String.valueOf(entry), ExperimentFile.parse(ExperimentFile.yaml(sweep), "small"), all);
        }
        Files.createDirectories(ACTUAL.getParent());
        Files.writeString(ACTUAL, all);
        assertEquals(Files.readString(IDENTITIES.resolve("sweeps.txt")), all.toString(), "what is there now is in " + ACTUAL);
    }

    private static void describe(String title, ExperimentFile file, StringBuilder into) {
        SweepSpec spec = SweepSpec.of(file);
        into.append("# ").append(title).append('\n');
        spec.identity().forEach(line -> into.append(line).append('\n'));
        spec.searched().forEach((key, value) -> into.append(key).append(" = ").append(value).append('\n'));
        into.append("planned ").append(spec.plannedTrials()).append(", waits ").append(spec.waits()).append('\n');
    }
}
