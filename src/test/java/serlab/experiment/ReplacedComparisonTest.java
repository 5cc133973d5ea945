package serlab.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.experiment.SmallComparison.SMALL;
import static serlab.experiment.SmallComparison.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.experiment.SmallComparison.Listener;

/** A comparison whose output folder another one takes over. */
@Tag("slow")
class ReplacedComparisonTest {
    private static final String PAIR = """
            name: pair of them
            split: {protocol: leave-one-actor-out, folds: [0, 1]}
            training: {epochs: 1, batch: 16}
            ensemble:
              - {name: first, features: {type: mfcc, coefficients: 13, frames: 60}, model: {type: mfcc-cnn, filters: [4, 8], dense: 16}}
              - {name: second one, features: {type: mfcc, coefficients: 9, frames: 60}, model: {type: mfcc-cnn, filters: [4, 8], dense: 16}}
            """;

    @TempDir
    private Path folder;

    @AfterEach
    void noInterruptionIsLeft() {
        Thread.interrupted();
    }

    private List<String> files(String out) throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve(out))) {
            return all.map(file -> folder.resolve(out).relativize(file).toString()).sorted().toList();
        }
    }

    @Test
    void leavesNothingBesideTheOtherAndTheUsersFilesStay() throws Exception {
        List<String> own = List.of("notes.txt", "first/mine.csv", "second-one/fold-0-seed-1/model/remark.txt");
        run(folder, SMALL, "fresh", new Listener(-1));
        run(folder, PAIR, "out", new Listener(-1));
        for (String name : own) {
            Files.writeString(folder.resolve("out").resolve(name), "of the user");
        }
        List<String> before = files("out");
        assertThrows(InterruptedException.class, () -> run(folder, SMALL, "out", new Listener(1)));
        Thread.interrupted();
        assertTrue(files("out").containsAll(before.stream().filter(name -> !name.startsWith("trainings")).toList()),
                "gone before the other is there");
        run(folder, SMALL, "out", new Listener(-1));
        List<String> expected = new ArrayList<>(files("fresh"));
        expected.addAll(own);
        expected.addAll(List.of("first", "second-one", "second-one/fold-0-seed-1", "second-one/fold-0-seed-1/model"));
        assertEquals(expected.stream().sorted().toList(), files("out"));
    }
}
