package serlab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static serlab.ContentAssertions.assertContains;
import static serlab.cli.Console.refused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.FolderLock;
import serlab.audio.Tones;
import serlab.audio.file.WavEncoder;

/** Output folders that another process writes into, or in which recordings lie, are refused by every command. */
class TakenFolderTest {
    @TempDir
    static Path temporary;
    private static SmallProject project;
    private static Path voices;

    @BeforeAll
    static void open() throws IOException {
        project = new SmallProject(temporary.resolve("home"));
        voices = SmallProject.voices(temporary.resolve("voices"), 5);
    }

    @AfterAll
    static void restore() {
        project.close();
    }

    private static byte[] voice(double seconds) {
        return WavEncoder.encode16(Tones.syllables(seconds, 16_000));
    }

    @Test
    void aFolderThatAnotherProcessWritesIntoIsRefused() throws IOException {
        Path out = temporary.resolve("taken");
        Path sweep = Files.writeString(temporary.resolve("taken-sweep.yaml"), """
                name: taken
                sampler: {type: grid}
                search: {training.batch: {choices: [8]}}
                experiment:
                  split: {protocol: groups, folds: [0]}
                  training: {epochs: 1}
                  features: {type: mfcc, coefficients: 20, frames: 32}
                  model: {type: mfcc-cnn, filters: [4], dense: 8}
                """);
        try (FolderLock lock = FolderLock.of(out)) {
            List<List<String>> commands = new ArrayList<>(List.of(List.of("report", project.root().resolve("experiments").toString()),
                    List.of("bench", "all")));
            writing(sweep).forEach(command -> commands.add(Stream.concat(command.stream(), Stream.of("--data",
                    temporary.resolve("no corpus is read").toString())).toList()));
            for (List<String> command : commands) {
                refused(Console.run(Stream.concat(command.stream(), Stream.of("--out", out.toString())).toArray(String[]::new)),
                        "another process writes into '" + out + "'; wait until it has ended, or name another folder with --out");
            }
            try (Stream<Path> files = Files.list(out)) {
                assertEquals(List.of(out.resolve(FolderLock.FILE)), files.toList());
            }
        }
    }

    /** The commands that read a corpus and write into a folder, but for the corpus and the folder. */
    private static List<List<String>> writing(Path sweep) throws IOException {
        Path suite = Files.writeString(temporary.resolve("taken-suite.yaml"), """
                name: taken suite
                systems: [{file: %s}]
                protocols: [{name: as it is}]
                """.formatted(Files.writeString(temporary.resolve("taken-one.yaml"), """
                name: taken one
                split: {protocol: random-stratified, fold: 0}
                features: {type: mfcc, coefficients: 20, frames: 32}
                model: {type: mfcc-cnn, filters: [4], dense: 8}
                """)));
        return List.of(List.of("compare", project.experiment().toString()), List.of("compare", suite.toString()),
                List.of("run", temporary.resolve("taken-one.yaml").toString()), List.of("cross", project.experiment().toString()),
                List.of("sweep", sweep.toString()), List.of("teach"), List.of("features", "zcr"), List.of("explore"),
                List.of("spectrograms"));
    }

    @Test
    void nothingIsWrittenAmongTheRecordingsOfACorpus() throws IOException {
        Path corpus = Files.createDirectories(temporary.resolve("corpus-of-folders"));
        for (String label : List.of("angry", "sad")) {
            Path folder = Files.createDirectories(corpus.resolve(label));
            for (int i = 0; i < 6; i++) {
                Files.write(folder.resolve("s" + i % 3 + "_" + i + ".wav"), voice(label.length() + i));
            }
        }
        Path sweep = Files.writeString(temporary.resolve("among-sweep.yaml"), """
                name: among
                sampler: {type: grid}
                search: {training.batch: {choices: [8]}}
                experiment:
                  split: {protocol: random-stratified, fold: 0}
                  features: {type: mfcc, coefficients: 20, frames: 32}
                  model: {type: mfcc-cnn, filters: [4], dense: 8}
                """);
        List<String> before = files(corpus);
        for (List<String> command : writing(sweep)) {
            for (Path out : List.of(corpus, corpus.resolve("angry"), corpus.resolve("new/below"))) {
                List<String> all = new ArrayList<>(command);
                all.addAll(List.of("--data", corpus.toString(), "--out", out.toString(), "--quiet"));
                if (command.get(0).equals("cross")) {
                    all.addAll(List.of("--data", voices.toString(), "--set", "split.diagonal=false"));
                }
                Console refused = Console.run(all.toArray(String[]::new));
                assertEquals(2, refused.code(), all + ": " + refused.err());
                assertContains(refused.err(), "ser: output folder '" + out + "' " + (out.equals(corpus) ? "is the folder of the corpus"
                        : "lies in the folder of the corpus, '" + corpus + "'"));
                assertEquals(before, files(corpus), all.toString());
            }
        }
        assertEquals(0, Console.run("spectrograms", "--data", corpus.toString(), "--out", temporary.resolve("corpus-of-folders-images")
                .toString(), "--quiet").code(), "a folder beside it, whose name begins alike");
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.map(Path::toString).sorted().toList();
        }
    }
}
