package serlab.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static serlab.ContentAssertions.assertContains;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.ContentHash;

/** {@code environment/setup} in a project that was copied with its Python environment, whose programs name the original. */
class EnvironmentFolderTest {
    @TempDir
    Path project;

    /** The environment as it is after its set-up, its programs naming a folder; what the script then says and its exit code. */
    private String setup(String named, int expected) throws Exception {
        Path environment = Files.createDirectories(project.resolve("environment"));
        for (String file : new String[] {"setup", "requirements-mlflow.txt"}) {
            Files.write(environment.resolve(file), Files.readAllBytes(Path.of("environment", file)));
        }
        Path venv = environment.resolve(".venv");
        Files.createDirectories(venv.resolve("bin"));
        Files.writeString(venv.resolve("pyvenv.cfg"), "");
        Files.writeString(venv.resolve("bin/pip"), named);
        Files.writeString(venv.resolve(".stamp-mlflow"),
                ContentHash.of(Files.readAllBytes(environment.resolve("requirements-mlflow.txt"))));
        ProcessBuilder builder = new ProcessBuilder("bash", environment.resolve("setup").toString(), "mlflow");
        builder.environment().remove("SER_VENV");
        builder.environment().put("SER_PYTHON", "false");
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(expected, process.waitFor(), said);
        return said;
    }

    @Test
    void itsOwnEnvironmentIsReadyAndACopiedOneIsMadeAnew() throws Exception {
        String own = project.toRealPath().resolve("environment/.venv/bin").toString();
        assertEquals("", setup("#!" + own + "/python3\n", 0));
        assertEquals("", setup("#!/bin/sh\n'''exec' \"" + own + "/python3\" \"$0\" \"$@\"\n' '''\n", 0));
        for (String copied : new String[] {"#!/elsewhere/environment/.venv/bin/python3\n",
                "#!/bin/sh\n'''exec' \"/else where/environment/.venv/bin/python3.11\" \"$0\" \"$@\"\n' '''\n"}) {
            String said = setup(copied, 1);
            assertContains(said, "was made for another folder");
            assertContains(said, "making it anew");
        }
    }
}
