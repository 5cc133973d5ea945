package serlab.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.corpus.Corpus;
import serlab.corpus.synthetic.SyntheticSpec;
import serlab.experiment.ComparisonResult;
import serlab.experiment.ExperimentFile;
import serlab.experiment.ExperimentListener;
import serlab.experiment.Suite;

/** A suite from a cell as from the command line: what is finished stays finished. */
@Tag("slow")
class SuiteRunTest {
    private Corpus voices = new SyntheticSpec(6, 1, 1).open(null);

    @TempDir
    private Path folder;
    private final List<String> trained = new ArrayList<>();
    private ExperimentRun experiments;

    @BeforeEach
    void systemFile() throws Exception {
        Files.writeString(folder.resolve("one.yaml"), """
                name: one
                split: {protocol: random-stratified, fold: 0}
                features: {type: mfcc, coefficients: 13, frames: 20}
                model: {type: mfcc-cnn, filters: [4], dense: 8}
                training: {batch: 8, epochs: 1}
                """);
        Workspace workspace = new Workspace(folder.resolve("home"), Map.of("SER_CACHE", folder.resolve("cache").toString()));
        experiments = new ExperimentRun(workspace, new RunSettings(Optional.empty(), List.of(), Optional.of("http://127.0.0.1:9"),
                workspace.cache(), 1, false, line -> { }), Map.of());
    }

    @Test
    void aSuiteThatWasStoppedGoesOnWithTheNextRow() throws Exception {
        assertThrows(InterruptedException.class, () -> run("seed two"));
        assertEquals(List.of("one, first"), trained);
        SuiteRun.Result whole = run("none");
        assertEquals(List.of("one, first", "one, seed two"), trained);
        assertEquals(List.of("first", "seed two", "the same"), whole.table().rows().stream().map(row -> row.protocol()).toList());
        assertEquals(whole.table().rows().get(0).uar(), whole.table().rows().get(2).uar());
        run("none");
        assertEquals(2, trained.size());
    }

    @Test
    void rowsOfAnotherCorpusAreNotTaken() throws Exception {
        run("none");
        voices = new SyntheticSpec(6, 1, 2).open(null);
        run("none");
        assertEquals(4, trained.size(), trained.toString());
    }

    @Test
    void whatSystemsLeftThatASuiteHasNoMoreGoesAndTheUsersFilesStay() throws Exception {
        Files.writeString(folder.resolve("two.yaml"), Files.readString(folder.resolve("one.yaml")).replace("13", "12"));
        run("none", "all", "{file: one.yaml}, {name: Other (2), file: two.yaml}");
        assertEquals(4, trained.size(), trained.toString());
        Path left = folder.resolve("out").resolve(Workspace.folderName("Other (2)"));
        List<String> own = List.of(".", "first", "first/notes.txt", "mine", "mine/row.json");
        Files.createDirectories(left.resolve("mine"));
        Files.createDirectories(left.resolve("half/unfinished"));
        for (String name : List.of("first/notes.txt", "mine/row.json", "half/unfinished/identity")) {
            Files.writeString(left.resolve(name), "of the user, but for the last");
        }
        List<String> before = files(left);
        run("none", "of another name", "{file: one.yaml}");
        assertEquals(before, files(left));
        run("none");
        assertEquals(own, files(left));
        assertTrue(files(folder.resolve("out/one")).contains("the-same/row.json"), "what stays in the suite");
    }

    private static List<String> files(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.map(file -> file.equals(root) ? "." : root.relativize(file).toString()).sorted().toList();
        }
    }

    /** @param stopped the protocol before which the user stops it */
    private SuiteRun.Result run(String stopped) throws Exception {
        return run(stopped, "all", "{file: one.yaml}");
    }

    private SuiteRun.Result run(String stopped, String name, String systems) throws Exception {
        Suite suite = Suite.of(ExperimentFile.parse("""
                name: %s
                systems: [%s]
                protocols:
                  - {name: first}
                  - {name: seed two, set: {seeds: [2]}}
                  - {name: the same, set: {seeds: [1]}}
                """.formatted(name, systems), "suite"), folder);
        return new SuiteRun(file -> new OpenedExperiment(experiments.read(file, List.of()), voices, List.of()),
                (row, out) -> trained(row, out, stopped), new Silent()).run(suite, folder.resolve("out"));
    }

    private ComparisonResult trained(OpenedExperiment row, Path out, String stopped) throws InterruptedException {
        String name = row.spec().variants().get(0).name();
        if (name.endsWith(stopped)) {
            throw new InterruptedException("stopped");
        }
        trained.add(name);
        return experiments.run(row.spec(), row.corpus(), out, ExperimentListener.silent());
    }

    /** Shows nothing. */
    private record Silent() implements SuiteRun.Listener {
        @Override
        public void rowStarts(int number, int of, OpenedExperiment experiment) {
            // not shown
        }

        @Override
        public void rowTrained(ComparisonResult result) {
            // not shown
        }

        @Override
        public void rowKnown(String protocol) {
            // not shown
        }

        @Override
        public void rowFailed(String reason) {
            // not shown
        }

        @Override
        public void systemsRemoved(List<String> folders) {
            // their folders are looked at
        }
    }
}
