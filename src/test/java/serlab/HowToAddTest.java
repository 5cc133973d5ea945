package serlab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static serlab.ContentAssertions.assertContains;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages of {@code docs/how-to-add}: their code is compiled, packed, put on the class path, and run by their file. */
@Tag("slow")
class HowToAddTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "augmentation | augment=[{type: frame-loss, chare: 0.2}] | unknown augment key 'chare'; did you mean 'share'? "
            + "| type: frame-loss",
        "schedule | training.schedule={type: staircase, every: 0} | training.schedule.every is '0'; expected a whole number "
            + "| type: staircase",
        "network | model.units=0 | model.units is '0'; expected a whole number | type: lstm"
    })
    void aPartOfAnotherLibraryWorksInAnExperimentFile(String page, String mistake, String answer, String setting)
            throws Exception {
        HowToPage read = new HowToPage(Path.of("docs/how-to-add", page + ".md"));
        Path jar = read.jar(folder);
        Path file = Files.writeString(folder.resolve("example.yaml"), read.blocks("yaml").get(0));
        Path out = folder.resolve("out");
        assertEquals(0, ser(jar, "run", file.toString(), "--out", out.toString()), said());
        assertContains(Files.readString(out.resolve("experiment.yaml")), setting);
        assertEquals(2, ser(jar, "run", file.toString(), "--print", "--set", mistake), said());
        assertContains(said(), answer);
    }

    private int ser(Path jar, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g", "-XX:TieredStopAtLevel=1", "-Djava.awt.headless=true", "-Dserlab.home=" + folder,
                "-Dserlab.log=" + folder.resolve("ser.log"), "-cp", System.getProperty("java.class.path")
                + System.getProperty("path.separator") + jar, "serlab.cli.Ser"));
        Stream.of(arguments).forEach(command::add);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(folder.resolve("said.txt").toFile());
        builder.environment().put("OMP_NUM_THREADS", "1");
        builder.environment().put("SER_CACHE", folder.resolve("cache").toString());
        builder.environment().keySet().removeAll(List.of("MLFLOW_TRACKING_URI", "SER_DATA", "SER_VENV"));
        return builder.start().waitFor();
    }

    private String said() throws IOException {
        return Files.readString(folder.resolve("said.txt"));
    }
}
